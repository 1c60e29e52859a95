"""The self-service area: register, rota, the day's check, incidents, and a notice to hang up. DB50/T 1603-2024, 5.1.7."""

from datetime import date, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.devices import api as devices
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.faces.setup.pages import actor_of, center_of, done, id_of, key_of, setup_page, show
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid


@setup_page("device.mend", "floor.help")
@require_http_methods(["GET", "POST"])
def areas(request: HttpRequest) -> HttpResponse:
    """All areas with this week's rota (or another week's), today's check and what happened."""
    refusal = None
    if request.method == "POST":
        acts = {
            "area": _area, "machine": _machine, "duty": _duty, "drop": _drop, "check": _check, "incident": _incident,
            "settle": _settle,
        }  # fmt: skip
        answer = done(request, acts, request.get_full_path())
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/areas.html", lambda: _areas(request), refusal)


def _areas(request: HttpRequest) -> dict[str, Any]:
    actor, here = actor_of(request), center_of(request)
    today = clock.center_day(clock.now(), places.center(here).zone)
    day = _day(request.GET["week"], "week") if request.GET.get("week") else today
    monday = day - timedelta(days=day.weekday())
    return {
        "areas": devices.areas(actor, week_of=monday), "today": today, "monday": monday,
        "before": monday - timedelta(days=7), "after": monday + timedelta(days=7),
        "days": [monday + timedelta(days=n) for n in range(7)], "kinds": devices.AREA_LABELS.items(),
        "staff": people.staff_list(here, today=today, active_only=True), "topics": ["areas", "devices"],
        "device_options": [("", "—"), *((str(d.id), f"{d.code} {d.name}") for d in places.devices(here) if d.live)],
    }  # fmt: skip


@setup_page("device.mend", "floor.help")
@require_GET
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """One sheet for the wall: what each machine does, when, and who helps today."""
    facts = {"center": request.center, "area": devices.area(actor_of(request), code)}  # type: ignore[attr-defined]
    return render(request, "setup/area_notice.html", facts)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "key": key_of(request)}


def _area(request: HttpRequest) -> str:
    form = request.POST
    given = {name: form.get(name, "") for name in ("code", "name", "kind", "place", "hours")}
    devices.set_area(**_by(request), **given, active=form.get("active") == "on")
    return _("自助服务区已保存。")


def _machine(request: HttpRequest) -> str:
    form = request.POST
    device = id_of(request, "device") if form.get("device") else None
    devices.set_machine(
        **_by(request), area=form.get("area", ""), name=form.get("name", ""), does=form.get("does", ""), device_id=device,
        active=form.get("active") == "on",
    )  # fmt: skip
    return _("机器已保存。")


def _duty(request: HttpRequest) -> str:
    form = request.POST
    devices.set_duty(
        **_by(request), area=form.get("area", ""), staff_id=id_of(request, "staff"), day=_day(form.get("day", ""), "day"),
        starts=_time(form.get("starts", ""), "starts"), ends=_time(form.get("ends", ""), "ends"),
    )  # fmt: skip
    return _("值班已排。")


def _drop(request: HttpRequest) -> str:
    devices.drop_duty(**_by(request), duty=id_of(request, "duty"))
    return _("已从值班表去掉。")


def _check(request: HttpRequest) -> str:
    troubles = {k.removeprefix("trouble."): v for k, v in request.POST.items() if k.startswith("trouble.")}
    devices.check_area(
        **_by(request), area=request.POST.get("area", ""), troubles=troubles, note=request.POST.get("note", "")
    )
    return _("今天的检查已记录。")


def _incident(request: HttpRequest) -> str:
    form = request.POST
    devices.note_incident(
        **_by(request), area=form.get("area", ""), what=form.get("what", ""), machine=form.get("machine", "")
    )
    return _("已记下。")


def _settle(request: HttpRequest) -> str:
    devices.settle_incident(**_by(request), incident=id_of(request, "incident"), done=request.POST.get("done", ""))
    return _("已办结。")


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("request.invalid", field=field) from None


def _time(text: str, field: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise Invalid("request.invalid", field=field) from None

"""What stands in the hall: windows and zones, departments, devices, opening hours and the center's own figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup import words
from yichuang.faces.setup.pages import actor_of, center_of, done, id_of, key_of, setup_page, show
from yichuang.faces.shared.templatetags.place import zone_named
from yichuang.faces.shared.templatetags.yc import named
from yichuang.foundation.errors import Invalid


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def windows(request: HttpRequest) -> HttpResponse:
    """Windows with their zones and the queues that each calls from."""
    refusal = None
    if request.method == "POST":
        acts = {
            "add_window": _add_window, "change_window": _change_window, "add_zone": _add_zone, "change_zone": _change_zone,
        }  # fmt: skip
        answer = done(request, acts, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/windows.html", lambda: _windows(request), refusal)


def _windows(request: HttpRequest) -> dict[str, Any]:
    actor, here = actor_of(request), center_of(request)
    queues = queueing.queues(actor)
    served = {w.code: set(w.queues) for w in queueing.desks(actor)}
    rows = [(w, [(q, q.code in served.get(w.code, set())) for q in queues]) for w in places.windows(here)]
    zones = places.zones(here)
    return {
        "rows": rows, "zones": zones, "zone_options": [(z.code, f"{z.code} {zone_named(z)}") for z in zones],
        "queues": queues, "kinds": words.WINDOW_KINDS, "kind_words": dict(words.WINDOW_KINDS),
    }  # fmt: skip


def _add_window(request: HttpRequest) -> str:
    form = request.POST
    places.add_window(
        actor=actor_of(request), key=key_of(request), code=form.get("code", ""), name=form.get("name", ""),
        name_en=form.get("name_en", ""), kind=form.get("kind", ""), zone=form.get("zone", ""), accessible=form.get("accessible") == "on",
    )  # fmt: skip
    return _("窗口 %(code)s 已建立，请设定它叫哪些队列的号。") % {"code": form.get("code")}


def _change_window(request: HttpRequest) -> str:
    form, key = request.POST, key_of(request)
    places.change_window(
        actor=actor_of(request), key=key, window_id=id_of(request, "window"), name=form.get("name", ""), name_en=form.get("name_en", ""),
        zone=form.get("zone", ""), accessible=form.get("accessible") == "on", active=form.get("active") == "on",
    )  # fmt: skip
    queueing.serve_queues(actor=actor_of(request), key=key, window=form.get("code", ""), queues=form.getlist("queues"))
    return _("窗口 %(code)s 已保存。") % {"code": form.get("code")}


def _add_zone(request: HttpRequest) -> str:
    places.add_zone(
        actor=actor_of(request), key=key_of(request), code=request.POST.get("code", ""), **_zone_words(request)
    )
    return _("区域已建立。")


def _change_zone(request: HttpRequest) -> str:
    places.change_zone(
        actor=actor_of(request), key=key_of(request), zone_id=id_of(request, "zone"), **_zone_words(request)
    )
    return _("区域已保存。")


def _zone_words(request: HttpRequest) -> dict[str, str]:
    return {k: request.POST.get(k, "") for k in ("name", "name_en", "floor", "floor_en")}


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def departments(request: HttpRequest) -> HttpResponse:
    """Departments as papers name them."""
    refusal = None
    if request.method == "POST":
        answer = done(request, {"add": _add_department, "change": _change_department}, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/departments.html", lambda: _departments(request), refusal)


def _departments(request: HttpRequest) -> dict[str, Any]:
    return {"departments": places.departments(center_of(request)), "seals": words.SEAL_MODES,
            "seal_words": dict(words.SEAL_MODES)}  # fmt: skip


_DEPARTMENT = ("name", "short_name", "uscc", "review_organ", "court", "seal_mode", "phone", "address")


def _add_department(request: HttpRequest) -> str:
    given = {k: request.POST.get(k, "") for k in ("code", *_DEPARTMENT)}
    places.add_department(actor=actor_of(request), key=key_of(request), **given)
    return _("部门“%(name)s”已进驻。") % {"name": given["name"]}


def _change_department(request: HttpRequest) -> str:
    given = {k: request.POST.get(k, "") for k in _DEPARTMENT}
    places.change_department(
        actor=actor_of(request), key=key_of(request), department_id=id_of(request, "department"), **given
    )
    return _("部门“%(name)s”已保存。已发出的文书不变。") % {"name": given["name"]}


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """Devices and their keys. A key is shown on the answer to the act that made it, and never again."""
    refusal = None
    if request.method == "POST":
        if request.POST.get("act") == "key":
            secret = places.new_device_key(actor=actor_of(request), device_id=id_of(request, "device"))
            return show(request, "setup/devices.html", lambda: _devices(request, secret, request.POST["device"]))
        answer = done(request, {"add": _add_device, "revoke": _revoke_device}, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/devices.html", lambda: _devices(request), refusal)


def _devices(request: HttpRequest, secret: str = "", device_id: str = "") -> dict[str, Any]:
    here = center_of(request)
    return {
        "devices": places.devices(here), "kinds": words.DEVICE_KINDS, "kind_words": dict(words.DEVICE_KINDS),
        "secret": secret, "secret_of": device_id,
        "window_options": [("", "—"), *((w.code, f"{w.code} {named(w)}") for w in places.windows(here))],
    }  # fmt: skip


def _add_device(request: HttpRequest) -> str:
    form = request.POST
    places.add_device(
        actor=actor_of(request), key=key_of(request), code=form.get("code", ""), name=form.get("name", ""),
        kind=form.get("kind", ""), window=form.get("window", ""),
    )  # fmt: skip
    return _("设备已登记。生成密钥后才能使用。")


def _revoke_device(request: HttpRequest) -> str:
    form = request.POST
    places.revoke_device(
        actor=actor_of(request), key=key_of(request), device_id=id_of(request, "device"), reason=form.get("reason", "")
    )
    return _("设备已停用，密钥立即失效。")


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def center(request: HttpRequest) -> HttpResponse:
    """Opening hours, and the figures that the standard leaves to the center."""
    refusal = None
    if request.method == "POST":
        answer = done(
            request, {"hours": _hours, "office": _office, "figures": _figures, "center": _center}, request.path
        )
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/center.html", lambda: _center_page(request), refusal)


def _center_page(request: HttpRequest) -> dict[str, Any]:
    info = places.center(center_of(request))
    week: dict[int, list[places.Period]] = {d: [] for d in range(7)}
    for period in places.opening_hours(info.id):
        week[period.weekday].append(period)
    rows = [(d, words.WEEKDAYS[d], [*week[d], None, None][:2]) for d in range(7)]
    figures = [(key, setting, info.settings[key]) for key, setting in places.SETTINGS.items()]
    return {"info": info, "week": rows, "figures": figures}


def _hours(request: HttpRequest) -> str:
    form, week = request.POST, {}
    for day in range(7):
        pairs = [(form.get(f"o{day}{n}", ""), form.get(f"c{day}{n}", "")) for n in "01"]
        week[str(day)] = [[o, c] for o, c in pairs if o or c]
    places.set_opening_hours(actor=actor_of(request), key=key_of(request), week=week)
    return _("开放时间已保存。")


def _office(request: HttpRequest) -> str:
    places.change_center(
        actor=actor_of(request), key=key_of(request), office_hours=request.POST.get("office_hours", "")[:100]
    )
    return _("法定工作时间已保存，只用于此后开始计算的期限。")


def _figures(request: HttpRequest) -> str:
    given: dict[str, int] = {}
    for key in places.SETTINGS:
        raw = request.POST.get(key, "")
        if not raw.lstrip("-").isdigit():
            known = places.SETTINGS[key]
            raise Invalid("center.setting_range", field=f"settings.{key}", low=known.low, high=known.high)
        given[key] = int(raw)
    places.change_center(actor=actor_of(request), key=key_of(request), settings=given)
    return _("参数已保存。")


def _center(request: HttpRequest) -> str:
    given = {k: request.POST.get(k, "") for k in ("name", "name_en", "address", "phone", "supervision_phone")}
    places.change_center(actor=actor_of(request), key=key_of(request), **given)
    return _("中心信息已保存。")

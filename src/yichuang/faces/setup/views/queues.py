"""How queues give numbers and appointments, and what windows and clerks can do for people with needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup.pages import actor_of, center_of, done, key_of, setup_page, show
from yichuang.foundation import clock
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Invalid


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def queues(request: HttpRequest) -> HttpResponse:
    """Caps, hours, slots and remote numbers by queue; skills by window and by person."""
    refusal = None
    if request.method == "POST":
        acts = {"add": _add, "queue": _queue, "window": _window, "clerk": _clerk}
        answer = done(request, acts, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/queues.html", lambda: _facts(request), refusal)


def _facts(request: HttpRequest) -> dict[str, Any]:
    actor, here = actor_of(request), center_of(request)
    staff = people.staff_list(here, today=clock.center_day(clock.now(), zone_of(here)), active_only=True)
    skilled = queueing.clerk_skills(actor)
    needs = [(n, queueing.need_label(n)) for n in queueing.NEEDS]
    return {
        "queues": queueing.queues(actor), "needs": needs, "shown": dict(needs),
        "windows": [(w, [(n, word, n in w.skills) for n, word in needs if n != "wheelchair"]) for w in queueing.desks(actor)],
        "clerks": [(p, skilled.get(p.id, ()), [(n, word, n in skilled.get(p.id, ())) for n, word in needs if n != "wheelchair"]) for p in staff],
    }  # fmt: skip


def _number(request: HttpRequest, name: str, default: int | None) -> int | None:
    """A whole number of the form; empty is the default."""
    typed = request.POST.get(name, "").strip()
    if not typed:
        return default
    if not typed.isascii() or not typed.isdigit() or len(typed) > 5:
        raise Invalid("queue.number_shape", field=name)
    return int(typed)


def _add(request: HttpRequest) -> str:
    form = request.POST
    answer = queueing.add_queue(
        actor=actor_of(request), key=key_of(request), code=form.get("code", ""), name=form.get("name", ""),
        name_en=form.get("name_en", ""),
    )  # fmt: skip
    return _("队列 %(code)s 已建立。请在“窗口与区域”里选由哪些窗口叫号，在事项页选哪些事项归它。") % {
        "code": answer["code"]
    }


def _queue(request: HttpRequest) -> str:
    form, code, active = request.POST, request.POST.get("queue", ""), request.POST.get("active") == "on"
    figures = {"slot_minutes": 0, "slot_places": 0, "book_ahead_days": 7, "appointment_target_minutes": 8}
    queueing.change_queue(
        actor=actor_of(request), key=key_of(request), queue=code, active=active, name=form.get("name", ""),
        name_en=form.get("name_en", ""),
        booking={
            "remote": form.get("remote") == "on", **{k: _number(request, k, empty) or 0 for k, empty in figures.items()},
        },
        issuing={
            "day_cap": _number(request, "day_cap", None), "issue_from": form.get("issue_from", ""),
            "issue_until": form.get("issue_until", ""),
        },
    )  # fmt: skip
    said = _("队列 %(code)s 已保存。") if active else _("队列 %(code)s 已停用，不再取号；已取的号照常叫。")
    return said % {"code": code}


def _window(request: HttpRequest) -> str:
    code = request.POST.get("window", "")
    queueing.set_window_skills(
        actor=actor_of(request), key=key_of(request), window=code, skills=request.POST.getlist("skills")
    )
    return _("窗口 %(code)s 已保存。") % {"code": code}


def _clerk(request: HttpRequest) -> str:
    queueing.set_clerk_skills(
        actor=actor_of(request),
        key=key_of(request),
        staff_id=request.POST.get("staff", ""),
        skills=request.POST.getlist("skills"),
    )
    return _("人员的服务能力已保存。")

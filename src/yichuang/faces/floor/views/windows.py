"""One window: what is going on there, and what can be done about it, with the effect said first."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.floor import api as floors
from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing
from yichuang.faces.floor import drawing
from yichuang.faces.floor.pages import act, actor_of, dialog, floor_page, frame, go, key_of
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Missing

UNTIL = (30, 60, 120, 240)
"""Minutes for which somebody may be sent, as the form offers them; none is until he is relieved."""


@require_http_methods(["GET", "POST"])
@floor_page
def window(request: HttpRequest, code: str) -> HttpResponse:
    """The dialog of a window. A POST sends somebody there, takes that back, closes it, or changes its queues."""
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _do(request, code))
        if refusal is None:
            return go(request, "/floor/")
    return dialog(request, "window", lambda: _facts(request, code), refusal)


def _do(request: HttpRequest, code: str) -> str:
    said, actor, key = request.POST, actor_of(request), key_of(request)
    match said.get("act"):
        case "send":
            minutes = said.get("minutes", "")
            until = clock.now() + timedelta(minutes=int(minutes)) if minutes.isdecimal() and len(minutes) < 5 else None
            done = floors.send_to_window(
                actor=actor,
                key=key,
                window=code,
                staff_id=said.get("staff", ""),
                kind=said.get("kind", ""),
                until=until,
            )
            return _("已通知 %(name)s 到 %(window)s 号窗口。") % {"name": done["staff"], "window": code}
        case "withdraw":
            floors.withdraw_order(actor=actor, key=key, order=said.get("order", ""))
            return _("已撤回，并告诉了本人。")
        case "close":
            done = queueing.close_window(actor=actor, key=key, window=code, held=said.get("held", ""))
            numbers = _("、").join(done["moved"])
            more = _("%(numbers)s 已回到原队列。") % {"numbers": numbers} if numbers else ""
            return _("%(window)s 号窗口已关。") % {"window": code} + more
        case _:
            seen = said.get("seen", "").split()
            queueing.serve_queues(actor=actor, key=key, window=code, queues=said.getlist("queues"), seen=seen)
            return _("%(window)s 号窗口的队列已改，下一次叫号起生效。") % {"window": code}


def _facts(request: HttpRequest, code: str) -> dict[str, Any]:
    actor = actor_of(request)
    watch = floors.watch(actor)
    found = next((w for w in watch.state.windows if w.line.code == code), None)
    if found is None:
        raise Missing("window.missing", window=code)
    order = next((o for o in watch.orders if o.window == code), None)
    return {
        "window": found, "card": drawing.card(found, watch.state.at, order.staff_name if order else ""), "order": order,
        "others": [w.line for w in watch.state.windows if w.line.state == "open" and w.line.code != code],
        "queues": watch.state.queues, "staff": _staff(actor, watch.state), "until": UNTIL, "state": watch.state,
        "kind": "open" if found.line.state == "closed" else "cover",
        "alerts": [a for a in watch.alerts if a.window == code],
    }  # fmt: skip


def _staff(actor: Actor, state: queueing.HallState) -> list[tuple[Any, str]]:
    """Whom one can send, those without a window first, each with where he is now."""
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    at = {w.line.staff_id: w.line for w in state.windows if w.line.manned}
    away = {w.absence.staff_id for w in state.windows if w.absence}
    found = []
    for person in people.staff_list(actor.center_id, today=today, active_only=True):
        if person.id in away or "window.operate" not in people.capabilities_of(list(person.roles)):
            continue
        line = at.get(person.id)
        busy = line.ticket.number if line and line.ticket else ""
        place = _("%(w)s 号窗口") % {"w": line.code} if line else _("不在窗口")
        words = [person.name, place, *([_("正在办 %(n)s") % {"n": busy}] if busy else [])]
        found.append((line is not None, bool(busy), person.id, " · ".join(words)))
    return [(staff_id, words) for _at, _busy, staff_id, words in sorted(found, key=lambda f: (f[0], f[1], f[3]))]


@require_GET
@floor_page
def effect(request: HttpRequest, code: str) -> HttpResponse:
    """What the queues that are ticked would change, before it is done."""
    state = queueing.hall_state(actor_of(request))
    if not any(w.line.code == code for w in state.windows):
        raise Missing("window.missing", window=code)
    said = drawing.effect_of_queues(state, code, request.GET.getlist("queues"))
    return render(request, "floor/_effect.html", {**frame(request), "said": said})

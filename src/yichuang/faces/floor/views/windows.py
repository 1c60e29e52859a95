"""One window: what is going on there, and what can be done about it, with the effect said first."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
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
        "queues": watch.state.queues, "staff": _staff(actor, watch, found), "until": UNTIL, "state": watch.state,
        "kind": "open" if found.line.state == "closed" else "cover",
        "alerts": [a for a in watch.alerts if a.window == code],
    }  # fmt: skip


def _staff(actor: Actor, watch: floors.Watch, window: queueing.HallWindow) -> list[dict[str, Any]]:
    """Whom one can send, the fittest first, each with where he is and what speaks against him. Three statements."""
    gives = {staff: frozenset(skills) & set(queueing.BINDING) for staff, skills in queueing.clerk_skills(actor).items()}
    gone = window.absence.staff_id if window.absence else window.line.staff_id
    names = {q.line.code: q.line.name for q in watch.state.queues}
    post = floors.Post({code: names.get(code, code) for code in window.line.queues}, gives.get(gone, frozenset()))
    others = [p for p in _people(actor, watch, gives) if p.window != window.line.code]
    return [{"id": c.person.id, "fit": c.fit, "words": _words(c)} for c in floors.by_fitness(others, post)]


def _people(actor: Actor, watch: floors.Watch, gives: dict[UUID, frozenset[str]]) -> Iterator[floors.Person]:
    """Everybody who may work at a window and is not away."""
    assert actor.center_id is not None
    zone = zone_of(actor.center_id)
    today = clock.center_day(watch.state.at, zone)
    at = {w.line.staff_id: w.line for w in watch.state.windows if w.line.state != "closed"}
    away = {w.absence.staff_id for w in watch.state.windows if w.absence}
    sent = {o.staff_id: o.window for o in watch.orders}
    for one in people.staff_list(actor.center_id, today=today, active_only=True):
        if one.id not in away and "window.operate" in people.capabilities_of(list(one.roles)):
            line, came = at.get(one.id), one.last_login
            yield floors.Person(
                one.id, one.name, line is not None or (came is not None and clock.center_day(came, zone) == today),
                line.code if line else "", line.ticket.number if line and line.ticket else "", sent.get(one.id, ""),
                frozenset(one.skills), gives.get(one.id, frozenset()),
            )  # fmt: skip


def _words(one: floors.Candidate) -> str:
    """王立新 · 5 号窗口 · 正在办 A001 · 没有 B 的业务技能."""
    who = one.person
    place = _("%(w)s 号窗口") % {"w": who.window} if who.window else _("不在窗口") if who.here else _("今天没有登录")
    said = [who.name, place]
    if who.number:
        said.append(_("正在办 %(n)s") % {"n": who.number})
    if who.sent_to:
        said.append(_("正前往 %(w)s 号窗口") % {"w": who.sent_to})
    if one.untrained:
        said.append(_("没有 %(q)s 的业务技能") % {"q": pgettext("list", "、").join(one.untrained)})
    if one.misses:
        said.append(_("不能提供：%(n)s") % {"n": pgettext("list", "、").join(map(queueing.need_label, one.misses))})
    return " · ".join(said)


@require_GET
@floor_page
def effect(request: HttpRequest, code: str) -> HttpResponse:
    """What the queues that are ticked would change, before it is done."""
    state = queueing.hall_state(actor_of(request))
    if not any(w.line.code == code for w in state.windows):
        raise Missing("window.missing", window=code)
    said = drawing.effect_of_queues(state, code, request.GET.getlist("queues"))
    return render(request, "floor/_effect.html", {**frame(request), "said": said})

"""The console itself: the hall as it is, what calls for attention, and a word to everybody."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.devices import api as devices
from yichuang.domains.floor import api as floors
from yichuang.domains.queueing import api as queueing
from yichuang.faces.floor import drawing
from yichuang.faces.floor.pages import TOPICS, act, actor_of, dialog, floor_page, frame, go, key_of
from yichuang.faces.shared.hall import hall_state
from yichuang.foundation.errors import Missing, sentence

MINUTES = (5, 15, 30, 60, 120, 240)
"""For how long a notice may hang, as the form offers it."""


@require_GET
@floor_page
def console(request: HttpRequest) -> HttpResponse:
    """The whole page."""
    return render(request, "floor/console.html", {**frame(request), "topics": TOPICS, **hall(request)})


@require_GET
@floor_page
def live(request: HttpRequest) -> HttpResponse:
    """What is read again, at most once a second."""
    return render(request, "floor/_console.html", {**frame(request), **hall(request)})


def hall(request: HttpRequest) -> dict[str, Any]:
    """Everything on it. Some forty-five statements, however large the hall is and however much is wrong in it.

    The advice is the night's: nothing is simulated here.
    """
    actor = actor_of(request)
    watch = floors.watch(actor)
    state, center = watch.state, request.center  # type: ignore[attr-defined]
    now = hall_state(center)
    closes_in = int((now.ends - state.at).total_seconds() // 60) if now.open and now.ends else None
    sent = {o.window: o.staff_name for o in watch.orders}
    return {
        "watch": watch, "state": state, "now": now, "density": drawing.density(len(state.windows)),
        "zones": [drawing.zone(z, state, sent) for z in state.zones],
        "lines": [drawing.line(q, state.at, closes_in) for q in state.queues],
        "duty": _duty(watch), "areas": devices.areas_now(actor), "queues": [q.line for q in state.queues],
        "advice": drawing.advice(queueing.staffing_advice(actor), state, _minute(state.at, center)),
    }  # fmt: skip


def _minute(at: datetime, center: Any) -> int:
    """Of the day, in the center's time."""
    local = at.astimezone(center.zone)
    return local.hour * 60 + local.minute


def _duty(watch: floors.Watch) -> dict[str, Any]:
    """Who is on duty: at the windows, away, leading a zone, on the way."""
    windows = watch.state.windows
    at_work = {w.line.staff_id for w in windows if w.line.manned}
    away = [w.absence for w in windows if w.absence is not None]
    return {
        "open": sum(w.line.manned for w in windows), "all": len(windows), "at_work": len(at_work), "away": away,
        "leads": [(z.name, z.lead) for z in watch.state.zones if z.lead], "served": sum(w.served for w in windows),
    }  # fmt: skip


@require_POST
@floor_page
def alert(request: HttpRequest) -> HttpResponse:
    """Seen, or settled."""
    said, actor = request.POST, actor_of(request)
    key = said.get("alert", "")

    def do() -> str:
        if said.get("act") == "settle":
            floors.settle_alert(actor=actor, key=key_of(request), alert=key, note=said.get("note", ""))
            return _("已处理，记入今天的记录。")
        floors.see_alert(actor=actor, key=key_of(request), alert=key)
        return _("已记为您看到。")

    try:
        return _shown(request, act(request, do))
    except Missing as passed:  # it has ended by itself while the page was looked at
        return _shown(request, passed)


def _shown(request: HttpRequest, refusal: Any) -> HttpResponse:
    """The console again; after a refusal with its sentence, since there is no dialog to say it in."""
    if refusal is not None:
        messages.warning(request, sentence(refusal))
    return go(request, "/floor/")


@require_http_methods(["GET", "POST"])
@floor_page
def notice(request: HttpRequest) -> HttpResponse:
    """A sentence on every screen; and those that hang there now, to be taken down."""
    said, actor, refusal = request.POST, actor_of(request), None

    def do() -> str:
        if said.get("notice"):
            floors.take_down(actor=actor, key=key_of(request), notice=said["notice"])
            return _("已从大屏撤下。")
        floors.broadcast(
            actor=actor, key=key_of(request), text=said.get("text", ""), text_en=said.get("text_en", ""),
            level=said.get("level", ""), minutes=_whole(said.get("minutes", "")),
        )  # fmt: skip
        return _("已在大屏播出。")

    if request.method == "POST":
        refusal = act(request, do)
        if refusal is None:
            return go(request, "/floor/")
    return dialog(request, "notice", lambda: {"notices": floors.notices(actor), "minutes": MINUTES}, refusal)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0

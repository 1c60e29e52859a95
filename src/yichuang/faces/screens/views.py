"""The hall screen and the window screens. The page is drawn once; its inner part is read again at every call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yichuang.domains.floor import api as floors
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.voice import api as voice
from yichuang.faces.shared.boards import drawn_once
from yichuang.faces.shared.devices import device_page
from yichuang.faces.shared.hall import hall_state
from yichuang.faces.shared.templatetags.yc import named
from yichuang.foundation import clock
from yichuang.foundation.errors import Missing

from . import board as boards

screen_page = device_page("board.read")


@require_GET
@screen_page
def hall(request: HttpRequest) -> HttpResponse:
    """The screen of the whole hall."""
    return render(request, "screens/hall.html", {"topics": "board", **_voice(request), **_hall(request)})


@require_GET
@screen_page
@drawn_once("screens/_hall.html")
def hall_board(request: HttpRequest) -> dict[str, Any]:
    """What changes on it."""
    return _hall(request)


def _hall(request: HttpRequest) -> dict[str, Any]:
    center = request.center  # type: ignore[attr-defined]
    found = queueing.board(request.actor)  # type: ignore[attr-defined]
    away, state = boards.still_to_come(boards.paused(found.windows), found.at), hall_state(center)
    notice = _notice(center, found, state, floors.notices(request.actor))  # type: ignore[attr-defined]
    lines = boards.busy_lines(found.queues, crowded=bool(away and notice))
    over = not state.open and state.ends is not None and state.ends <= found.at
    latest, before, fresh = boards.now_called(found.calls, found.at, over=over)
    return {
        "center": center, "latest": latest, "before": before, "fresh": fresh, "state": state,
        "spoken": [boards.spoken(c) for c in found.calls if c.window],
        "lines": [_line(found, q) for q in lines],
        "paused": [{"window": w, "why": boards.pause_words(w.reason)} for w in away],
        "paused_codes": boards.paused_codes(away), "paused_all": len(away) <= boards.CODES,
        "notice": notice,
    }  # fmt: skip


def _line(found: queueing.Board, queue: queueing.QueueLine) -> dict[str, Any]:
    name, note = boards.name_parts(named(queue))
    return {
        "queue": queue,
        "name": name,
        "note": note,
        "wide": boards.is_wide(name),
        "long": boards.is_long(queue),
        "open": _open(found, queue),
    }


def _open(found: queueing.Board, queue: queueing.QueueLine) -> int:
    """None beside the words that there is none: a window that is only switched on calls nobody."""
    if queue.wait.basis == "no_window":
        return 0
    return sum(1 for w in found.windows if w.state == "open" and queue.code in w.queues)


def _notice(
    center: places.CenterInfo, found: queueing.Board, state: Any, notices: list[floors.NoticeView]
) -> dict[str, Any]:
    """The line at the foot. What the people on duty have to say comes first; else it is said from some time before the end of the day on, and when the hall is closed."""
    at = found.at.astimezone(center.zone)
    if notices:
        return {"kind": "told", "told": notices}
    if not state.open:
        goes_on = state.over and found.waiting and any(w.state == "open" for w in found.windows)
        return {"kind": "closed", "words": state.words, "goes_on": goes_on}
    if state.ends and (state.ends - at).total_seconds() <= center.setting("closing_warning_minutes") * 60:
        left = (state.ends - at).total_seconds() / 60
        late = [
            q for q in found.queues if q.wait.warns or (q.wait.before_close is None and (q.wait.to_minutes or 0) > left)
        ]
        return {"kind": "closing", "ends": state.ends, "late": late}
    return {}


@require_GET
@device_page("board.read")
def clip(request: HttpRequest, name: str) -> HttpResponse:
    """One of the center's recordings, for the voice of a board."""
    kind, data = voice.clip(request.actor, name)  # type: ignore[attr-defined]
    return HttpResponse(data, content_type=kind)


def _voice(request: HttpRequest) -> dict[str, bool]:
    """Whether the center's own clips can say every call. Three statements, on the page and not on each reading of it."""
    actor = request.actor  # type: ignore[attr-defined]
    queues, windows = (
        [q.code for q in queueing.queues(actor, active_only=True)],
        [w.code for w in queueing.desks(actor)],
    )
    return {"pack": not voice.lacking(queues, windows, voice.clips(actor))}


@require_GET
@screen_page
def zone(request: HttpRequest, code: str) -> HttpResponse:
    """The screen of one part of the hall."""
    return render(request, "screens/zone.html", {"topics": "board", **_voice(request), **_zone(request, code)})


@require_GET
@screen_page
@drawn_once("screens/_zone.html")
def zone_board(request: HttpRequest, code: str) -> dict[str, Any]:
    """What changes on it."""
    return _zone(request, code)


def _zone(request: HttpRequest, code: str) -> dict[str, Any]:
    """The windows of the zone, those that called lately before others when they are too many; their calls alone are spoken."""
    center = request.center  # type: ignore[attr-defined]
    found = next((z for z in places.zones(center.id) if z.code == code), None)
    if found is None:
        raise Missing("zone.missing", code=code)
    here = {w.code for w in places.windows(center.id, active_only=True) if w.zone_code == code}
    board = queueing.board(request.actor)  # type: ignore[attr-defined]
    windows = boards.still_to_come([w for w in board.windows if w.code in here], board.at)
    shown, more = boards.zone_windows(windows)
    return {
        "center": center, "zone": found, "windows": shown, "more": more, "state": hall_state(center),
        "spoken": [boards.spoken(c) for c in board.calls if c.window in here],
    }  # fmt: skip


@require_GET
@screen_page
def window(request: HttpRequest, code: str) -> HttpResponse:
    """The screen over one window."""
    facts = _window(request, code)
    return render(request, "screens/window.html", {"topics": f"window:{facts['window'].id}", **facts})


@require_GET
@screen_page
def window_state(request: HttpRequest, code: str) -> HttpResponse:
    """What changes on it."""
    return render(request, "screens/_window.html", _window(request, code))


def _window(request: HttpRequest, code: str) -> dict[str, Any]:
    center = request.center  # type: ignore[attr-defined]
    found = next((w for w in queueing.desks(request.actor) if w.code == code), None)  # type: ignore[attr-defined]
    if found is None:
        raise Missing("window.missing")
    (found,) = boards.still_to_come([found], clock.now())
    return {"center": center, "window": found, "why": boards.pause_words(found.reason), "state": hall_state(center)}

"""The hall screen and the window screens. The page is drawn once; its inner part is read again at every call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.devices import device_page
from yichuang.faces.shared.hall import hall_state
from yichuang.faces.shared.templatetags.yc import named
from yichuang.foundation.errors import Missing

from . import board as boards

screen_page = device_page("board.read")


@require_GET
@screen_page
def hall(request: HttpRequest) -> HttpResponse:
    """The screen of the whole hall."""
    return render(request, "screens/hall.html", {"topics": "board", **_hall(request)})


@require_GET
@screen_page
def hall_board(request: HttpRequest) -> HttpResponse:
    """What changes on it."""
    return render(request, "screens/_hall.html", _hall(request))


def _hall(request: HttpRequest) -> dict[str, Any]:
    center = request.center  # type: ignore[attr-defined]
    found = queueing.board(request.actor)  # type: ignore[attr-defined]
    latest, before, fresh = boards.now_called(found.calls, found.at)
    lines = boards.busy_lines(found.queues)
    state = hall_state(center)
    return {
        "center": center, "board": found, "latest": latest, "before": before, "fresh": fresh, "state": state,
        "spoken": [boards.spoken(c) for c in found.calls if c.window],
        "lines": [_line(found, q) for q in lines],
        "paused": [{"window": w, "why": boards.pause_words(w.reason)} for w in boards.paused(found.windows)],
        "notice": _notice(center, found, state),
    }  # fmt: skip


def _line(found: queueing.Board, queue: queueing.QueueLine) -> dict[str, Any]:
    name, note = boards.name_parts(named(queue))
    return {"queue": queue, "name": name, "note": note, "long": boards.is_long(queue), "open": _open(found, queue.code)}


def _open(found: queueing.Board, queue: str) -> int:
    return sum(1 for w in found.windows if w.state == "open" and queue in w.queues)


def _notice(center: places.CenterInfo, found: queueing.Board, state: Any) -> dict[str, Any]:
    """The line at the foot: said from some time before the end of the day on, and when the hall is closed."""
    at = found.at.astimezone(center.zone)
    if not state.open:
        return {"kind": "closed", "words": state.words}
    if state.ends and (state.ends - at).total_seconds() <= center.setting("closing_warning_minutes") * 60:
        left = (state.ends - at).total_seconds() / 60
        late = [
            q for q in found.queues if q.wait.warns or (q.wait.before_close is None and (q.wait.to_minutes or 0) > left)
        ]
        return {"kind": "closing", "ends": state.ends, "late": late}
    return {}


@require_GET
@screen_page
def window(request: HttpRequest, code: str) -> HttpResponse:
    """The screen over one window."""
    facts = _window(request, code)
    return render(request, "screens/window.html", {"topics": f"board window:{facts['window'].id}", **facts})


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
    return {"center": center, "window": found, "why": boards.pause_words(found.reason), "state": hall_state(center)}

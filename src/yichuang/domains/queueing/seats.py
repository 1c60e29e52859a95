"""Whether a window counts in a forecast: not by what is switched on, but by whether somebody is there who will call. Pure, over seconds of
the center's day.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[float, float]

AWAY = 900.0
"""A window that has called nobody for so long, though somebody waits whom it may call, is on a pause that nobody has told."""

GONE = 3600.0
"""After so long without a word its clerk has gone; what past days know of this window then says whether one comes again today."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What is known of a window that serves nobody at this moment. `state`: open, paused or closed, since `since`; `today`: since a moment of
    today; `last`: when it was last at work today; `back`: the return that was announced; `waits`: since when
    somebody has been waiting whom it may call."""

    state: str
    since: float
    today: bool
    last: float | None = None
    back: float | None = None
    waits: float | None = None


Standing = tuple[str, float | None, float]
"""(idle, paused or closed; when it is back, if that is known; since when it stands so)."""


def standing(seat: Seat, now: float, spans: Sequence[Span]) -> Standing:
    """How a forecast takes the window. Time counts while the center is open only: nobody is missing over lunch."""
    if seat.state == "open":
        return _open(seat, now, spans)
    if seat.state == "paused":
        return _paused(seat, now, spans)
    return "closed", None, seat.since


def _open(seat: Seat, now: float, spans: Sequence[Span]) -> Standing:
    since = max(seat.since if seat.today else 0.0, seat.last or 0.0)
    if seat.last is None and not seat.today:
        return "closed", None, since  # left open overnight, and nobody has sat down there today
    idle = 0.0 if seat.waits is None else worked(max(since, seat.waits), now, spans)
    return ("closed" if idle >= GONE else "paused" if idle >= AWAY else "idle"), None, since


def _paused(seat: Seat, now: float, spans: Sequence[Span]) -> Standing:
    if seat.back is not None and worked(seat.back, now, spans) < AWAY:
        return "paused", seat.back, seat.since
    late = worked(seat.back if seat.back is not None else seat.since, now, spans)
    return ("paused" if seat.today and late < GONE else "closed"), None, seat.since


def worked(begin: float, end: float, spans: Sequence[Span]) -> float:
    """Opening time between two moments."""
    return sum((max(0.0, min(end, b) - max(begin, a)) for a, b in spans), 0.0)

"""How a played day is drawn: pure over pictures of the hall, in minutes from the beginning of what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing

from .words import PAUSES

STEP = timedelta(minutes=5)
LONGEST = timedelta(hours=14)
"""What began earlier began on another day: its minutes say nothing."""
ROW = 14
"""Height of a window's strip, in the drawing's own units; a minute is one unit wide."""
CURVE = 60
"""Height of the curve of those who wait."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A window's day: pieces of (from minute, minutes, tone)."""

    code: str
    name: str
    pieces: tuple[tuple[int, int, str], ...]


def span(reel: queueing.DayReel, now: datetime) -> tuple[datetime, datetime]:
    """From half an hour before the hall opens, or the first fact, to half an hour after it closes, the last fact, or now."""
    first = [h[0] - timedelta(minutes=30) for h in reel.hours[:1]] + [f.at for f in reel.facts[:1]]
    last = [h[1] + timedelta(minutes=30) for h in reel.hours[-1:]] + [f.at for f in reel.facts[-1:]]
    begin = min(first, default=reel.start + timedelta(hours=8))
    end = min(max(last, default=reel.start + timedelta(hours=18)), reel.end - timedelta(minutes=1), now)
    begin = begin.astimezone(reel.start.tzinfo).replace(second=0, microsecond=0)
    return (
        (begin, end.astimezone(reel.start.tzinfo)) if end > begin else (reel.start, end.astimezone(reel.start.tzinfo))
    )


def ticks(begin: datetime, end: datetime) -> list[datetime]:
    """Every five minutes, and the end."""
    count = int((end - begin) // STEP)
    return [*(begin + STEP * n for n in range(count + 1)), end]


def tone(then: queueing.WindowThen) -> str:
    """serving, open, paused or closed, as one word for a colour."""
    if then.state == "paused":
        return "off"
    if then.state == "closed":
        return "nil"
    return "ok" if then.number else "run"


def strips(pictures: Sequence[queueing.Picture], windows: Sequence[places.WindowInfo]) -> list[Strip]:
    """One strip a window; equal neighbours are one piece."""
    found = []
    for window in windows:
        pieces: list[tuple[int, int, str]] = []
        for here, there in pairwise(pictures):
            start, length = minute(pictures, here.at), minute(pictures, there.at) - minute(pictures, here.at)
            kind = tone(here.windows.get(str(window.id), queueing.WindowThen("")))
            if pieces and pieces[-1][2] == kind:
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + length, kind)
            elif length:
                pieces.append((start, length, kind))
        if window.active or any(p[2] != "nil" for p in pieces):
            found.append(Strip(window.code, window.name, tuple(pieces)))
    return found


def minute(pictures: Sequence[queueing.Picture], at: datetime) -> int:
    """Minutes since the first picture."""
    return int((at - pictures[0].at).total_seconds() // 60)


def curve(pictures: Sequence[queueing.Picture]) -> dict[str, Any]:
    """Who waited, as the points of a polygon, with the greatest number."""
    most = max((p.waiting for p in pictures), default=0)
    points = [(minute(pictures, p.at), CURVE - (p.waiting * CURVE // most if most else 0)) for p in pictures]
    last = points[-1][0] if points else 0
    shape = [(0, CURVE), *points, (last, CURVE)]
    return {"points": " ".join(f"{x},{y}" for x, y in shape), "most": most, "height": CURVE}


def hours(begin: datetime, end: datetime) -> list[tuple[int, str]]:
    """Full hours as (minute, 09:00), at most nine of them."""
    first = begin.replace(minute=0) + timedelta(hours=1 if begin.minute else 0)
    all_ = [first + timedelta(hours=n) for n in range(24) if first + timedelta(hours=n) < end]
    every = max(1, -(-len(all_) // 9))
    return [(int((at - begin).total_seconds() // 60), f"{at:%H:%M}") for at in all_[::every]]


def breaks(reel: queueing.DayReel, begin: datetime, end: datetime) -> list[tuple[int, int]]:
    """The closed stretches between opening hours (lunch) as (minute, minutes)."""
    found = []
    for one, two in pairwise(reel.hours):
        start, stop = max(one[1], begin), min(two[0], end)
        if stop > start:
            found.append((int((start - begin).total_seconds() // 60), int((stop - start).total_seconds() // 60)))
    return found


def staff_of(picture: queueing.Picture) -> set[UUID]:
    """Whoever sat at a window."""
    return {UUID(w.staff_id) for w in picture.windows.values() if w.staff_id}


def cards(
    picture: queueing.Picture, windows: Sequence[places.WindowInfo], names: Mapping[UUID, str]
) -> list[dict[str, Any]]:
    """The windows at the instant, in the order of their numbers."""
    words = {"ok": _("服务中"), "run": _("空闲"), "off": pgettext("card", "暂停"), "nil": _("未开")}
    icons = {"ok": "ok", "run": "todo", "off": "off", "nil": "todo"}
    found = []
    for window in windows:
        then = picture.windows.get(str(window.id), queueing.WindowThen(""))
        kind = tone(then)
        if not window.active and kind == "nil":
            continue
        since = then.ticket_since if then.number else then.since
        word = _("已呼叫") if then.ticket_state == "called" and kind == "ok" else words[kind]
        if kind == "run" and not then.staff_id:
            word = pgettext("card", "无人")
        name = names.get(UUID(then.staff_id), "") if then.staff_id else ""
        minutes = (
            int((picture.at - since).total_seconds() // 60)
            if since and kind != "nil" and picture.at - since < LONGEST
            else None
        )
        why = str(PAUSES.get(then.reason, then.reason)) if kind == "off" else ""
        found.append({"code": window.code, "tone": kind, "icon": icons[kind], "word": word, "then": then, "name": name,
                      "minutes": minutes, "why": why})  # fmt: skip
    return found


def window_figures(
    reel: queueing.DayReel, windows: Sequence[places.WindowInfo], begin: datetime, end: datetime
) -> list[dict[str, Any]]:
    """Each window's day in minutes (open with somebody there, open and free, paused) and how many were served, minute by minute."""
    count = int((end - begin).total_seconds() // 60)
    if count <= 0:
        return []
    pictures = reel.steps([begin + timedelta(minutes=n) for n in range(count)])
    last = reel.at(end)
    found = []
    for window in windows:
        tones = [tone(p.windows.get(str(window.id), queueing.WindowThen(""))) for p in pictures]
        served = last.windows.get(str(window.id), queueing.WindowThen("")).served
        if served or any(t != "nil" for t in tones):
            found.append({"window": window, "busy": tones.count("ok"), "free": tones.count("run"), "paused": tones.count("off"),
                          "served": served})  # fmt: skip
    return found

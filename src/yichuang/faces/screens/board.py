"""What a screen shows, made from the board. Pure over the values of queueing; no name of a person is on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from yichuang.domains.queueing import api as queueing
from yichuang.domains.voice import api as voice

FRESH = timedelta(seconds=12)
"""So long the latest call is marked as new."""
RECENT = 3
WIDEST = 11
"""Latin letters of a queue's name that stand large on one line."""
CODES = 6
"""So many windows' signs fit on one line."""
AT_WINDOW = ("called", "serving")
ROWS = 5
ZONE_ROWS = 6
"""More windows than these would make the digits smaller than can be read at ten metres."""

PAUSES = {
    "rest": gettext_noop("短暂休息"),
    "meal": gettext_noop("用餐轮换"),
    "meeting": gettext_noop("临时会议"),
    "equipment": gettext_noop("设备维护"),
    "paperwork": gettext_noop("整理材料"),
    "handover": gettext_noop("交接班"),
    "urgent": gettext_noop("突发情况"),
    "other": gettext_noop("临时有事"),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One call for the voice. `id` changes with each recall, so that a recall is spoken again."""

    id: str
    zh: str
    en: str
    clips: str


def pause_words(reason: str) -> str:
    """设备维护; a reason that was typed is shown as it was written."""
    return _(PAUSES[reason]) if reason in PAUSES else reason


def digits(number: str) -> str:
    """A086 → A 0 8 6: a number is read sign by sign."""
    return " ".join(number)


def spoken(call: queueing.CallLine) -> Spoken:
    """请 A 0 8 6 号 到 5 号窗口."""
    return Spoken(
        id=f"{call.ticket_id}:{call.recalls}",
        zh=f"请 {digits(call.number)} 号，到 {call.window} 号窗口。",
        en=f"Number {digits(call.number)}, please go to window {call.window}.",
        clips=" ".join(voice.compose(call.number, call.window)),
    )


def now_called(
    calls: Sequence[queueing.CallLine], at: datetime, *, over: bool = False
) -> tuple[queueing.CallLine | None, list[queueing.CallLine], bool]:
    """(the latest call, those before it, whether it is new). Who was put back in line is not on the list any more.

    `over`: the day's service has ended. Then only whoever is still called or served stands there, and nobody once all have gone.
    """
    shown = [c for c in calls if c.window and (not over or c.state in AT_WINDOW)]
    if not shown:
        return None, [], False
    return shown[0], shown[1 : 1 + RECENT], at - shown[0].called_at < FRESH


def paused(windows: Sequence[queueing.WindowLine]) -> list[queueing.WindowLine]:
    """Windows that interrupted their service, the longest first."""
    return sorted((w for w in windows if w.state == "paused"), key=lambda w: w.since)


def still_to_come(windows: Sequence[queueing.WindowLine], at: datetime) -> list[queueing.WindowLine]:
    """The windows, each with its expected return only while that lies ahead: a board is drawn from what it shows, without a clock of its own."""
    return [replace(w, expected_return=None) if w.expected_return and w.expected_return <= at else w for w in windows]


def paused_codes(windows: Sequence[queueing.WindowLine]) -> str:
    """The signs of several paused windows for one line of the board, in order: 5、6、9. Beyond what fits, the count is said beside it."""
    codes = sorted((w.code for w in windows), key=lambda c: (len(c), c))
    return pgettext("list", "、").join(codes[:CODES])


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """One window on the board of its zone. `look`: called, serving, free, paused, closed."""

    window: queueing.WindowLine
    look: str
    number: str
    why: str


def zone_windows(windows: Sequence[queueing.WindowLine]) -> tuple[list[ZoneLine], int]:
    """(the windows that fit, how many do not): whoever called last is never left out, and each keeps its place by number."""
    lines = [_zone_line(w) for w in windows]
    if len(lines) <= ZONE_ROWS:
        return lines, 0
    rank = {"called": 0, "serving": 1, "paused": 2, "free": 3, "closed": 4}
    first = sorted(lines, key=lambda x: (rank[x.look], -(_since(x))))[:ZONE_ROWS]
    return [x for x in lines if x in first], len(lines) - ZONE_ROWS


def _since(line: ZoneLine) -> float:
    ticket = line.window.ticket
    return ticket.called_at.timestamp() if ticket and ticket.called_at else 0.0


def _zone_line(w: queueing.WindowLine) -> ZoneLine:
    if w.state == "open" and w.ticket:
        return ZoneLine(w, "called" if w.ticket.state == "called" else "serving", w.ticket.number, "")
    look = {"open": "free", "paused": "paused"}.get(w.state, "closed")
    return ZoneLine(w, look, "", pause_words(w.reason) if look == "paused" else "")


def busy_lines(lines: Sequence[queueing.QueueLine], *, crowded: bool = False) -> list[queueing.QueueLine]:
    """The queues that fit on the wall: those that people wait in come before those that nobody serves.

    `crowded`: paused windows and a notice both stand below them, so that there is room for one queue less.
    """
    most = ROWS - 1 if crowded else ROWS
    if len(lines) <= most:
        return list(lines)
    first = sorted(lines, key=lambda q: (not (q.waiting or q.windows), -q.waiting))[:most]
    return [q for q in lines if q in first]


def name_parts(name: str) -> tuple[str, str]:
    """综合办事（企业与审批） → its name and what it is for: a name on the wall is never cut short."""
    head, mark, rest = name.partition("（")
    return (head, rest.rstrip("）")) if mark and head else (name, "")


def is_wide(name: str) -> bool:
    """Whether a name needs the smaller letters beside its wait: a Chinese sign is as wide as two Latin letters. Two large lines would
    run into the queue below."""
    return sum(1 if ch.isascii() else 2 for ch in name) > WIDEST


def is_long(line: queueing.QueueLine) -> bool:
    """Whether the wait is over the queue's own target."""
    return line.wait.to_minutes is not None and line.wait.to_minutes > line.target_minutes

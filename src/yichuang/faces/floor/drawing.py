"""How the hall is drawn: pure over the values of the rooms, so that every light, bar and dot can be tested without a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yichuang.domains.queueing import api as queueing

from .words import PAUSES

DOTS = 24
"""So many people are drawn as dots, the rest as a number."""

FULL, MIDDLE = 24, 72
"""Up to so many windows a card each, then a line each, beyond that a tile each."""

LONGEST = timedelta(hours=14)

ADVICES = 1
"""So many changes are advised at a time: one is made before the next is weighed; the page of advice has them all."""

BAR = 160
"""Width of a queue's bar against its target, in the drawing's own units; the target stands in its middle."""


@dataclass(frozen=True, slots=True)
class Card:
    """One window as it is drawn. `tone` is its colour, `icon` its shape, `word` its state: always the three."""

    window: queueing.HallWindow
    tone: str
    icon: str
    word: str
    minutes: int | None
    ticket: str = ""
    done: int = 0
    limit: int = 0
    foot: str = ""
    sent: str = ""


def density(windows: int) -> str:
    """How much room a window gets."""
    return "full" if windows <= FULL else "middle" if windows <= MIDDLE else "tiny"


def card(window: queueing.HallWindow, at: datetime, sent: str = "") -> Card:
    """What is going on at a window."""
    line, away = window.line, window.absence
    since = _minutes(at, line.since)
    today = _("今日 %(n)s") % {"n": window.served}
    here = line.ticket.number if line.ticket else ""
    if away is not None and away.cover is None:
        gone = int(away.away.total_seconds() // 60)
        bad = away.overlong_at is not None
        return Card(
            window, "bad" if bad else "off", "bad" if bad else "off", pgettext("card", "超时离岗") if bad else pgettext("card", "暂停"), gone,
            done=min(gone, away.limit_minutes), limit=away.limit_minutes, ticket=here,
            foot=_("%(name)s 前往") % {"name": sent} if sent else _("无人补岗") if bad else _pause(away.reason), sent=sent,
        )  # fmt: skip
    if line.state == "paused":
        return Card(window, "off", "off", pgettext("card", "暂停"), since, here, foot=_pause(line.reason), sent=sent)
    if line.state == "closed":
        foot = _("%(name)s 前往") % {"name": sent} if sent else _("可开") if line.queues else _("未分配队列")
        return Card(window, "nil", "todo", _("未开"), None, foot=foot, sent=sent)
    if line.staff_id is None and line.ticket is None:
        return Card(
            window,
            "off",
            "todo",
            pgettext("card", "无人"),
            None,
            foot=_("%(name)s 前往") % {"name": sent} if sent else _("窗口已开"),
            sent=sent,
        )
    if line.ticket is None:
        return Card(window, "run", "todo", _("空闲"), since if window.served == 0 else None, foot=today, sent=sent)
    state = line.ticket.state
    word = _("服务中") if state == "serving" else _("已呼叫")
    tone = "ok" if state == "serving" else "run"
    return Card(window, tone, "ok" if tone == "ok" else "run", word, _minutes(at, line.ticket.state_since), line.ticket.number,
                foot=today, sent=sent)  # fmt: skip


def _pause(reason: str) -> str:
    return str(PAUSES.get(reason, reason))


def _minutes(at: datetime, since: datetime | None) -> int | None:
    """What began before this working day says nothing any more."""
    if since is None or at - since > LONGEST:
        return None
    return max(0, int((at - since).total_seconds() // 60))


def zone(one: queueing.HallZone, state: queueing.HallState, sent: Mapping[Any, str]) -> dict[str, Any]:
    """A zone's head and cards. Its wait is the longest of the queues that are served there."""
    mine = [q for q in state.queues if q.line.code in one.queues]
    over = [q for q in mine if is_over(q, state.at)]
    waits = [q.line.wait for q in mine if q.line.wait.to_minutes is not None]
    return {
        "zone": one, "span": min(len(one.windows), 12), "over": bool(over), "waiting": sum(q.waiting for q in mine),
        "wait": max(waits, key=lambda w: w.to_minutes or 0, default=None),
        "target": min((q.line.target_minutes for q in mine), default=None),
        "cards": [card(w, state.at, sent.get(w.line.code, "")) for w in one.windows],
    }  # fmt: skip


def is_over(queue: queueing.HallQueue, at: datetime) -> bool:
    """Whether people wait, or would wait, beyond the queue's own target."""
    if not queue.waiting:
        return False
    low = queue.line.wait.from_minutes
    return queue.oldest_minutes(at) >= queue.line.target_minutes or (
        low is not None and low > queue.line.target_minutes
    )


def line(queue: queueing.HallQueue, at: datetime, closes_in: int | None) -> dict[str, Any]:
    """A row of the table: the wait as a bar with the target in the middle, and whether all will be served before closing."""
    wait, target = queue.line.wait, queue.line.target_minutes
    low, high = wait.from_minutes, wait.to_minutes
    bar = None
    if low is not None and high is not None:
        left = min(low * BAR // (2 * target), BAR - 4)
        bar = {"x": left, "width": max(4, min(high * BAR // (2 * target), BAR) - left)}
    late = 0 if high is None or closes_in is None or not queue.waiting else max(0, high - closes_in)
    return {
        "queue": queue, "oldest": queue.oldest_minutes(at), "over": is_over(queue, at), "bar": bar, "late": late,
        "dots": dots(queue.waiting, queue.urgent), "open": closes_in is not None,
    }  # fmt: skip


def dots(waiting: int, urgent: int) -> dict[str, Any]:
    """One dot a person, a ring for whoever has priority, those first; who does not fit is counted."""
    rings = min(urgent, DOTS)
    return {"rings": range(rings), "plain": range(min(waiting, DOTS) - rings), "more": max(0, waiting - DOTS)}


def advice(known: queueing.Advice, state: queueing.HallState, minutes: int) -> dict[str, Any] | None:
    """What of the night's advice helps now: the windows that this half-hour of the day usually needs, and the most helpful changes not yet made.

    `minutes`: of the day, in the center's time. Nothing without advice, or when there is nothing to do.
    """
    begins = f"{minutes // 60:02d}:{minutes % 60 // 30 * 30:02d}"
    slot = next((s for s in known.slots if s.begins == begins), None)
    at = {w.line.code: w.line for w in state.windows}
    left = [c for c in known.changes if c.window in at and not _made(c, at[c.window])][:ADVICES]
    if slot is None and not left:
        return None
    here = sum(1 for line in at.values() if line.manned)
    return {"slot": slot, "open": here, "short": max(0, slot.needed - here) if slot else 0, "changes": left}


def _made(change: queueing.Effects, line: queueing.WindowLine) -> bool:
    return change.queue in line.queues and (change.act != "open" or line.manned)


def effect_of_queues(state: queueing.HallState, code: str, wanted: Sequence[str]) -> list[str]:
    """What changes when a window serves other queues: who gets a window more or fewer, and who has none left."""
    window = next((w for w in state.windows if w.line.code == code), None)
    now = set(window.line.queues) if window else set()
    said = []
    for queue in state.queues:
        name = queue.line.code
        others = sum(
            1 for w in state.windows if w.line.state == "open" and name in w.line.queues and w.line.code != code
        )
        if name in now and name not in wanted:
            said.append(_left(name, others, queue.waiting))
        elif name in wanted and name not in now:
            said.append(_("队列 %(q)s：开着的窗口 %(a)s → %(b)s，等候 %(n)s 人") % {
                "q": name, "a": others, "b": others + 1, "n": queue.waiting})  # fmt: skip
    return said


def _left(name: str, others: int, waiting: int) -> str:
    if others == 0:
        return ngettext(
            "队列 %(q)s 将没有开着的窗口，%(n)s 人在等", "队列 %(q)s 将没有开着的窗口，%(n)s 人在等", waiting
        ) % {"q": name, "n": waiting}  # fmt: skip
    return _("队列 %(q)s：开着的窗口 %(a)s → %(b)s，等候 %(n)s 人") % {
        "q": name, "a": others + 1, "b": others, "n": waiting}  # fmt: skip

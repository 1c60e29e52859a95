"""What calls for somebody's attention in the hall, found from how it stands. Pure: values in, alerts out.

An alert is not stored: it is there as long as its cause is. What is stored is who saw it and who settled it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.queueing.api import HallQueue, HallState, HallWindow

CALL_KINDS = ("help", "incident")
ORDER_KINDS = ("cover", "open")
NOTICE_LEVELS = ("plain", "urgent")

HELP = {"person": _("来人情绪激动"), "unwell": _("有人身体不适"), "matter": _("业务需要支援")}
"""Three reasons, one key each: what a clerk can say with one finger while somebody sits before him."""

INCIDENTS = {
    "quarrel": _("争吵冲突"),
    "disorder": _("扰乱秩序"),
    "device": _("设备故障"),
    "power": _("停电断网"),
    "injury": _("突发疾病或受伤"),
    "other": _("其他突发事件"),
}
"""DB50/T 1603-2024, 5.2.2.5 and appendix H."""

Level = Literal["bad", "warn"]

AGAIN_AFTER: Mapping[str, timedelta] = {"wait": timedelta(minutes=15), "no_window": timedelta(minutes=10)}
"""Kinds that come back when their cause is still there so long after somebody settled them."""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that has not ended, as the rules see it."""

    id: UUID
    kind: str
    reason: str
    place: str
    window: str
    staff_name: str
    called_at: datetime
    answered_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """Somebody on the way to a window."""

    id: UUID
    kind: str
    window_id: UUID
    window: str
    staff_name: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class OpenFault:
    """What is wrong with a device, or since when it is silent. `seen_to` is who took it, `answer` what he said will be done."""

    key: str
    device: str
    fault: str
    detail: str
    since: datetime
    seen_to: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a window asked behind the scenes and nobody has answered."""

    id: UUID
    kind: str
    window: str
    asked_by: str
    text: str
    asked_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of an alert's key today: the latest time it was settled, and who has seen it since."""

    key: str
    settled_at: datetime | None = None
    seen_name: str = ""
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to look after. `about` is a window, a queue or a place; `minutes` and `limit` are what its sentence says."""

    key: str
    kind: str
    level: Level
    about: str
    since: datetime
    name: str = ""
    minutes: int = 0
    limit: int = 0
    reason: str = ""
    until: datetime | None = None
    numbers: tuple[str, ...] = ()
    sent: str = ""
    seen_name: str = ""
    seen_at: datetime | None = None
    call_id: UUID | None = None
    window: str = ""
    said: str = ""


def alerts(
    state: HallState, calls: Iterable[OpenCall] = (), orders: Iterable[OpenOrder] = (), known: Iterable[Settled] = (),
    faults: Iterable[OpenFault] = (), questions: Iterable[OpenQuestion] = (), *, unstarted: timedelta,
) -> list[Alert]:  # fmt: skip
    """Everything that is there now and not settled, the most urgent first. `unstarted`: how long a call may stand without a service that begins."""
    sent = {o.window_id: o.staff_name for o in orders}
    found = [*_from_calls(calls, state.at)]
    for window in state.windows:
        found += [
            *_from_window(window, state.at, sent.get(window.line.id, "")),
            *_from_call(window, state.at, unstarted),
        ]
    for queue in state.queues:
        found += _from_queue(queue, state)
    found += [*_from_faults(faults, state.at), *_from_questions(questions, state.at)]
    by_key = {s.key: s for s in known}
    left = [a for a in found if not _is_settled(a, by_key.get(a.key), state.at)]
    return sorted((_with_seen(a, by_key.get(a.key)) for a in left), key=_urgency)


def _urgency(alert: Alert) -> tuple[bool, bool, bool, datetime, str]:
    """People who call come before everything else, then what is grave, then the oldest; machines, which may wait for days, come last."""
    return alert.call_id is None, alert.level != "bad", alert.kind == "device", alert.since, alert.key


def _is_settled(alert: Alert, known: Settled | None, at: datetime) -> bool:
    if known is None or known.settled_at is None:
        return False
    again = AGAIN_AFTER.get(alert.kind)
    return again is None or at - known.settled_at < again


def _with_seen(alert: Alert, known: Settled | None) -> Alert:
    return replace(alert, seen_name=known.seen_name, seen_at=known.seen_at) if known and known.seen_at else alert


def _from_calls(calls: Iterable[OpenCall], at: datetime) -> Iterator[Alert]:
    for call in calls:
        yield Alert(
            f"call:{call.id}", call.kind, "bad", call.place, call.called_at, name=call.staff_name, reason=call.reason,
            minutes=_minutes(at - call.called_at), sent=call.answered_name, call_id=call.id, window=call.window,
            said=call.note,
        )  # fmt: skip


def _from_window(window: HallWindow, at: datetime, sent: str) -> Iterator[Alert]:
    line, away = window.line, window.absence
    if away is not None and away.cover is None:
        facts = {"name": away.staff_name, "limit": away.limit_minutes, "reason": away.reason, "sent": sent}
        facts |= {"minutes": _minutes(away.away), "until": away.expected_return, "window": line.code}
        if away.overlong_at is not None:
            yield Alert(f"away:{away.id}", "away", "bad", line.code, away.overlong_at, **facts)
        elif away.too_long_from is not None and not _back_in_time(away.expected_return, away.too_long_from):
            yield Alert(f"cover:{away.id}", "no_cover", "warn", line.code, away.started_at, **facts)
    late = line.state == "paused" and line.expected_return is not None and line.expected_return < at
    if late and (away is None or away.overlong_at is None):
        back = line.expected_return
        assert back is not None
        yield Alert(
            f"return:{line.id}:{back.isoformat()}", "late_return", "warn", line.code, back, name=line.staff_name,
            minutes=_minutes(at - back), reason=line.reason, until=back, sent=sent, window=line.code,
        )  # fmt: skip
    if line.state == "closed" and (window.held or window.sent):
        left = (*window.sent, *window.held)
        yield Alert(
            f"stranded:{line.id}", "stranded", "warn", line.code, min(t.since for t in left),
            numbers=tuple(t.number for t in left), window=line.code,
        )  # fmt: skip


def _from_call(window: HallWindow, at: datetime, limit: timedelta) -> Iterator[Alert]:
    """A number was called, and neither did its service begin nor was it missed. A recall is an act of the clerk, and counts anew."""
    line, ticket = window.line, window.line.ticket
    if ticket is None or ticket.state != "called" or at - ticket.state_since < limit:
        return
    yield Alert(
        f"unstarted:{ticket.id}:{ticket.state_since.isoformat()}", "unstarted", "warn", line.code, ticket.state_since + limit,
        name=line.staff_name, minutes=_minutes(at - ticket.state_since), limit=_minutes(limit), numbers=(ticket.number,),
        window=line.code,
    )  # fmt: skip


def _back_in_time(expected: datetime | None, too_long: datetime) -> bool:
    return expected is not None and expected <= too_long


def _from_queue(queue: HallQueue, state: HallState) -> Iterator[Alert]:
    """Nobody serves people who wait (a window that was only opened calls nobody); or whoever waits longest has waited beyond the queue's
    target, gravely beyond twice."""
    if not queue.waiting or queue.oldest is None:
        return
    code, target = queue.line.code, queue.line.target_minutes
    lines = [w.line for w in state.windows if w.line.state == "open" and code in w.line.queues]
    if not any(line.manned or line.ticket for line in lines):
        yield Alert(f"no_window:{code}", "no_window", "bad", code, queue.oldest, minutes=queue.waiting, limit=target)
        return
    waited = queue.oldest_minutes(state.at)
    if waited >= target:
        since = queue.oldest + timedelta(minutes=target)
        level: Level = "bad" if waited >= 2 * target else "warn"
        yield Alert(f"wait:{code}", "wait", level, code, since, minutes=waited, limit=target)


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _from_faults(faults: Iterable[OpenFault], at: datetime) -> Iterator[Alert]:
    """A device that says nothing or has a fault, until it is mended."""
    for fault in faults:
        yield Alert(
            fault.key, "device", "warn", fault.device, fault.since, name=fault.detail, reason=fault.fault,
            minutes=_minutes(at - fault.since), sent=fault.seen_to, said=fault.answer,
        )  # fmt: skip


def _from_questions(questions: Iterable[OpenQuestion], at: datetime) -> Iterator[Alert]:
    """A question of a window whose answer time has passed. One that is asked on has a new time, and is told again after that."""
    for one in questions:
        if at > one.due_at:
            yield Alert(
                f"question:{one.id}:{one.due_at.isoformat()}", "question", "warn", one.window, one.due_at, name=one.asked_by,
                reason=one.kind, minutes=_minutes(at - one.due_at), said=one.text, window=one.window,
            )  # fmt: skip

"""What is said of a wait, inside the transaction of the act that says it: ranges are logged as they are shown, and settled when it is known
what came. Never part of giving or calling a number: those defer a job and go on."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import floor
from typing import Any
from uuid import UUID
from weakref import WeakSet

from django.db import transaction
from django.db.models import F, Q

from yichuang.domains.places import api as places
from yichuang.foundation import clock, prepared
from yichuang.foundation.command import Work

from .calling import class_of
from .forecast import Forecaster, Wait
from .hall.values import Ticket as Person
from .lifecycle import State
from .models import Announcement, QueueOutlook, Ticket
from .present import Present, forecaster, present
from .rules import LIKELY, Basis, WaitRange
from .saying import Range, Said, outcome, say

SOON = timedelta(seconds=5)
"""So long after a change everybody is forecast anew; further changes until then are seen by the same look."""

STALE = timedelta(minutes=5)
"""A range that still holds is said again after so long: it counts from when it was said."""

LAST_HOUR = 3600.0
MOST = 2000
log = logging.getLogger("yichuang.queueing")
_asked: dict[UUID, datetime] = {}
_asking: "WeakSet[Work]" = WeakSet()


def announce_later(work: Work) -> None:
    """Look at everybody's wait in a moment, in a job. Costs nothing while such a look is under way: from when the act that asked for it is done,
    since one that is rolled back takes its job with it."""
    asked = _asked.get(work.center_id)
    if work in _asking or (asked is not None and timedelta(0) <= work.at - asked < SOON):
        return
    _asking.add(work)
    transaction.on_commit(lambda: _asked.update({work.center_id: work.at}))
    from procrastinate.contrib.django import app

    task = app.configure_task(
        "queueing.announce",
        lock=f"queueing.announce:{work.center_id}",
        schedule_in={"seconds": int(SOON.total_seconds())},
    )
    task.defer(center_id=str(work.center_id))


def look(work: Work) -> tuple[Present, Forecaster]:
    """The moment, and what is known of the center. Eleven statements."""
    known, grace = forecaster(work.center_id)
    return present(work.actor, work.at, grace), known


def announce(work: Work, seen: Present, known: Forecaster, only: UUID | None = None) -> list[Announcement]:
    """Log a range for everybody who waits and was told nothing yet, something else, or the same too long ago. Two statements."""
    if seen.moment is None or seen.moment.now > seen.moment.close + seen.moment.overtime:
        return []
    people = {str(k): t for k, t in seen.waiting.items() if only in (None, k) and seen.may_say(t)}
    waits = _waits(seen, known, people, only)
    last = latest(list(seen.waiting) if only is None else [only])
    codes = {q.pk: q.code for q in seen.queues}
    rows = []
    for name, wait in waits.items():
        ticket, told, warned = people[name], range_of(wait), _warned(seen, wait)
        before = last.get(ticket.pk)
        hangs = told.low, told.high, told.called, warned, wait.basis == "no_window"
        if before is None or _shown(before) != hangs or seen.at - before.at >= STALE:
            rows.append(_row(work, seen, ticket, codes[ticket.queue_id], wait, told, warned))
    Announcement.objects.bulk_create(rows)
    return rows


def _waits(seen: Present, known: Forecaster, people: Mapping[str, Ticket], only: UUID | None) -> dict[str, Wait]:
    """By ticket. From one play of the hall, or after a fault in it from one for each."""
    assert seen.moment is not None
    if only is None:
        try:
            return {name: wait for name, wait in known.forecast_all(seen.moment).items() if name in people}
        except Exception:
            log.exception("no forecast of all could be made")
    told = {name: _one(seen, known, seen.person(t)) for name, t in people.items()}
    return {name: wait for name, wait in told.items() if wait is not None}


def _one(seen: Present, known: Forecaster, person: Person) -> Wait | None:
    """Of one person; None after a fault, which is written down: it must not cost anybody his slip."""
    assert seen.moment is not None
    try:
        return known.forecast(seen.moment, person)
    except Exception:
        log.exception("no forecast could be made")
        return None


def _warned(seen: Present, wait: Wait) -> bool:
    assert seen.moment is not None
    return seen.moment.close - seen.moment.now <= LAST_HOUR and wait.p_before_close < LIKELY


def _row(work: Work, seen: Present, ticket: Ticket, queue: str, wait: Wait, told: Range, warned: bool) -> Announcement:
    assert seen.moment is not None
    return Announcement(
        center_id=work.center_id, ticket_id=ticket.pk, number=ticket.number, cls=class_of(ticket), day=seen.day, at=seen.at,
        queue=queue, hour=int(seen.moment.now // 3600), low=told.low, high=told.high,
        called=told.called, p10=wait.p10, p50=wait.p50, p90=wait.p90, before_close=wait.p_before_close,
        left=seen.moment.close - seen.moment.now, warned=warned, basis=wait.basis, ahead=max(0, wait.ahead),
    )  # fmt: skip


def range_of(wait: Wait) -> Range:
    """What is said of a forecast."""
    return say(wait.p10, wait.p50, wait.p90, basis=wait.basis, called=wait.p_called)


def _shown(row: Announcement) -> tuple[Any, ...]:
    return row.low, row.high, row.called, row.warned, row.basis == "no_window"


def latest(tickets: Sequence[UUID]) -> dict[UUID, Announcement]:
    """The last that was said to each. One statement."""
    return {row.ticket_id: row for row in prepared.models(Announcement, _LATEST, [list(tickets)])}


_LATEST = (
    "id IN (SELECT DISTINCT ON (ticket_id) id FROM queueing_announcement WHERE ticket_id = ANY(%s) AND place = 'ticket'"
    " ORDER BY ticket_id, at DESC, id DESC)"
)


def boards(work: Work, seen: Present) -> int:
    """Log what the board said when each person came since the last look: to him it was a forecast as much as what his slip said. Only where
    the board speaks of people like him: no priority, no booking, not sent to one window. Three statements; before `outlooks`."""
    said = {o.queue_id: o for o in QueueOutlook.objects.filter(center_id=work.center_id)}
    if not said:
        return 0
    came = Ticket.objects.filter(
        center_id=work.center_id, day=seen.day, issued_at__gt=min(o.at for o in said.values()), issued_at__lte=seen.at,
        issued_at=F("first_issued_at"), priority=False, booked=False, for_window_id=None, carried_from=None,
    ).exclude(source="remote").only("id", "number", "queue_id", "issued_at")  # fmt: skip
    codes = {q.pk: q.code for q in seen.queues}
    rows = [
        _of_board(work, seen, t, said[t.queue_id], codes[t.queue_id]) for t in came
        if t.queue_id in said and said[t.queue_id].at < t.issued_at and is_fresh(said[t.queue_id].at, t.issued_at)
    ]  # fmt: skip
    return len(Announcement.objects.bulk_create(rows))


def _of_board(work: Work, seen: Present, ticket: Ticket, said: QueueOutlook, code: str) -> Announcement:
    at = ticket.issued_at
    told = {
        k: getattr(said, k) for k in ("low", "high", "called", "p10", "p50", "p90", "before_close", "basis", "ahead")
    }
    return Announcement(
        center_id=work.center_id, ticket_id=ticket.pk, place="board", number=ticket.number, queue=code, cls="normal", day=seen.day,
        hour=at.astimezone(seen.zone).hour, at=at, left=said.left - (at - said.at).total_seconds(), **told,
    )  # fmt: skip


def outlooks(work: Work, seen: Present, known: Forecaster) -> int:
    """What somebody who comes now to each line would be told. Answers of how many lines the boards now say something else. Two statements."""
    if seen.moment is None:
        return 0
    before = {o.queue_id: o for o in QueueOutlook.objects.filter(center_id=work.center_id)}
    rows = []
    for queue in (q for q in seen.queues if q.active):
        newcomer = Person(f"new:{queue.code}", queue.code, "", "normal", seen.moment.now)
        wait = _one(seen, known, newcomer)
        if wait is None:
            continue
        told = range_of(wait)
        rows.append(QueueOutlook(
            center_id=work.center_id, queue_id=queue.pk, at=seen.at, low=told.low, high=told.high, called=told.called,
            p10=wait.p10, p50=wait.p50, p90=wait.p90, before_close=wait.p_before_close, left=seen.moment.close - seen.moment.now,
            basis=wait.basis, ahead=max(0, wait.ahead),
        ))  # fmt: skip
    QueueOutlook.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["queue_id"],
        update_fields=["at", "low", "high", "called", "p10", "p50", "p90", "before_close", "left", "basis", "ahead"],
    )  # fmt: skip
    return sum(_hangs(before.get(row.queue_id), seen.at) != _hangs(row, seen.at) for row in rows)


def _hangs(row: QueueOutlook | None, now: datetime) -> WaitRange | None:
    """What a board shows of it now, without its hour; None where a rough rule stands instead."""
    return replace(shown(row), said_at=None) if row and is_fresh(row.at, now) else None


def settle(work: Work) -> int:
    """Write down what came of earlier announcements, once it is known. Three statements and one for each batch of what became known."""
    open_rows = list(Announcement.objects.filter(center_id=work.center_id, outcome="").order_by("at")[:MOST])
    if not open_rows:
        return 0
    known = Ticket.objects.filter(center_id=work.center_id, pk__in={r.ticket_id for r in open_rows})
    over = known.filter(~Q(state__in=[State.WAITING, State.EXPECTED]) | Q(day__lt=work.today))
    tickets = {t.pk: t for t in over.only("id", "day", "state", "called_at", "ended_at", "state_since")}
    closing = _closings(work, {t.day for t in tickets.values() if t.called_at is None})
    done = []
    for row in open_rows:
        ticket = tickets.get(row.ticket_id)
        if ticket is None:
            continue
        said = said_of(row, ticket, closing.get(ticket.day))
        row.outcome, row.settled_at = outcome(said), work.at
        row.waited = None if said.call is None else max(0.0, said.call - said.at)
        done.append(row)
    Announcement.objects.bulk_update(done, ["outcome", "waited", "settled_at"], batch_size=500)
    return len(done)


def _closings(work: Work, days: Iterable[date]) -> dict[date, datetime]:
    """When the hall closed on each of these days."""
    wanted = sorted(days)
    if not wanted:
        return {}
    hours = places.service_periods(work.center_id, wanted[0], wanted[-1])
    return {d: datetime.combine(d, hours[d][-1].closes, work.zone) for d in wanted if hours.get(d)}


def said_of(row: Announcement, ticket: Ticket, closing: datetime | None) -> Said:
    """An announcement with what became of its ticket, as the accounting takes it. Seconds since 1970. A call before the announcement was
    another one: the ticket was sent on since."""
    end = ticket.ended_at or ticket.state_since
    if closing is not None and ticket.called_at is None:
        end = min(end, max(closing, row.at))  # tidied away at night: the hall closed on him
    call = ticket.called_at if ticket.called_at and ticket.called_at >= row.at else None
    return Said(
        Range(row.low, row.high, row.called), row.at.timestamp(), call.timestamp() if call else None, end.timestamp(),
        (row.queue, row.hour),
    )  # fmt: skip


_BASIS: Mapping[str, Basis] = {"own_days": "own_days", "today": "measured", "no_window": "no_window"}


def shown(row: Announcement | QueueOutlook) -> WaitRange:
    """What was said, as pages show it."""
    basis = _BASIS.get(row.basis, "assumed")
    near = floor(10 * row.before_close) / 10 if row.left <= LAST_HOUR else None
    if not row.called:
        return WaitRange(None, None, basis if basis == "no_window" else "not_today", row.at, near)
    return WaitRange(row.low, row.high, basis, row.at, near)


def is_fresh(at: datetime, now: datetime | None = None) -> bool:
    """Whether what was said is not too old to be shown: where no job runs, a rough rule takes its place."""
    return (now or clock.now()) - at <= STALE + timedelta(minutes=2)

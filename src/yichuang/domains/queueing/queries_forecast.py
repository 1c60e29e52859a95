"""How well what was said held, what the forecasts rest on, and the advice on windows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, Q

from yichuang.foundation.actor import Actor

from . import announcing
from .advising import Advice, read_advice
from .models import Announcement, QueueFit
from .rules import WaitRange
from .saying import Held


@dataclass(frozen=True, slots=True)
class AccuracyLine:
    """Announcements of one group: counts by outcome, and the mean width in minutes of those that had an upper end."""

    name: str
    held: Held
    width: float | None

    @property
    def percent(self) -> int | None:
        """Of those that are decided, how many held."""
        return None if self.held.share is None else round(100 * self.held.share)


@dataclass(frozen=True, slots=True)
class FitState:
    """What the forecasts rest on now. No days: nothing was learned yet, and every range says so by its basis."""

    fitted_at: datetime | None = None
    days: int = 0
    first_day: date | None = None
    last_day: date | None = None
    tickets: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often ranges that people were told held between two days, all together, by queue, by hour, and by what they rested on; and, by queue, how
    often those held that stood on the boards when people came."""

    since: date
    until: date
    all: AccuracyLine
    queues: tuple[AccuracyLine, ...]
    hours: tuple[AccuracyLine, ...]
    bases: tuple[AccuracyLine, ...]
    boards: tuple[AccuracyLine, ...]
    warned: int
    fit: FitState = field(default_factory=FitState)


def accuracy(actor: Actor, *, since: date, until: date) -> Accuracy:
    """Counted by the database from the log of announcements. Seven statements."""
    every = Announcement.objects.filter(center_id=actor.center_id, day__gte=since, day__lte=until)
    log = every.filter(place="ticket")
    whole = _lines(log, "center_id")
    return Accuracy(
        since, until, whole[0] if whole else AccuracyLine("", Held(), None), _lines(log, "queue"), _lines(log, "hour"),
        _lines(log, "basis"), _lines(every.filter(place="board"), "queue"), log.filter(warned=True).count(), fit_state(actor),
    )  # fmt: skip


def _lines(log: Any, by: str) -> tuple[AccuracyLine, ...]:
    counts = {name: Count("id", filter=Q(outcome=name)) for name in ("held", "sooner", "later", "open")}
    rows = (
        log.order_by(by)
        .values(by)
        .annotate(said=Count("id"), waiting=Count("id", filter=Q(outcome="")), **counts,
                  width=Avg(F("high") - F("low"), filter=Q(high__isnull=False, called=True)))
    )  # fmt: skip
    return tuple(
        AccuracyLine(
            str(r[by]), Held(r["said"], r["held"], r["sooner"], r["later"], r["open"] + r["waiting"]),
            None if r["width"] is None else round(float(r["width"]), 1),
        )
        for r in rows
    )  # fmt: skip


def fit_state(actor: Actor) -> FitState:
    """One statement."""
    row = QueueFit.objects.filter(center_id=actor.center_id).defer("model", "advice").first()
    if row is None:
        return FitState()
    return FitState(row.fitted_at, row.days, row.first_day, row.last_day, row.tickets, tuple(row.faults))


def staffing_advice(actor: Actor) -> Advice:
    """How many windows are needed by half-hour, and what each of the most helpful changes would do; worked out last night. One statement."""
    stored = QueueFit.objects.filter(center_id=actor.center_id).values_list("advice", flat=True).first()
    return read_advice(stored or {})


def announced(actor: Actor, tickets: Iterable[UUID]) -> dict[UUID, WaitRange]:
    """What each of these was told last. One statement."""
    return {ticket: announcing.shown(row) for ticket, row in announcing.latest(list(tickets)).items()}

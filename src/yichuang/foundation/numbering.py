"""Numbers on legal papers: gapless per series and year, every number with a row that says what became of it.

A series is named by its owner (`<department id>:<kind>`). The row lock is taken when the number is taken, so take it as
late in the transaction as the paper allows; `lock_timeout` bounds the wait (raised as Busy by the command wrapper).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from . import prepared
from .actor import Actor
from .command import Work
from .errors import Missing, Refused
from .ids import uuid7
from .models import Series, SeriesNumber

_TAKE = (
    "INSERT INTO foundation_series (id, center_id, name, year, last) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT (center_id, name, year) DO UPDATE SET last = foundation_series.last + excluded.last RETURNING id, last"
)
"""Makes the series or locks its row, and moves it on, in one exchange."""


def take(work: Work, series: str, year: int) -> int:
    """The next number, from 1, with its row. Two statements."""
    return _next(work, series, year, 1, state="issued", reason="")[0]


def reserve(work: Work, series: str, year: int, count: int, *, reason: str) -> list[int]:
    """The next `count` numbers, set aside: each is later used or voided, and until then the register says who keeps it and why."""
    if not reason.strip():
        raise Refused("number.reason_needed", series=series)
    return _next(work, series, year, count, state="reserved", reason=reason.strip())


def _next(work: Work, series: str, year: int, count: int, *, state: str, reason: str) -> list[int]:
    found = prepared.one(_TAKE, [uuid7(), work.center_id, series, year, count])
    assert found is not None
    row_id, last = found
    numbers = list(range(last - count + 1, last + 1))
    SeriesNumber.objects.bulk_create(
        SeriesNumber(
            center_id=work.center_id, series_id=row_id, number=number, state=state,
            by_id=work.actor.id, by_name=work.actor.name, at=work.at, reason=reason,
        )
        for number in numbers
    )  # fmt: skip
    return numbers


def reserved(center_id: object, series: str, year: int, first: int, last: int) -> list[int]:
    """The numbers of a run that are set aside and neither used nor voided. One statement."""
    rows = SeriesNumber.objects.filter(
        center_id=center_id,
        series__name=series,
        series__year=year,
        state="reserved",
        number__gte=first,
        number__lte=last,
    )
    return list(rows.order_by("number").values_list("number", flat=True))


def use(work: Work, series: str, year: int, number: int) -> None:
    """Issue under a number that was set aside. Two who use the same one: the second is refused. Two statements."""
    _settle(work, series, year, number, to="issued", reason="")


def void_unused(work: Work, series: str, year: int, number: int, *, reason: str) -> None:
    """Void a number that was set aside and that no paper bears."""
    if not reason.strip():
        raise Refused("number.reason_needed", series=series)
    _settle(work, series, year, number, to="voided", reason=reason.strip())


def _settle(work: Work, series: str, year: int, number: int, *, to: str, reason: str) -> None:
    mine = _row(work, series, year, number)
    changed = mine.filter(state="reserved").update(
        state=to, by_id=work.actor.id, by_name=work.actor.name, at=work.at, **({"reason": reason} if reason else {})
    )
    if changed != 1:
        if mine.exists():
            raise Refused("number.not_reserved", number=number)
        raise Missing("number.missing", number=number)


def void(work: Work, series: str, year: int, number: int, *, reason: str) -> None:
    """Mark a number as void; it stays in the register and is never given again."""
    if not reason.strip():
        raise Refused("number.reason_needed", series=series)
    changed = (
        _row(work, series, year, number)
        .exclude(state="voided")
        .update(state="voided", reason=reason, by_id=work.actor.id, by_name=work.actor.name, at=work.at)
    )
    if changed != 1:
        raise Missing("number.missing", series=series, number=number)


def _row(work: Work, series: str, year: int, number: int) -> QuerySet[SeriesNumber]:
    """By the id of the series: with a join, an UPDATE that waited for another would not look at the state again."""
    found = Series.objects.filter(center_id=work.center_id, name=series, year=year).values_list("pk", flat=True).first()
    return SeriesNumber.objects.filter(center_id=work.center_id, series_id=found, number=number)


def gaps(center_id: object) -> list[tuple[str, int, int]]:
    """(series, year, number) of every number without a row: must always be empty. One query per series."""
    found = []
    for series in Series.objects.filter(center_id=center_id):
        have = set(SeriesNumber.objects.filter(series=series).values_list("number", flat=True))
        found += [(series.name, series.year, n) for n in range(1, series.last + 1) if n not in have]
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """A series and how many of its numbers met which fate; the three add up to `last`."""

    name: str
    year: int
    last: int
    issued: int
    reserved: int
    voided: int


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number as the register shows it."""

    number: int
    state: str
    by_name: str
    at: datetime
    reason: str


def tallies(actor: Actor, *, year: int | None = None) -> list[Tally]:
    """Every series that the actor's centers have. One query."""
    rows = Series.objects.filter(center_id__in=actor.reads)
    if year is not None:
        rows = rows.filter(year=year)
    fates = {s: Count("numbers", filter=Q(numbers__state=s)) for s in ("issued", "reserved", "voided")}
    found = rows.annotate(**fates).values_list("name", "year", "last", "issued", "reserved", "voided")
    return [Tally(*row) for row in found.order_by("-year", "name")]


def lines(
    actor: Actor, series: str, year: int, *, before: int | None = None, size: int = 100
) -> tuple[list[NumberRow], int | None]:
    """The numbers of a series, the last first; the second value continues the list. One query."""
    rows = SeriesNumber.objects.filter(center_id__in=actor.reads, series__name=series, series__year=year)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number").values_list(*NumberRow.__slots__)[: size + 1])
    page = [NumberRow(*row) for row in found[:size]]
    return page, page[-1].number if len(found) > size else None

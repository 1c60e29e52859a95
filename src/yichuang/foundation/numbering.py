"""Numbers on legal papers: gapless per series and year, every number with a row that says what became of it.

A series is named by its owner (`<department id>:<kind>`). The row lock is taken when the number is taken, so take it as
late in the transaction as the paper allows; `lock_timeout` bounds the wait (raised as Busy by the command wrapper).
"""

from .command import Work
from .errors import Missing, Refused
from .models import Series, SeriesNumber


def take(work: Work, series: str, year: int, *, state: str = "issued", reason: str = "") -> int:
    """The next number, from 1, with its row. Three statements; one more the first time in a year."""
    if state == "reserved" and not reason:
        raise Refused("number.reason_needed", series=series)
    row, _ = Series.objects.get_or_create(center_id=work.center_id, name=series, year=year)
    locked = Series.objects.select_for_update().get(pk=row.pk)
    number = locked.last + 1
    Series.objects.filter(pk=row.pk).update(last=number)
    SeriesNumber.objects.create(
        center_id=work.center_id,
        series_id=row.pk,
        number=number,
        state=state,
        by_id=work.actor.id,
        by_name=work.actor.name,
        at=work.at,
        reason=reason,
    )
    return number


def void(work: Work, series: str, year: int, number: int, *, reason: str) -> None:
    """Mark a number as void; it stays in the register and is never given again."""
    if not reason.strip():
        raise Refused("number.reason_needed", series=series)
    changed = (
        SeriesNumber.objects.filter(center_id=work.center_id, series__name=series, series__year=year, number=number)
        .exclude(state="voided")
        .update(state="voided", reason=reason, by_id=work.actor.id, by_name=work.actor.name, at=work.at)
    )
    if changed != 1:
        raise Missing("number.missing", series=series, number=number)


def gaps(center_id: object) -> list[tuple[str, int, int]]:
    """(series, year, number) of every number without a row: must always be empty. One query per series."""
    found = []
    for series in Series.objects.filter(center_id=center_id):
        have = set(SeriesNumber.objects.filter(series=series).values_list("number", flat=True))
        found += [(series.name, series.year, n) for n in range(1, series.last + 1) if n not in have]
    return found

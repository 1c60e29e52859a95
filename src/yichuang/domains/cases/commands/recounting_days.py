"""Days beside a case's limits that a change of the calendar moves: one that was agreed for supplying, and those of a hearing.

They stand on papers, so that they only ever move later. The day on which a hearing is held is set by people, and moved by them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext_noop as _

from yichuang.foundation import messages
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work
from yichuang.foundation.workdays import Calendar

from .. import clocks, notifying
from ..law import hearing as law
from ..models import Case, CaseDateChange, CaseDeadline, CaseHearing, CaseMaterial, CaseStop, Tolerance
from ..recounting import Touch, first_working
from ..rest_days import hearings_at_rest
from .common import about
from .procedures import TO_BE_HELD, settle

RESTS = _("%(item)s（%(no)s）的听证定在 %(day)s，按%(notice)s这一天休息，请另定日期并重新通知。")


def recount_days(work: Work, touch: Touch, calendar: Calendar, notice: str) -> int:
    """Move what has to move under the notice's number, and answer how many days did. The cases are locked as an act locks them."""
    late = Tolerance.objects.filter(center_id=work.center_id, state="open", supply_by__gte=work.today)
    moved = {t.pk for t in late if not calendar.is_working(t.supply_by)}
    hearings = list(CaseHearing.objects.filter(center_id=work.center_id, state__in=("told", *TO_BE_HELD)))
    cases = _lock(work, [*(t.case_id for t in late if t.pk in moved), *(h.case_id for h in hearings)])
    changes = [c for t in late if t.pk in moved and (c := _supply(work, t, cases[t.case_id], calendar))]
    changes += [c for h in hearings if (c := _hearing(work, h, cases[h.case_id], touch, calendar))]
    for change in changes:
        change.notice = notice
    CaseDateChange.objects.bulk_create(changes)
    for row in hearings_at_rest(work.center_id, touch, calendar, work.at, work.zone):
        _tell_anew(work, row, notice)
    return len(changes)


def _tell_anew(work: Work, row: CaseHearing, notice: str) -> None:
    """The department hears that its hearing is fixed for a day of rest: only people can set another and tell it."""
    facts = {
        "item": row.case.item_name, "no": row.case.no, "notice": notice,
        "day": row.hold_at.astimezone(work.zone).strftime("%Y-%m-%d"),
    }  # fmt: skip
    messages.post(
        work, to=[notifying.lead_of(row.case.department_id), notifying.handler_of(row.case, None)], template="case.hearing_rests",
        text=RESTS, facts=facts, link=notifying.office_link(row.case), about=about(row.case),
    )  # fmt: skip


def _lock(work: Work, ids: Iterable[Any]) -> dict[Any, Case]:
    rows = Case.objects.select_for_update().filter(center_id=work.center_id, pk__in=set(ids)).order_by("pk")
    return {case.pk: case for case in rows}


def _supply(work: Work, row: Tolerance, case: Case, calendar: Calendar) -> CaseDateChange | None:
    """The agreed day has become a day of rest: what is to come may come on the next working day."""
    old, new = row.supply_by, first_working(row.supply_by, calendar)
    if Tolerance.objects.filter(pk=row.pk, state="open", supply_by=old).update(supply_by=new) != 1:
        return None  # it was supplied, or ended, while the lock was waited for
    over = datetime.combine(new + timedelta(days=1), time(), work.zone)
    mine = {"case": case, "center_id": work.center_id}
    CaseDeadline.objects.filter(**mine, kind="tolerance", met_at=None).update(due=new, due_at=over)
    CaseMaterial.objects.filter(**mine, tolerated_until=old).update(tolerated_until=new)
    return clocks.date_change(work, case, "tolerance", old, new, "calendar")


def _own_days(work: Work, row: CaseHearing, calendar: Calendar) -> None:
    """The five days of each person who has the notice of the right, from when he got it: later, and never earlier."""
    served = [law.Served.read(kept) for kept in row.served] if row.state == "told" else []
    again = [replace(s, apply_by=max(s.apply_by, law.last_day(law.APPLY, s.at, calendar, work.zone))) for s in served]
    if again != served:
        row.served = [s.as_json() for s in again]
        CaseHearing.objects.filter(pk=row.pk).update(served=row.served)


def _hearing(work: Work, row: CaseHearing, case: Case, touch: Touch, calendar: Calendar) -> CaseDateChange | None:
    """The five days for asking, or the twenty for organising, counted again from where they began."""
    row.refresh_from_db()
    _own_days(work, row, calendar)
    field, limit, since = (
        ("apply_by", law.APPLY, row.told_at or row.begun_at) if row.state == "told"
        else ("organise_by", law.ORGANISE, row.applied_at or row.begun_at)
    )  # fmt: skip
    old: date | None = getattr(row, field)
    if old is None or row.state not in ("told", *TO_BE_HELD) or not touch.limit(center_day(since, work.zone), old):
        return None
    new = law.last_day(limit, since, calendar, work.zone)
    if new <= old:
        return None
    CaseHearing.objects.filter(pk=row.pk).update(**{field: new})
    if field == "organise_by":
        CaseStop.objects.filter(pk=row.stop_id, state="running", expected_until=old).update(expected_until=new)
        settle(case, bump=False)
    return clocks.date_change(work, case, "hearing", old, new, "calendar")

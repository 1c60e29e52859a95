"""What supervision asks of one-time notices: who wanted to tell a second time, and how often it happens."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yichuang.foundation import privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of

from .. import reasons
from ..models import Notice, Ruling, SecondTelling
from ..types import Page
from ..types_story import SecondTellingView, TellingFigures
from .common import page_mark, seen


def second_tellings(
    actor: Actor, *, since: date | None = None, until: date | None = None, after: str = "", size: int = 30
) -> Page:
    """Attempts between two days of the center, both included, newest first. Two statements."""
    actor.require("case.read")
    assert actor.center_id is not None
    rows = SecondTelling.objects.filter(case__in=seen(actor)).select_related("case", "notice")
    rows = rows.filter(**_between("at", since, until, zone_of(actor.center_id)))
    if after:
        rows = rows.filter(id__lt=page_mark(f"x~{after}")[1])
    found = list(rows.order_by("-id")[: size + 1])
    page = found[:size]
    tellers = _tellers(page)
    return Page(
        [_view(r, tellers.get((r.case_id, r.notice.period), "")) for r in page],
        str(page[-1].pk) if len(found) > size else "",
    )


def _tellers(rows: list[SecondTelling]) -> dict[object, str]:
    """Who gave each first notice. One statement."""
    told = Ruling.objects.filter(case__in={r.case_id for r in rows}, outcome="one_time_notice")
    return {(case, period): name for case, period, name in told.values_list("case_id", "period", "by_name")}


def _view(row: SecondTelling, teller: str) -> SecondTellingView:
    return SecondTellingView(
        id=row.pk, case_no=row.case.no, item_name=row.case.item_name,
        applicant_masked=privacy.mask_name(row.case.applicant), department_id=row.case.department_id, period=row.period,
        material=row.material_name, defect=reasons.label(reasons.STATUSES, row.defect), notice_no=row.notice.paper_no,
        notice_by=teller, at=row.at, by_name=row.by_name, by_post=row.by_post,
    )  # fmt: skip


def telling_figures(actor: Actor, *, since: date | None = None, until: date | None = None) -> TellingFigures:
    """Of the cases that were first told between two days, how many saw an attempt to tell a second time. Two statements."""
    actor.require("case.read")
    assert actor.center_id is not None
    told = Notice.objects.filter(case__in=seen(actor), period=1)
    told = told.filter(**_between("told_at", since, until, zone_of(actor.center_id)))
    again = SecondTelling.objects.filter(case__in=told.values("case_id")).values("case_id").distinct()
    return TellingFigures(told=told.count(), again=again.count())


def _between(field: str, since: date | None, until: date | None, zone: ZoneInfo) -> dict[str, datetime]:
    found = {}
    if since:
        found[f"{field}__gte"] = datetime.combine(since, time(), zone)
    if until:
        found[f"{field}__lt"] = datetime.combine(until + timedelta(days=1), time(), zone)
    return found

"""Lists of cases and of hand-over lists: a department's queue, a window's day, a ticket's cases, a person's earlier ones."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate

from yichuang.foundation import clock, identity, prepared, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing

from .. import views
from ..commands.common import as_id
from ..lifecycle import OVER, WITH_DEPARTMENT, State
from ..models import Case, CaseDeadline, HandoverLine, HandoverList, Party
from ..rules import RULES
from ..types import CaseRow, HandoverView, Page, PartyView
from .common import find, lens_of, page_mark, seen

SHOWS = ("open", "arriving", "lapsed", "decided", "over", "all")
"""What a department's list can show: owed, not accepted yet, not corrected in time, decided and not delivered, finished, everything."""
LIGHTS = ("ok", "warn", "bad", "off")
_NO_DATE = date.max


def office_queue(
    actor: Actor,
    *,
    show: str = "open",
    q: str = "",
    light: str = "",
    department_id: UUID | None = None,
    after: str = "",
    size: int = 30,
) -> Page:
    """A department's cases, the one due first at the top; keyed by (due, id). Three statements.

    `q` is a case number, the beginning of an applicant's name, part of an item's name, or a whole id number.
    """
    actor.require("case.read")
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    rows = _of_department(seen(actor), actor, department_id, reported=show == "all")
    rows = _shown(rows, show, lens)
    rows = _searched(_lit(rows, light, lens), q)
    rows = rows.annotate(sort_due=_due_or_last())
    if after:
        last, uid = page_mark(after)
        day = _day(last)
        rows = rows.filter(Q(sort_due__gt=day) | Q(sort_due=day, id__gt=uid))
    found = list(rows.order_by("sort_due", "id")[: size + 1])
    page = found[:size]
    mark = f"{page[-1].sort_due.isoformat()}~{page[-1].pk}" if len(found) > size else ""  # type: ignore[attr-defined]
    return Page([views.case_row(r, lens) for r in page], mark)


def _due_or_last() -> Any:
    return Coalesce("due", "pause_until", TruncDate("deems_at"), Value(_NO_DATE))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("case.page_mark", field="after") from None


def _of_department(
    rows: QuerySet[Case], actor: Actor, department_id: UUID | None, *, reported: bool = False
) -> QuerySet[Case]:
    """Whose turn it is; with `reported` also what a department has sent up to another."""
    rows = rows.filter(center_id=actor.center_id)
    if not reported and actor.department_id is not None and not actor.can("case.check"):
        rows = rows.filter(department_id=actor.department_id)
    return rows.filter(department_id=department_id) if department_id else rows


def _shown(rows: QuerySet[Case], show: str, lens: views.Lens) -> QuerySet[Case]:
    if show == "lapsed":
        late = CaseDeadline.objects.filter(kind="correction", due__lt=lens.today, met_at=None)
        return rows.filter(state=State.CORRECTING, pk__in=late.values("case_id"))
    silent = Q(state=State.RECEIVED, deems_at__lte=lens.now)
    if show == "open":
        return rows.filter(Q(state__in=sorted(WITH_DEPARTMENT)) | silent)
    states = {
        "arriving": frozenset({State.RECEIVED, State.CORRECTING}),
        "decided": frozenset({State.DECIDED}),
        "over": OVER,
    }.get(show)
    return rows.filter(state__in=sorted(states)) if states else rows.exclude(state=State.DRAFT)


def _lit(rows: QuerySet[Case], light: str, lens: views.Lens) -> QuerySet[Case]:
    """By the stored date, so that the index serves: no clock is run in a filter.

    A procedure past its announced end is as late as a decision past its date.
    """
    if light == "bad":
        return rows.filter(_late(lens))
    if light == "off":
        return rows.filter(state=State.STOPPED, due__isnull=True).exclude(_late(lens))
    if light == "warn":
        return rows.filter(due__gte=lens.today, due__lte=lens.yellow_until)
    if light == "ok":
        return rows.filter(due__gt=lens.yellow_until)
    return rows


def _late(lens: views.Lens) -> Q:
    return Q(due__lt=lens.today) | Q(due__isnull=True, pause_until__lt=lens.today)


def _searched(rows: QuerySet[Case], q: str) -> QuerySet[Case]:
    said = q.strip()
    if not said:
        return rows
    by_person = Party.objects.filter(id_blind=privacy.blind(identity.normal_id(said))).values("case_id")
    return rows.filter(
        Q(no=said)
        | Q(no__endswith=said)
        | Q(applicant__startswith=said)
        | Q(item_name__contains=said)
        | Q(pk__in=by_person)
    )


def due_cases(actor: Actor, *, size: int = 500) -> list[UUID]:
    """Cases that silence has accepted and nobody has written down yet, the longest due first. One statement."""
    rows = Case.objects.filter(center_id=actor.center_id, state=State.RECEIVED, deems_at__lte=clock.now())
    return list(rows.order_by("deems_at").values_list("pk", flat=True)[:size])


def due_renewals(actor: Actor, *, size: int = 500) -> list[UUID]:
    """Cases whose licence the law has renewed and nobody has written down yet. One statement, and the center's zone."""
    assert actor.center_id is not None
    today = lens_of(actor.center_id).today
    rows = Case.objects.filter(center_id=actor.center_id, state__in=sorted(WITH_DEPARTMENT), renews_after__lt=today)
    return list(rows.order_by("renews_after").values_list("pk", flat=True)[:size])


def queue_counts(actor: Actor, *, department_id: UUID | None = None) -> dict[str, int]:
    """How many are owed by light, and how many wait elsewhere in the department. Three statements."""
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    rows = _of_department(seen(actor), actor, department_id)
    owed = Q(state__in=sorted(WITH_DEPARTMENT)) | Q(state=State.RECEIVED, deems_at__lte=lens.now)
    found = rows.aggregate(
        open=Count("id", filter=owed),
        bad=Count("id", filter=owed & _late(lens)),
        off=Count("id", filter=Q(state=State.STOPPED, due__isnull=True) & ~_late(lens)),
        warn=Count("id", filter=owed & Q(due__gte=lens.today, due__lte=lens.yellow_until)),
        ok=Count("id", filter=owed & Q(due__gt=lens.yellow_until)),
        arriving=Count("id", filter=Q(state__in=[State.RECEIVED, State.CORRECTING])),
        decided=Count("id", filter=Q(state=State.DECIDED)),
    )
    return {k: int(v) for k, v in found.items()}


_OF_TICKET = "center_id = ANY(%s) AND ticket_id = %s ORDER BY opened_at, id"
_OF_WINDOW = "center_id = %s AND window_id = %s AND opened_at >= %s AND opened_at < %s ORDER BY id DESC LIMIT %s"


def cases_of_ticket(actor: Actor, ticket_id: UUID | str) -> list[CaseRow]:
    """The cases of one visit, in the order in which they were opened. Three statements, one when there are none: every waiting telephone asks."""
    uid = as_id(ticket_id)
    if uid is None or actor.center_id is None:
        return []
    if actor.department_id is None:  # he sees all that his centers have; so does nearly everybody who asks
        rows = prepared.models(Case, _OF_TICKET, [list(actor.reads), uid])
    else:
        rows = list(seen(actor).filter(ticket_id=uid).order_by("opened_at", "id"))
    if not rows:
        return []
    lens = lens_of(actor.center_id)
    return [views.case_row(r, lens) for r in rows]


def people_of_visit(actor: Actor, ticket_id: UUID) -> list[PartyView]:
    """Who stands in the case that was opened last on a ticket, masked, the applicant first. Two statements."""
    last = seen(actor).filter(ticket_id=ticket_id).order_by("-opened_at", "-id").values_list("pk", flat=True).first()
    return [views.party(row) for row in Party.objects.filter(case_id=last).order_by("position")] if last else []


def window_cases(actor: Actor, window_id: UUID, *, day: date | None = None, size: int = 100) -> list[CaseRow]:
    """What a window has opened on a day (today when none is given), newest first. Three statements."""
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    start = datetime.combine(day or lens.today, time(), lens.zone)
    until = start + timedelta(days=1)
    if actor.department_id is None:
        rows = prepared.models(Case, _OF_WINDOW, [actor.center_id, window_id, start, until, size])
    else:
        mine = seen(actor).filter(center_id=actor.center_id, window_id=window_id)
        rows = list(mine.filter(opened_at__gte=start, opened_at__lt=until).order_by("-id")[:size])
    return [views.case_row(r, lens) for r in rows]


def earlier_cases(actor: Actor, case: UUID | str, *, size: int = 10) -> list[CaseRow]:
    """What the same applicants had in this center before, newest first, found by the digest of their numbers. Five statements."""
    row = find(actor, case)
    people = Party.objects.filter(case=row).exclude(id_blind="").filter(role__in=["applicant", "joint_applicant"])
    return _of_person(actor, list(people.values_list("id_blind", flat=True)), leave_out=row.pk, size=size)


def cases_of_person(actor: Actor, id_no: str, *, size: int = 10) -> list[CaseRow]:
    """What a person has had in this center, by the whole number that he shows."""
    actor.require("case.read")
    digest = privacy.blind(identity.normal_id(id_no))
    return _of_person(actor, [digest] if digest else [], leave_out=None, size=size)


def _of_person(actor: Actor, digests: Sequence[str], *, leave_out: UUID | None, size: int) -> list[CaseRow]:
    if not digests or actor.center_id is None:
        return []
    mine = Party.objects.filter(center_id=actor.center_id, id_blind__in=digests).values("case_id")
    rows = seen(actor).filter(pk__in=mine).exclude(pk=leave_out).exclude(state=State.DRAFT).order_by("-id")[:size]
    lens = lens_of(actor.center_id)
    return [views.case_row(r, lens) for r in rows]


def to_hand_over(actor: Actor, *, window_id: UUID | None = None, size: int = 200) -> list[CaseRow]:
    """Cases whose papers are still at the window, by department and due date. Three statements.

    Accepted ones go to be decided, received ones of a rule that the window cannot answer go to be answered, and what was
    filed or settled at the window goes as a file.
    """
    assert actor.center_id is not None
    rows = seen(actor).filter(center_id=actor.center_id, channel="window", taken_over_at=None).filter(_travels())
    rows = rows.exclude(pk__in=HandoverLine.objects.filter(center_id=actor.center_id).values("case_id"))
    if window_id is not None:
        rows = rows.filter(window_id=window_id)
    lens = lens_of(actor.center_id)
    return [views.case_row(r, lens) for r in rows.order_by("department_id", "due", "id")[:size]]


def _travels() -> Q:
    answering = Q(state=State.RECEIVED) & ~Q(rule__in=list(RULES))
    settled = Q(state__in=["decided", "delivered"], settled=True)
    return Q(state__in=sorted(WITH_DEPARTMENT)) | answering | settled


def handover_lists(actor: Actor, *, state: str = "", after: str = "", size: int = 30) -> Page:
    """Hand-over lists, newest first; a department's staff see those to it. Two statements."""
    actor.require("case.read")
    rows = HandoverList.objects.filter(center_id=actor.center_id)
    if actor.department_id is not None and not actor.can("case.check"):
        rows = rows.filter(department_id=actor.department_id)
    if state:
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(id__lt=page_mark(f"x~{after}")[1])
    found = list(rows.annotate(many=Count("lines")).order_by("-id")[: size + 1])
    page = found[:size]
    return Page([views.handover(r, count=r.many) for r in page], str(page[-1].pk) if len(found) > size else "")


def handover_list(actor: Actor, handover: UUID | str) -> HandoverView:
    """One list with its cases. Four statements."""
    actor.require("case.read")
    uid = as_id(handover)
    rows = HandoverList.objects.filter(center_id__in=actor.reads)
    if actor.department_id is not None and not actor.can("case.check"):
        rows = rows.filter(department_id=actor.department_id)
    found = (rows.filter(pk=uid) if uid else rows.filter(no=str(handover))).first()
    if found is None:
        raise Missing("handover.missing")
    cases = Case.objects.filter(handovers__list=found).order_by("handovers__position")
    lens = lens_of(found.center_id)
    return views.handover(found, tuple(views.case_row(c, lens) for c in cases))


def case_rows(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, CaseRow]:
    """Cases by their ids, for a list of something else that belongs to them. Three statements; what may not be seen is left out."""
    actor.require("case.read")
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    return {r.pk: views.case_row(r, lens) for r in seen(actor).filter(pk__in=list(ids))}

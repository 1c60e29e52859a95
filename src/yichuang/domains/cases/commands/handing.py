"""Papers on their way from the window to the department: a numbered list that both sides sign."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from yichuang.foundation import numbering
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.models import subject

from .. import events
from ..deeming import due_deemings
from ..models import Case, HandoverLine, HandoverList
from .common import as_id, locked, stands, text

MOST = 200


@command("cases.hand_over", needs="case.handover")
def hand_over(work: Work, *, cases: Sequence[UUID | str], remark: str = "") -> dict[str, Any]:
    """Make one list for one department. Each case travels once; the list waits for the department's signature.

    Accepted cases travel to be decided; a received one whose rule the window cannot answer travels to be answered; a case that
    was settled at the window travels as a file.
    """
    if not isinstance(cases, list | tuple) or not cases:
        raise Invalid("handover.empty", field="cases")
    if len(cases) > MOST:
        raise Invalid("handover.too_many", field="cases", most=MOST)
    rows = [_take(work, n, case) for n, case in enumerate(cases)]
    if len({r.pk for r in rows}) != len(rows):
        raise Invalid("handover.case_twice", field="cases")
    departments = {r.department_id for r in rows}
    if len(departments) != 1:
        raise Refused("handover.two_departments", cases="、".join(r.no for r in rows))
    number = numbering.take(work, f"handover:{work.today:%m%d}", work.today.year)
    made = HandoverList.objects.create(
        center_id=work.center_id, state="sent", state_since=work.at, no=f"YJ{work.today:%Y%m%d}-{number:03d}",
        department_id=departments.pop(), window_id=rows[0].window_id or work.actor.window_id, made_at=work.at,
        made_by_id=work.actor.id, made_by=work.actor.name, remark=text(remark, "remark", most=400),
    )  # fmt: skip
    HandoverLine.objects.bulk_create(
        HandoverLine(center_id=work.center_id, list=made, case=row, position=n) for n, row in enumerate(rows)
    )
    work.audit("handover.made", subject("handover", made.pk), after={"no": made.no, "cases": [r.no for r in rows]})
    work.emit(
        events.HANDED_OVER, subject("handover", made.pk), handover=made.pk, department=made.department_id,
        cases=[r.pk for r in rows],
    )  # fmt: skip
    work.live("cases", f"department:{made.department_id}", *(f"case:{r.pk}" for r in rows))
    return {"id": made.pk, "no": made.no, "state": made.state, "department_id": made.department_id, "count": len(rows)}


def _take(work: Work, n: int, case: UUID | str) -> Case:
    found = locked(work, case)
    if found is None:
        raise Missing("case.missing", field=f"cases.{n}")
    due_deemings(work, found)
    stands(found, "hand_over")
    if HandoverLine.objects.filter(case=found, center_id=work.center_id).exists():
        raise Refused("handover.already", no=found.no)
    return found


@command("cases.take_over", needs="case.decide")
def take_over(work: Work, *, handover: UUID | str, remark: str = "") -> dict[str, Any]:
    """The department signs for the list: every case in it is now on its desk."""
    rows = HandoverList.objects.select_for_update().filter(center_id=work.center_id)
    uid = as_id(handover)
    found = (rows.filter(pk=uid) if uid else rows.filter(no=str(handover))).first()
    mine = work.actor.department_id
    if found is None or (mine is not None and found.department_id != mine):
        raise Missing("handover.missing")
    note = text(remark, "remark", most=200)
    found.move(
        "take", at=work.at, taken_at=work.at, taken_by_id=work.actor.id, taken_by=work.actor.name,
        remark="；".join(part for part in (found.remark, note) if part)[:400],
    )  # fmt: skip
    ids = list(found.lines.values_list("case_id", flat=True))
    Case.objects.filter(pk__in=ids, center_id=work.center_id).update(taken_over_at=work.at)
    work.audit("handover.taken", subject("handover", found.pk), after={"no": found.no, "cases": len(ids)}, reason=note)
    work.emit(
        events.TAKEN_OVER, subject("handover", found.pk), handover=found.pk, department=found.department_id, cases=ids
    )
    work.live("cases", f"department:{found.department_id}", *(f"case:{i}" for i in ids))
    return {"id": found.pk, "no": found.no, "state": found.state, "count": len(ids)}

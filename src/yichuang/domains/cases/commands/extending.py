"""A longer limit, once (行政许可法 42): asked by who handles the case, approved by another in the name of the organ's head."""

from datetime import date
from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Refused

from .. import catalogue, clocks, events, papers
from ..law import extension as law
from ..lifecycle import State
from ..models import Case, CaseDeadline, CaseExtension
from ..stages import for_the_decider
from .common import about, answer, need, paper_answer, stands, take_case, tell, text


@command("cases.ask_extension", needs="case.decide")
def ask_extension(work: Work, *, case: UUID | str, reason: str, days: int | None = None) -> dict[str, Any]:
    """Ask for a longer limit. The request moves no date; only its approval does."""
    found = take_case(work, case)
    stands(found, "ask_extension")
    for_the_decider(work, found, "two_stage.no_extension")
    said = need(text(reason, "reason", most=1000), "reason", "延长理由")
    limits = ends_of(found)
    most = may_extend(work, found, limits)
    wanted = law.asked(days, most.most)
    row = CaseExtension.objects.create(
        center_id=work.center_id, case=found, state="asked", state_since=work.at, value=wanted.value,
        unit=wanted.unit.value, basis=wanted.basis, reason=said, asked_at=work.at, asked_by_id=work.actor.id,
        asked_by=work.actor.name, asked_post=work.actor.post, due_before=_before(found, limits, work),
    )  # fmt: skip
    work.audit("case.extension_asked", about(found), after={"value": row.value, "unit": row.unit}, reason=said)
    work.emit(
        events.EXTENSION_ASKED,
        about(found),
        case=found.pk,
        no=found.no,
        department=found.department_id,
        extension=row.pk,
    )
    tell(work, found)
    return answer(found, extension=row.pk, value=row.value, unit=row.unit, approver=most.approver)


def ends_of(case: Case) -> dict[str, law.Ends]:
    """When promise and statute of the case run out, as they are stored. One statement."""
    rows = CaseDeadline.objects.filter(
        case=case, center_id=case.center_id, kind__in=("promise", "statutory"), met_at=None
    )
    return {d.kind: law.Ends(d.due, d.due_at) for d in rows}


def _before(case: Case, limits: dict[str, law.Ends], work: Work) -> date | None:
    """The date that an extension moves: the applicant's, or the statute's once the promise is broken."""
    return limits["statutory"].due if law.promise_is_over(limits, work.at) else case.due


def may_extend(work: Work, case: Case, limits: dict[str, law.Ends]) -> law.Allowed:
    """The most that this case can be extended by now, or the refusal that says why not."""
    not_ordered(case)
    earlier = CaseExtension.objects.filter(case=case, center_id=case.center_id).values_list("state", flat=True)
    return law.may_ask(case.no, case.state, limits, work.at, set(earlier), allowed_for(case), item=case.item_name)


def not_ordered(case: Case) -> None:
    """Refuse where a judgment or a review set the days: article 42 lengthens the law's own days, and nobody his judge's. No statement for most."""
    document = clocks.ordered_by(case)
    if document:
        raise Refused("extension.ordered", no=case.no, document=document)


def allowed_for(case: Case) -> law.Allowed | None:
    """What the law allows for the case's item."""
    item = catalogue.pinned(case.item_version_id)
    return law.allowed(item.statutory, item.extension, is_licence=item.is_licence, joint=False)


@command("cases.approve_extension", needs="case.extend")
def approve_extension(work: Work, *, case: UUID | str, approver: str, approver_post: str) -> dict[str, Any]:
    """Approve the request: who decided in the organ is named, the dates move, and the applicant is told why.

    Where the promise was broken before, the date of the law alone moves: the applicant's stays as it was told, and late.
    """
    found = take_case(work, case)
    stands(found, "approve_extension")
    row = _asked(work, found)
    name = need(text(approver, "approver", most=100), "approver", "批准人")
    post = need(text(approver_post, "approver_post", most=100), "approver_post", "批准人职务")
    limits = ends_of(found)
    law.in_time(found.no, limits, work.at, stopped=found.state == State.STOPPED)
    row.move(
        "approve", at=work.at, decided_at=work.at, decided_by_id=work.actor.id, decided_by=work.actor.name,
        approver=name, approver_post=post, due_before=_before(found, limits, work),
        promise_over=law.promise_is_over(limits, work.at),
    )  # fmt: skip
    found.version += 1
    Case.objects.filter(pk=found.pk).update(version=found.version)
    moved = clocks.move_dates(work, found, "extended")
    row.due_after = moved.shown.statutory.due if row.promise_over else moved.after  # type: ignore[union-attr]
    work.audit("case.extended", about(found), before={"due": row.due_before}, after={"due": row.due_after, "by": name})
    work.emit(
        events.EXTENDED, about(found), case=found.pk, no=found.no, department=found.department_id, extension=row.pk,
        due=row.due_after,
    )  # fmt: skip
    paper = papers.process.extended(work, found, row, moved)
    CaseExtension.objects.filter(pk=row.pk).update(
        due_after=row.due_after, paper_id=paper.id, paper_no=paper.number_text
    )
    moved.record(paper.number_text)
    tell(work, found)
    dates = {"due_before": row.due_before, "due_after": row.due_after}
    return answer(found, extension=row.pk, **dates, papers=[paper_answer(paper)])


@command("cases.decline_extension", needs="case.extend")
def decline_extension(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """Say no: the date stays as it was told."""
    found = take_case(work, case)
    stands(found, "decline_extension")
    row = _asked(work, found)
    said = need(text(reason, "reason", most=400), "reason", "不同意延长的理由")
    row.move("decline", at=work.at, decided_at=work.at, decided_by_id=work.actor.id, decided_by=work.actor.name,
             answer=said)  # fmt: skip
    work.audit("case.extension_declined", about(found), after={"extension": row.pk}, reason=said)
    work.emit(
        events.EXTENSION_DECLINED, about(found), case=found.pk, no=found.no, department=found.department_id,
        extension=row.pk,
    )  # fmt: skip
    tell(work, found)
    return answer(found, extension=row.pk)


@command("cases.take_back_extension", needs="case.decide")
def take_back_extension(work: Work, *, case: UUID | str) -> dict[str, Any]:
    """The request is no longer needed. Whoever handles the case may take it back while nobody has answered it."""
    found = take_case(work, case)
    stands(found, "take_back_extension")
    row = _open(found)
    if row is None:
        raise Refused("extension.not_asked")
    row.move("take_back", at=work.at, decided_at=work.at, decided_by_id=work.actor.id, decided_by=work.actor.name)
    work.audit("case.extension_taken_back", about(found), after={"extension": row.pk})
    tell(work, found)
    return answer(found, extension=row.pk)


def _open(case: Case) -> CaseExtension | None:
    return CaseExtension.objects.filter(case=case, center_id=case.center_id, state="asked").first()


def _asked(work: Work, case: Case) -> CaseExtension:
    """The open request, for somebody who may approve in the case's department and did not ask himself.

    A grant without a department is for every department of the center.
    """
    if work.actor.department_id not in (None, case.department_id):
        raise Denied("extension.other_department")
    row = _open(case)
    if row is None:
        raise Refused("extension.not_asked")
    if work.actor.id is None or work.actor.id == row.asked_by_id:
        raise Refused("extension.own_request", name=row.asked_by)
    return row


def lapse(work: Work, case: Case) -> None:
    """The case was decided or taken back: a request that nobody answered has nothing left to ask for."""
    row = _open(case)
    if row is not None:
        row.move("lapse", at=work.at, decided_at=work.at)

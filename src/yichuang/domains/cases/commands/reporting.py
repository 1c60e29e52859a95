"""The report of a first review to the organ that decides (行政许可法 35 and 43): opinion and every paper go up, and the case with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.workdays.table import calendar_of

from .. import catalogue, clocks, events, notifying
from ..law import two_stage as law
from ..models import Case, CaseDeadline, CaseMaterial, CaseReport
from ..stages import REVIEW, name_of, report_of, stage_of
from .common import about, among, answer, materials_of, rule_by, stands, take_case, tell, text

TOLD = _("%(reviewer)s报送 %(item)s（%(no)s）的初步审查意见和全部材料，请在 %(due)s 前作出决定。")
TOLD_OVER = _(
    "%(reviewer)s报送 %(item)s（%(no)s）的初步审查意见和全部材料。告知申请人的办结日期 %(due)s 已过，请立即作出决定。"
)
LATE = {
    "kept": "【%(center)s】您的办件 %(no)s 初步审查超过了期限，现已报送上级机关决定，告知您的最迟办结日期 %(due)s 不变。",
    "over": "【%(center)s】您的办件 %(no)s 初步审查超过了期限，现已报送上级机关决定，告知您的办结日期 %(due)s 已过，您可以催办或投诉。",
}
CONCLUSIONS = ("agree", "disagree")
NOTICE = "报送初步审查意见"
"""What the register of dates names: the applicant's printed date is the promise, which stays."""


@command("cases.report_up", needs="case.decide")
def report_up(work: Work, *, case: UUID | str, conclusion: str, opinion: str, papers: Sequence[str]) -> dict[str, Any]:
    """Send the first opinion and all papers to the organ that decides; from this moment it has the case, and its own days run.

    `papers` are the codes of the materials that go with it: everything that the applicant handed in. A late report is taken and
    stays marked as late; days that the review left unused are not added to the superior's.

    No paper goes with a late report. A paper moves a date (行政许可法 42), and this date does not move: the promise covers both stages,
    and what the superior needs beyond it is an extension with its own notice. A message tells the applicant what happened.
    """
    found = take_case(work, case)
    stands(found, "report_up")
    may_report(work, found)
    said = text(opinion, "opinion")
    among(conclusion, CONCLUSIONS, "conclusion")
    sent = _sent(materials_of(found), papers, said)
    row = CaseReport.objects.create(
        center_id=work.center_id, case=found, reviewer_id=found.reviews_id, decider_id=found.decides_id, conclusion=conclusion,
        opinion=said, papers=[_line(m) for m in sent], at=work.at, by_id=work.actor.id, by_name=work.actor.name,
        by_post=work.actor.post, **_kept(work, found),
    )  # fmt: skip
    rule_by(work, found, "review", conclusion, reasons=said, basis=_by_law(found))
    moved = _hand_on(work, found)
    after = {"to": found.decides_id, "papers": len(sent), "late": row.late, "due": moved.after}
    work.audit("case.reported_up", about(found), before={"due": moved.before}, after=after)
    work.emit(
        events.REPORTED, about(found), case=found.pk, no=found.no, reviewer=found.reviews_id, department=found.decides_id,
        late=row.late,
    )  # fmt: skip
    _tell_decider(work, found)
    if row.late:
        _tell_applicant(work, found)
    tell(work, found)
    work.live(f"department:{found.reviews_id}")
    return answer(found, late=row.late, papers_sent=[m.code for m in sent], decider=found.decides_id)


def _by_law(case: Case) -> str:
    """What the report rests on: article 35 for a licence, else the law that sets the review."""
    item = catalogue.pinned(case.item_version_id)
    return law.HAND_ON if item.is_licence else item.review.basis if item.review else item.law


def may_report(work: Work, case: Case) -> None:
    """Refuse where nobody reports, where it was done, and whoever belongs to another organ than the one that reviews."""
    if case.decides_id is None:
        raise Refused("two_stage.one_organ", item=case.item_name)
    if stage_of(case) != REVIEW:
        row = report_of(case)
        if row is None:  # the law has renewed it before anybody reported
            raise Refused("two_stage.not_now")
        on = center_day(row.at, work.zone)
        raise Refused("two_stage.reported_already", decider=name_of(case.decides_id), on=on.isoformat())
    if work.actor.department_id not in (None, case.reviews_id):
        raise Denied("two_stage.other_reviewer", reviewer=name_of(case.reviews_id))


def handed_in(rows: Sequence[CaseMaterial]) -> list[CaseMaterial]:
    """What lies in the file, in order or not: all of it goes up. Pure."""
    return [m for m in rows if m.status not in ("missing", "not_looked_at")]


def _sent(rows: Sequence[CaseMaterial], papers: Any, opinion: str) -> list[CaseMaterial]:
    """The materials that go up; refused when one is not of this case, or is kept back, by its name."""
    if not isinstance(papers, list | tuple) or not all(isinstance(p, str) for p in papers):
        raise Invalid("two_stage.unknown_paper", field="papers", papers=str(papers)[:40])
    names, given = {m.code: m.name for m in rows}, frozenset(papers)
    strange = sorted(given - set(names))
    if strange:
        raise Invalid("two_stage.unknown_paper", field="papers", papers="、".join(strange)[:100])
    there = handed_in(rows)
    try:
        law.check_report(law.Report(opinion, given), [m.code for m in there])
    except Refused as no:
        kept = "、".join(m.name for m in there if m.code not in given)
        raise Refused(no.code, field=no.field, papers=kept) from None
    return [m for m in there if m.code in given]


def _line(m: CaseMaterial) -> dict[str, Any]:
    return {"code": m.code, "name": m.name, "copies": m.copies or m.copies_asked, "status": m.status}


def _kept(work: Work, case: Case) -> dict[str, Any]:
    """The last day of the review, and whether it was kept. Three statements."""
    row = CaseDeadline.objects.get(case=case, center_id=case.center_id, kind="review")
    history = clocks.histories(case.center_id, [case.pk])[case.pk]
    term = clocks.term_of(row, history, calendar_of(), work.at, work.zone, None)
    return {"due": term.due, "late": law.review_is_late(term, work.at)}


def _hand_on(work: Work, case: Case) -> clocks.Moved:
    """The review is done; the case is the superior's, whose own days begin with the arrival where its law gives it any."""
    item = catalogue.pinned(case.item_version_id)
    clocks.meet(work, case, "review")
    case.department_id, case.version = case.decides_id, case.version + 1
    Case.objects.filter(pk=case.pk).update(department_id=case.department_id, version=case.version)
    own = law.starts_on_report(item.statutory, is_licence=item.is_licence)
    if own is not None:
        clocks.start(work, case, "statutory", own, arrived(work))
    moved = clocks.move_dates(work, case, "reported")
    moved.record(NOTICE)
    return moved


def arrived(work: Work) -> datetime:
    """When the report reaches the superior: both work in this program, so at once."""
    return work.at


def _is_over(work: Work, case: Case) -> bool:
    """Whether even the date that the applicant was told has passed."""
    return case.due is not None and work.today > case.due


def _tell_applicant(work: Work, case: Case) -> None:
    """The review took too long; the date that he was told stays, or is over already."""
    facts = {
        "center": places.center(case.center_id).name,
        "no": case.no,
        "due": f"{case.due:%Y-%m-%d}" if case.due else "",
    }
    notifying.tell_applicant(
        work, case, template="case.reported_late", text=LATE["over" if _is_over(work, case) else "kept"], facts=facts
    )


def _tell_decider(work: Work, case: Case) -> None:
    desk = messages.Recipient.desk(department_id=case.department_id, needs="case.decide")
    facts = {
        "reviewer": name_of(case.reviews_id), "item": case.item_name, "no": case.no,
        "due": f"{case.due:%m-%d}" if case.due else "",
    }  # fmt: skip
    messages.post(
        work, to=[notifying.lead_of(case.department_id), desk], template="case.reported", facts=facts,
        text=TOLD_OVER if _is_over(work, case) else TOLD,
        link=notifying.office_link(case), about=about(case),
    )  # fmt: skip

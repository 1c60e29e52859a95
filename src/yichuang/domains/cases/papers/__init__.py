"""Issuing the papers of a case inside the act that they prove. The words come from the item's rule, the dates from its clocks.

Issue a paper as the last thing of an act: its number is locked until the act commits.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Binding, Term
from yichuang.foundation.deadlines.words import limit_words

from ..models import Case, CaseDeadline, CaseMaterial, Notice, Ruling
from ..reasons import ground_words
from . import build, deemed, hearing, process, promises, renewed, strip
from .context import Context, context, in_chinese

LIMIT_SAMPLES = {
    "promise": ("term.promise", "term.due"),
    "statutory": ("term.statutory", "term.statutory_due"),
    "review": ("term.statutory", "term.statutory_due"),
    "fee": ("fee",),
    "result": ("result_name",),
    "special": ("special",),
}


def _issue(
    c: Context,
    kind: str,
    data: documents.PaperData,
    *,
    replaces: UUID | None = None,
    by_hand: tuple[int, Work] | None = None,
) -> PaperRef:
    number, work = (by_hand[0], by_hand[1]) if by_hand else (None, c.work)
    return documents.issue_paper(
        work, kind, data, department_id=c.case.department_id, subject=f"case:{c.case.pk}", replaces=replaces, number=number,
        dated=c.work.at if by_hand else None,
    )  # fmt: skip


def _phone(c: Context) -> str:
    return c.center.phone or c.department.phone


def _answer_working(event: str, told: CaseDeadline | None) -> str:
    """How the day of the answer was counted, from what the deadline's row keeps."""
    if told is None or not told.value:
        return ""
    assumed = told.working.get("assumed_from")
    return f"自{event}次日起算 {told.value} 个工作日" + build.assumed_words(int(assumed[:4]) if assumed else None)


@in_chinese
def receipt(
    work: Work, case: Case, *, instead_of: PaperRef | None = None, by_hand: tuple[int, Work] | None = None
) -> PaperRef:
    """收件凭证: everything on the list, with what was and what was not handed in.

    `instead_of` is a void one that named another item: the same papers, received at the same time. `by_hand` is the number
    of one that was written while the system was down and the act that enters it; `work` then stands at the paper's own time.
    """
    c = context(work, case)
    told = CaseDeadline.objects.filter(case=case, kind="tell", center_id=case.center_id).first()
    answer_by = told.due if told and told.value else None
    words = build.common(c, "receipt")
    if instead_of:
        more = f"办理事项已经改正，原收件凭证（{instead_of.number_text}）作废，以本凭证为准；收件时间不变。"
        words["wording"] = replace(words["wording"], opening=words["wording"].opening + more)
    data = documents.ReceiptData(
        **words,
        plain=strip.receipt(answer_by, _phone(c)),
        materials=build.lines([m for m in c.materials if m.status not in ("missing", "not_looked_at")], states=True),
        answer_by=answer_by,
        answer_working=_answer_working("收件", told),
    )
    return _issue(c, "receipt", data, replaces=instead_of.id if instead_of else None, by_hand=by_hand)


@in_chinese
def completion(work: Work, case: Case, notice: Notice, brought: list[CaseMaterial]) -> PaperRef:
    """补正材料收件凭证: the papers that answer a notice."""
    c = context(work, case)
    told = CaseDeadline.objects.filter(case=case, kind="tell", center_id=case.center_id).first()
    answer_by = told.due if told and told.value else None
    words = {**build.common(c, "receipt")}
    wording = words["wording"]
    words["wording"] = type(wording)(
        title="补正材料收件凭证",
        opening=f"你（单位）按照《一次性告知书》（{notice.paper_no}）补交的下列材料，本窗口已经收到。",
        statement=wording.statement,
    )
    data = documents.ReceiptData(
        **words,
        plain=strip.receipt(answer_by, _phone(c)),
        materials=build.lines(brought, states=True),
        answer_by=answer_by,
        answer_working=_answer_working("补正", told),
        supplements=notice.paper_no,
    )
    return _issue(c, "completion", data)


@in_chinese
def acceptance(
    work: Work, case: Case, shown: Binding, *, instead: str = "", by_hand: tuple[int, Work] | None = None
) -> PaperRef:
    """受理通知书, with the date that binds and how it was counted. `instead` opens it where the matter is handled again; `by_hand`
    as in `receipt`."""
    c = context(work, case)
    variant = "corrected" if case.period > 1 else ""
    common = promises.on_promises(c, build.common(c, "acceptance", variant))
    if instead:
        common["wording"] = replace(common["wording"], opening=instead)
    term = build.term_for(c, shown)
    data = documents.AcceptanceData(
        **common,
        plain=strip.acceptance(term.due, case.delivery_method, _phone(c)),
        accepted_on=c.day(case.accepted_at),
        term=term,
        fee=c.item.fee or "不收费",
        result_name=c.item.result_name,
        pickup=build.pickup(c),
        materials=build.lines(c.received()),
        materials_summary=build.summary(c.received()),
        procedures=c.item.special,
        samples=build.samples(c, LIMIT_SAMPLES),
    )
    return _issue(c, "acceptance", data, by_hand=by_hand)


@in_chinese
def instant(work: Work, case: Case) -> PaperRef:
    """即时办结单: accepted and done in one."""
    c = context(work, case)
    local = work.at.astimezone(c.zone)
    data = documents.InstantData(
        **build.common(c, "instant", remedies=_remedies(c, "done")),
        plain=strip.done(case.delivery_method, _phone(c)),
        done_on=work.today,
        done_time=local.strftime("%H:%M"),
        outcome="予以办理，已当场办结",
        result_name=c.item.result_name,
        basis=c.item.law,
        fee=c.item.fee or "不收费",
        pickup=build.pickup(c),
        materials=build.lines(c.received()),
        samples=build.samples(c, {"fee": ("fee",), "result": ("result_name",)}),
    )
    return _issue(c, "instant", data)


@in_chinese
def filing(work: Work, case: Case) -> PaperRef:
    """备案凭证."""
    c = context(work, case)
    data = documents.FilingData(
        **build.common(c, "filing", remedies=_remedies(c, "file")),
        plain=strip.done(case.delivery_method, _phone(c), filing=True),
        filed_on=work.today,
        content=case.item_name + (f"（{case.situation_label}）" if case.situation_label else ""),
        basis=c.item.law,
        fee=c.item.fee or "不收费",
        materials=build.lines(c.received()),
        pickup=build.pickup(c),
        samples=build.samples(c, {"fee": ("fee",)}),
    )
    return _issue(c, "filing", data)


@in_chinese
def notice(
    work: Work, case: Case, told: list[CaseMaterial], correction: Term, *, by_hand: tuple[int, Work] | None = None
) -> PaperRef:
    """一次性告知书: all of it, once, and how to mend each thing. `by_hand` as in `receipt`."""
    c = context(work, case)
    assert correction.due is not None
    data = documents.NoticeData(
        **build.common(c, "notice"),
        plain=strip.notice(correction.due, [m.name for m in told], _phone(c)),
        defects=build.defect_lines(told),
        materials=build.lines(c.received()),
        correct_by=correction.due,
        correct_working=build.from_next_day("告知", correction),
        after=_after(c),
        samples=("after",) if "promise" in c.item.samples else (),
    )
    return _issue(c, "notice", data, by_hand=by_hand)


def _after(c: Context) -> str:
    promise = c.item.promise
    if promise is None or not promise.value:
        return "材料补齐后当场办理。"
    return f"材料补齐并受理后，承诺 {limit_words(promise)}办结。"


@in_chinese
def refusal(work: Work, case: Case, ruling: Ruling) -> PaperRef:
    """不予受理通知书: ground, facts, basis, where to go instead, remedies."""
    c = context(work, case)
    variant = ruling.ground if c.rule.has("refusal", ruling.ground) else ""
    lacks = ruling.ground == "incomplete"
    data = documents.RefusalData(
        **build.common(c, "refusal", variant, basis=ruling.basis),
        plain=strip.incomplete(_phone(c)) if lacks else strip.refusal(ruling.competent_organ, _phone(c)),
        reason_type=ruling.ground,
        reason_words=ground_words(c.case.rule, ruling.ground),
        facts=ruling.reasons,
        basis=ruling.basis,
        competent_organ=ruling.competent_organ,
        returned=() if lacks else build.lines([m for m in c.materials if m.status not in ("missing", "not_looked_at")]),
        remedies=_remedies(c, "refuse"),
    )
    return _issue(c, "refusal", data)


@in_chinese
def approval(work: Work, case: Case, ruling: Ruling, deliver: Term | None) -> PaperRef:
    """准予决定书."""
    c = context(work, case)
    by = deliver.due if deliver else None
    data = documents.ApprovalData(
        **build.common(c, "approval", c.item.remedy_class, basis=ruling.basis),
        plain=strip.decision(True, by, case.delivery_method, _phone(c)),
        **_decided(c, ruling),
        result_name=case.result_name or c.item.result_name,
        result_no=case.result_no,
        valid=c.item.validity,
        deliver_by=by,
        deliver_working=_deliver_working(deliver),
        samples=build.samples(c, {"result": ("result_name",)}) if not case.result_name else (),
    )
    return _issue(c, "approval", data)


def _deliver_working(deliver: Term | None) -> str:
    return build.from_next_day("作出决定", deliver) if deliver and deliver.limit.value else ""


@in_chinese
def denial(work: Work, case: Case, ruling: Ruling) -> PaperRef:
    """不予决定书: reasons, basis, remedies; without any of them it does not exist."""
    c = context(work, case)
    data = documents.DenialData(
        **build.common(c, "denial", c.item.remedy_class, basis=ruling.basis),
        plain=strip.decision(False, None, case.delivery_method, _phone(c)),
        **_decided(c, ruling),
        returned=build.lines(c.received()),
    )
    return _issue(c, "denial", data)


def _decided(c: Context, ruling: Ruling) -> dict[str, Any]:
    accepted: date | None = c.day(c.case.accepted_at)
    return {
        "accepted_on": accepted,
        "decided_on": c.work.today,
        "reasons": ruling.reasons,
        "basis": ruling.basis,
        "pickup": build.pickup(c),
        "remedies": _remedies(c, "approve" if ruling.outcome == "approve" else "deny"),
    }


def _remedies(c: Context, act: str) -> str:
    """From the item's class and the act, never from one formula."""
    return documents.remedies(
        c.item.remedy_class,
        act,
        organ=c.department.name,
        review_organ=c.department.review_organ,
        court=c.department.court,
        review_first=c.item.review_first,
        online=c.case.channel == "online" or c.case.delivery_method == "electronic",
        oversight_phone=c.center.supervision_phone,
    )


__all__ = [
    "acceptance", "approval", "build", "completion", "deemed", "denial", "filing", "hearing", "instant", "notice",
    "process", "receipt", "refusal", "renewed",
]  # fmt: skip

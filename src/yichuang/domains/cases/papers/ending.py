"""Papers that end a case without a decision on it: taken back by the applicant, or returned because the correction never came."""

from typing import Any

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work

from ..models import Case, CaseMaterial, Notice, Ruling
from . import build, strip
from .context import Context, context, in_chinese


def returned(materials: tuple[CaseMaterial, ...]) -> list[CaseMaterial]:
    """What was handed in, in whatever state: it goes back to the applicant."""
    return [m for m in materials if m.status not in ("missing", "not_looked_at")]


def _common(c: Context, words: documents.Wording) -> dict[str, Any]:
    return {**build.common(c, "receipt"), "wording": words, "returned": build.lines(returned(c.materials))}


def _ask(c: Context) -> str:
    return strip.ask(c.center.phone or c.department.phone)


def _issue(c: Context, kind: str, data: documents.PaperData) -> PaperRef:
    return documents.issue_paper(c.work, kind, data, department_id=c.case.department_id, subject=f"case:{c.case.pk}")


@in_chinese
def withdrawal(work: Work, case: Case, reason: str) -> PaperRef:
    """撤回申请确认书: by whose wish, when, and what he gets back."""
    c = context(work, case)
    words = documents.Wording(
        title="撤回申请确认书",
        opening="你（单位）提出的上述申请，本机关尚未作出决定，现按你（单位）的要求予以撤回，办理程序终止。"
        "已提交的材料退还你（单位）；需要办理时，可以重新提出申请。",
        statement="申请人确认撤回申请出于自愿，并已收到退还的材料。",
    )
    data = documents.WithdrawalData(
        **_common(c, words),
        plain=documents.PlainWords(
            when="申请已经撤回，不再办理",
            come_again="不用再来；想办时可以重新申请",
            bring="取回退还的材料",
            ask=_ask(c),
        ),
        withdrawn_on=work.today,
        reason=reason,
    )
    return _issue(c, "withdrawal", data)


@in_chinese
def returning(work: Work, case: Case, ruling: Ruling, notice: Notice) -> PaperRef:
    """退件处理决定书: the department's decision on a correction that never came, with reasons, basis and remedies."""
    c = context(work, case)
    words = documents.Wording(
        title="退件处理决定书",
        opening=f"本机关已以《一次性告知书》（{notice.paper_no}）将你（单位）上述申请需要补正的全部内容一次告知，"
        f"要求于 {strip.day(notice.correct_by)}前补正。期限届满，你（单位）没有按要求补正。经审查，决定作退件处理，退回下列材料。"
        "你（单位）可以随时重新提出申请。",
        basis=ruling.basis,
        remedies=documents.remedies(
            c.item.remedy_class, "return", organ=c.department.name, review_organ=c.department.review_organ,
            court=c.department.court, review_first=c.item.review_first, oversight_phone=c.center.supervision_phone,
        ),
    )  # fmt: skip
    data = documents.ReturnData(
        **_common(c, words),
        plain=documents.PlainWords(
            when="逾期没有补正，材料退回",
            come_again="可以重新申请；不服可以复议或起诉",
            bring="身份证件，取回材料",
            ask=_ask(c),
        ),
        reasons=ruling.reasons,
        basis=ruling.basis,
    )
    return _issue(c, "return", data)

"""The papers of a breach: the finding with its correction period, the answer to an appeal, the decision. Chinese."""

from typing import Any

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work

from ..models import Breach, Case, CaseDeadline, Ruling
from ..reasons_promises import GRADES
from . import build, strip
from .context import Context, context, in_chinese
from .promises import COMMITMENT_BASIS

NAMES = {"revoke": "撤销", "change": "变更", "keep": "维持"}


@in_chinese
def repair(work: Work, case: Case, row: Breach) -> PaperRef:
    """限期整改通知书: what was found, until when it is to be put right, how to appeal."""
    c = context(work, case)
    wording = documents.Wording(
        title="限期整改通知书",
        opening=(
            f"你（单位）以告知承诺方式申请办理“{case.item_name}”。经核查，实际情况与《告知承诺书》"
            f"（{row.commitment.paper_no}）的承诺不符，现书面指出，请在整改期限内整改。"
        ),
        basis=row.basis,
        statement=f"逾期没有整改或者整改后仍不符合承诺的，本机关依法撤销或者变更原决定。承诺的依据：{COMMITMENT_BASIS}。",
    )
    kept = CaseDeadline.objects.get(case=case, kind="repair", center_id=case.center_id)
    data = documents.RepairData(
        **{**build.common(c, "receipt"), "wording": wording},
        plain=_plain(c, f"{strip.day(row.repair_by)}前整改好", "整改好后告诉承办部门来复查", "整改情况说明"),
        facts=row.facts,
        grade=str(GRADES[row.grade]),
        verified_by="、".join(row.found_by),
        repair_by=row.repair_by,
        repair_working=f"自认定次日起算 {kept.value} 天，至 {strip.day(row.repair_by)} 24:00 止。",
        appeal=(
            f"不服认定的，可以自收到本通知书之日起 {c.center.setting('commitment_appeal_days')} 个工作日内"
            f"（{strip.day(work.today)}送达的，到 {strip.day(row.appeal_by)}为止）到窗口书面申诉，承办部门书面答复。"
        ),
    )
    return _issue(c, "repair", data)


@in_chinese
def reply(work: Work, case: Case, row: Breach) -> PaperRef:
    """申诉答复书."""
    c = context(work, case)
    outcome = "申诉成立，撤销违诺认定" if row.upheld else "申诉不成立，维持违诺认定"
    wording = documents.Wording(
        title="违诺申诉答复书",
        opening=f"你（单位）对《限期整改通知书》（{row.paper_no}）的认定提出申诉，本机关经复核，答复如下。",
    )
    data = documents.ReplyData(
        **{**build.common(c, "receipt"), "wording": wording},
        plain=_plain(c, outcome, "不用再来" if row.upheld else "仍请按期整改", "保管好这份答复"),
        appealed_on=c.day(row.appealed_at),
        appeal=row.appeal,
        outcome=outcome,
        reasons=row.answer,
    )
    return _issue(c, "reply", data)


@in_chinese
def revocation(work: Work, case: Case, row: Breach, changed: str) -> PaperRef:
    """撤销（变更、维持）决定书, never without remedies."""
    c = context(work, case)
    name = NAMES[row.decision]
    said = Ruling.objects.filter(case=case, stage="decision").order_by("-at").values_list("paper_no", flat=True).first()
    original = said or Ruling.objects.filter(case=case, stage="intake").values_list("paper_no", flat=True).last() or ""
    wording = documents.Wording(
        title=f"{name}决定书",
        opening=(
            f"本机关以告知承诺方式对你（单位）的上述申请作出的决定（{original}），经核查存在违反承诺的情形，"
            f"现决定{name}原决定。"
        ),
        basis=row.decision_basis,
        remedies=documents.remedies(
            c.item.remedy_class, "deny", organ=c.department.name, review_organ=c.department.review_organ,
            court=c.department.court, review_first=c.item.review_first, oversight_phone=c.center.supervision_phone,
        ),
    )  # fmt: skip
    data = documents.RevocationData(
        **{**build.common(c, "receipt"), "wording": wording},
        plain=_plain(
            c,
            f"原决定已经{name}",
            "不服可以复议或起诉",
            "交回原来的证件" if row.decision == "revoke" else "保管好这份决定",
        ),
        original_no=original or "见受理阶段文书",
        facts=row.facts,
        reasons=row.reasons,
        basis=row.decision_basis,
        effect=changed or {"revoke": "原决定自本决定送达之日起失去效力。", "keep": "原决定继续有效。"}[row.decision],
    )
    return _issue(c, "revocation", data)


def _plain(c: Context, when: str, again: str, bring: str) -> documents.PlainWords:
    return documents.PlainWords(
        when=when, come_again=again, bring=bring, ask=strip.ask(c.center.phone or c.department.phone)
    )


def _issue(c: Context, kind: str, data: Any) -> PaperRef:
    return documents.issue_paper(c.work, kind, data, department_id=c.case.department_id, subject=f"case:{c.case.pk}")

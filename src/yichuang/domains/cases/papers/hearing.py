"""听证告知书 and 听证通知书 of a case."""

from typing import Any

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work

from ..law import hearing as law
from ..models import Case, CaseHearing
from . import build, strip
from .context import Context, context, in_chinese

RIGHTS_TO_ASK = "申请人、利害关系人可以在期限内书面申请听证；逾期不申请的，视为放弃。组织听证不收取费用。"
RIGHTS_AT = (
    "听证公开举行。申请人、利害关系人可以申请主持人回避，可以提出证据，进行申辩和质证，也可以委托代理人参加。"
    "听证笔录由参加人确认无误后签字或者盖章，本机关根据听证笔录作出决定。听证不收取费用。"
)


def _data(c: Context, row: CaseHearing, title: str, opening: str, plain: Any, **more: Any) -> documents.HearingData:
    words = documents.Wording(title=title, opening=opening, basis=row.basis)
    return documents.HearingData(
        **{**build.common(c, "receipt"), "wording": words},
        plain=plain,
        matter_heard=row.matter,
        persons=row.persons,
        **more,
    )


def _issue(c: Context, data: documents.HearingData) -> PaperRef:
    return documents.issue_paper(
        c.work, "hearing", data, department_id=c.case.department_id, subject=f"case:{c.case.pk}"
    )


@in_chinese
def right(work: Work, case: Case, row: CaseHearing) -> PaperRef:
    """听证告知书: a hearing may be asked for, and until when."""
    c = context(work, case)
    ask = strip.ask(c.center.phone or c.department.phone)
    plain = documents.PlainWords(
        when=f"想听证，收到后 {law.APPLY.value} 个工作日内提出",
        come_again="不想听证就不用来",
        bring="听证申请书和身份证件",
        ask=ask,
    )
    opening = (
        "你（单位）提出的上述申请，直接涉及申请人与他人之间的重大利益关系。"
        f"依照{row.basis}的规定，申请人、利害关系人享有要求听证的权利，现告知如下。"
    )
    data = _data(
        c, row, "听证告知书", opening, plain, basis=row.basis, apply_by=row.apply_by,
        apply_working=f"（{strip.day(work.today)}送达的；以后送达的，自送达次日起算 {law.APPLY.value} 个工作日）", rights=RIGHTS_TO_ASK,
    )  # fmt: skip
    return _issue(c, data)


@in_chinese
def notice(work: Work, case: Case, row: CaseHearing) -> PaperRef:
    """听证通知书: when, where, before whom."""
    c = context(work, case)
    assert row.hold_at is not None
    at = row.hold_at.astimezone(c.zone)
    plain = documents.PlainWords(
        when=f"{strip.day(at.date())} {at:%H:%M} 听证", come_again="请准时到场，也可以委托代理人",
        bring="身份证件和证据材料", ask=strip.ask(c.center.phone or c.department.phone),
    )  # fmt: skip
    data = _data(
        c, row, "听证通知书", "你（单位）提出的上述申请，本机关决定举行听证，现将有关事项通知如下，请准时参加。", plain,
        basis=law.ARTICLES["held"] if c.item.is_licence else row.basis,
        hold_on=at.date(), hold_time=f"{at:%H:%M}", place=row.place, presider=row.presider,
        presider_post=row.presider_post, rights=RIGHTS_AT,
    )  # fmt: skip
    return _issue(c, data)

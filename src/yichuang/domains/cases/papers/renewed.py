"""视为准予延续确认书: nobody decided before the licence ended, so the law renewed it (行政许可法 50)."""

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work

from ..law import renewal as law
from ..models import Case, CaseRenewal
from . import build, strip
from .context import context, in_chinese


def reason(row: CaseRenewal) -> str:
    """Why it holds, in the words of the decision and of the paper."""
    return f"{strip.day(row.expires_on)}24时有效期届满，没有作出是否准予延续的决定。"


@in_chinese
def renewed(work: Work, case: Case, row: CaseRenewal) -> PaperRef:
    """It proves what the law did and decides nothing: it bears no seal of its own."""
    c = context(work, case)
    opening = f"你（单位）在许可有效期届满前按期提出了延续申请，本机关在有效期届满前没有作出是否准予延续的决定。依照{law.ARTICLE}，视为准予延续。"
    data = documents.RenewedData(
        **{**build.common(c, "receipt"), "wording": documents.Wording(title="视为准予延续确认书", opening=opening)},
        plain=documents.PlainWords(
            when="许可已经依法延续", come_again=strip.again(case.delivery_method), bring="原许可证件和身份证件",
            ask=strip.ask(c.center.phone or c.department.phone),
        ),
        licence=row.licence,
        licence_no=row.licence_no,
        expires_on=row.expires_on,
        asked_on=row.asked_on,
        renewed_from=law.renewed_from(row.expires_on),
        reason=reason(row),
    )  # fmt: skip
    return documents.issue_paper(work, "renewed", data, department_id=case.department_id, subject=f"case:{case.pk}")

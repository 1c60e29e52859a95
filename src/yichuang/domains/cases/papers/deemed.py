"""视为受理确认书: nobody answered in time, so the law did. Both dates are printed: the statute's from receipt, the promise's from then."""

from datetime import date

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Binding

from ..models import Case
from . import build, strip
from .context import context, in_chinese

REASONS = {True: "未当场书面告知不予受理", False: "受理答复期限届满，没有一次告知需要补正的全部内容"}
LIMITS = {"promise": ("term.promise", "term.due"), "statutory": ("term.statutory", "term.statutory_due"),
          "review": ("term.statutory", "term.statutory_due")}  # fmt: skip


@in_chinese
def deemed(work: Work, case: Case, shown: Binding, deemed_on: date) -> PaperRef:
    """It proves what the law did and decides nothing: it bears no seal of its own."""
    c = context(work, case)
    phone = c.center.phone or c.department.phone
    term = build.term_for(c, shown)
    data = documents.DeemedData(
        **build.common(c, "deemed"),
        plain=strip.acceptance(term.due, case.delivery_method, phone),
        accepted_on=c.day(case.accepted_at),
        deemed_on=deemed_on,
        term=term,
        reason=REASONS[c.rule.on_the_spot],
        samples=build.samples(c, LIMITS),
    )
    return documents.issue_paper(work, "deemed", data, department_id=case.department_id, subject=f"case:{case.pk}")

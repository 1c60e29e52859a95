"""Who is told of a revision: the checkers, the proposer, and for words on papers the windows, with a receipt."""

from django.utils.translation import gettext_noop as _

from yichuang.domains.catalog import api as catalog
from yichuang.foundation import messages
from yichuang.foundation.command import Work
from yichuang.foundation.messages import Recipient

from .models import Revision

PROPOSED = _("%(by)s 提出修订 %(name)s，有 %(n)s 处改动，等待审核。")
CHECKED = _("您提出的修订 %(name)s 已由 %(by)s 审核同意，等待发布。")
RETURNED = _("您提出的修订 %(name)s 被 %(by)s 退回：%(why)s")
PUBLISHED = _("您提出的修订 %(name)s 已由 %(by)s 发布，自 %(day)s 起生效。")
WORDS = _("《%(name)s》的附加用语自 %(day)s 起更换（第 %(n)s 版）。请看过后点“知道了”。")
WORDS_CHANGED = "revision.words_changed"


def _link(row: Revision) -> str:
    return f"/office/revisions/{row.pk}/"


def about(row: Revision) -> str:
    """How messages about one revision are found again."""
    return f"revision:{row.pk}"


def tell_checkers(work: Work, row: Revision) -> None:
    """The desk that checks: that of the department, or of the whole center for somebody without one. One statement."""
    desk = (
        Recipient.desk(department_id=row.department_id, needs="guide.check")
        if row.department_id
        else Recipient.center(needs="guide.check")
    )
    facts = {"by": row.proposed_by_name, "name": row.name, "n": len(row.changes)}
    messages.post(work, to=[desk], template="revision.proposed", text=PROPOSED, facts=facts, link=_link(row), about=about(row))  # fmt: skip


def tell_proposer(work: Work, row: Revision, text: str, **more: str) -> None:
    """The answer to who proposed it. One statement."""
    facts = {"name": row.name, "by": work.actor.name, **more}
    messages.post(
        work, to=[Recipient.staff(row.proposed_by, row.proposed_by_name)], template="revision.answered", text=text, facts=facts,
        link=_link(row), about=about(row),
    )  # fmt: skip


def tell_windows(work: Work, row: Revision) -> None:
    """That papers say something else from a day on. (Of a guide the catalogue tells them.) One statement."""
    facts = {"name": row.name, "day": f"{row.effective_from}", "n": row.published_version}
    messages.post(
        work, to=[Recipient.center(needs=catalog.WINDOWS)], template=WORDS_CHANGED, text=WORDS, facts=facts, about=about(row)
    )  # fmt: skip

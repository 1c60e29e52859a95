"""Messages about what was promised: to the applicant's phone with his own link, to the desk of the department."""

from typing import Any

from django.utils.translation import gettext_noop as _

from yichuang.foundation import messages
from yichuang.foundation.command import Work

from . import notifying
from .models import Case

REMIND = _("您的办件 %(no)s 还有材料要在 %(by)s 前补交：%(materials)s。")
REMIND_UNNAMED = _("您的办件 %(no)s 还有 %(count)s 份材料要在 %(by)s 前补交，是哪些请看您签的容缺受理承诺书。")
"""For a sensitive item, whose materials would name it."""
LAPSED = _("您的办件 %(no)s 承诺在 %(by)s 前补交的材料没有补齐，承办部门将书面告知您怎样处理。")
LAPSED_DESK = _("办件 %(no)s 的容缺材料 %(by)s 前没有补齐，请书面决定怎样处理。")
SUPPLIED_DESK = _("办件 %(no)s 的容缺材料已经补齐，可以作出决定。")
VERIFY_DESK = _("办件 %(no)s 的承诺应在 %(by)s 前核查。")
REPAIR = _("办件 %(no)s 经核查与承诺不符，请在 %(by)s 前整改。")
REPAIR_DESK = _("办件 %(no)s 的整改期限 %(by)s 已过，请核查并书面处理。")
APPEAL_DESK = _("办件 %(no)s 的申请人对违诺认定提出申诉，请在 %(by)s 前书面答复。")


def to_applicant(work: Work, case: Case, template: str, text: str, **facts: Any) -> None:
    """A message with the links to the guide and to the case's progress. Nobody is bothered about a case without a phone."""
    notifying.tell_applicant(work, case, template=template, text=text, facts={"no": case.no, **facts})


def to_department(work: Work, case: Case, template: str, text: str, **facts: Any) -> None:
    """Everybody of the department who may decide finds it in his inbox."""
    messages.post(
        work, to=[messages.Recipient.desk(department_id=case.department_id, needs="case.decide")], template=template,
        text=text, facts={"no": case.no, **facts}, link=f"/office/cases/{case.no}/", about=f"case:{case.pk}",
    )  # fmt: skip

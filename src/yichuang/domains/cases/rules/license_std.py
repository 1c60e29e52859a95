"""LICENSE_STD: licences under 行政许可法 32. Incomplete means told once, not refused; silence past five working days means accepted.

DB50/T 1603-2024 5.2.2.3 read to the letter wants a written refusal beside the notice. An item may have it so, or not, by its own switch;
an item that is silent follows the center's. A local standard cannot take away what article 32 gives, so that the refusal may only be this:

- Never alone and never without the notice: both are issued in one act, or neither is. Incompleteness is no ground of `refuse`, which ends a
  case; the two grounds of article 32 (1)(1)-(2) stay what they were.
- In time or not at all. The five working days are met by the notice (32 (1)(4)), and so silence accepts nothing in that period; a refusal
  does not meet them. Past the fifth day the application counts as accepted from its receipt, and neither paper is lawful any more.
- It ends nothing. The application waits in `correcting` as after a notice alone: the day of receipt, its number and the days for correcting
  stay, and who brings all that was told must be accepted (32 (1)(5)). From the completion on a new five days run in which only defects of the
  new papers may be told; silence then accepts, refusal or no refusal. An overdue correction is answered by the department as ever.
- It is an act that can be contested: it names reasons, law and remedies (32 (2); 行政复议法 11, 20; 行政诉讼法 46), whose days run from its
  service and are held up by no correction.
- Written by hand while the system is down there is no such pair of blanks: such a case is answered in the system.
"""

from django.utils.translation import pgettext_lazy

from .common import of_a_licence
from .licensing_law import (
    ACCEPT,
    APPROVE,
    CORRECT_NOW,
    DENY,
    NOT_COMPETENT,
    NOT_REQUIRED,
    TELL_ONCE,
    TRUTH,
)
from .rule import GENERAL_GROUNDS, Ground, Rule, Words

RULE = Rule(
    code="LICENSE_STD",
    label=pgettext_lazy("rule", "行政许可（一般）"),
    outcomes=of_a_licence,
    tell_within=5,
    tell_basis=TELL_ONCE.cite,
    deems=True,
    refuses_too=None,
    law={
        "accept": ACCEPT,
        "deemed": TELL_ONCE,
        "correct_now": CORRECT_NOW,
        "one_time_notice": TELL_ONCE,
        "refuse": NOT_COMPETENT,
        "not_required": NOT_REQUIRED,
    },
    grounds={
        "not_competent": Ground(GENERAL_GROUNDS["not_competent"].label, NOT_COMPETENT.cite),
        "special_law": GENERAL_GROUNDS["special_law"],
        "no_licence_needed": Ground(GENERAL_GROUNDS["no_licence_needed"].label, NOT_REQUIRED.cite),
    },
    papers={
        "receipt": Words(
            title="收件凭证",
            opening="你（单位）提交的下列材料，本窗口已经收到。材料是否齐全、是否符合法定形式，由受理机关依法审查后书面答复。",
            basis="",
            statement=TRUTH,
        ),
        "acceptance": Words(
            title="受理通知书",
            opening="你（单位）提出的上述申请，经审查，属于本机关职权范围，申请材料齐全、符合法定形式。"
            f"依照{ACCEPT.cite}的规定，决定予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "acceptance.corrected": Words(
            title="受理通知书",
            opening="你（单位）提出的上述申请，属于本机关职权范围，你（单位）已经按照本机关的要求提交全部补正申请材料。"
            f"依照{ACCEPT.cite}的规定，决定予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "deemed": Words(
            title="视为受理确认书",
            opening="本机关收到你（单位）的上述申请材料后，未在五个工作日内一次告知需要补正的全部内容。"
            f"依照{TELL_ONCE.cite}的规定，自收到申请材料之日起视为受理。",
            basis=TELL_ONCE.cite,
            statement=TRUTH,
        ),
        "notice": Words(
            title="一次性告知书",
            opening="你（单位）提出的上述申请，经审查，申请材料不齐全或者不符合法定形式。"
            f"依照{TELL_ONCE.cite}的规定，现将需要补正的全部内容一次告知如下，请按要求补正。",
            basis=TELL_ONCE.cite,
            overdue="逾期未补正的，由审批部门依法作出书面处理，并告知救济途径；您也可以重新提出申请。",
        ),
        "refusal.incomplete": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，申请材料不齐全或者不符合法定形式，本次不予受理。"
            "需要补正的全部内容已经以同日的《一次性告知书》一次告知，补正后即予受理。",
            basis=f"{TELL_ONCE.cite}，DB50/T 1603-2024 第 5.2.2.3 条",
        ),
        "refusal.not_competent": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，依法不属于本机关职权范围。"
            f"依照{NOT_COMPETENT.cite}的规定，决定不予受理，请向下列机关申请。",
            basis=NOT_COMPETENT.cite,
        ),
        "refusal.no_licence_needed": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，申请事项依法不需要取得行政许可。"
            f"依照{NOT_REQUIRED.cite}的规定，不予受理。",
            basis=NOT_REQUIRED.cite,
        ),
        "refusal": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，依照有关法律、法规的特别规定，决定不予受理。",
            basis="{law}",
        ),
        "approval": Words(
            title="准予行政许可决定书",
            opening=f"你（单位）提出的上述申请，经审查，符合法定条件、标准。依照{APPROVE}的规定，决定准予行政许可。",
            basis=APPROVE,
        ),
        "denial": Words(
            title="不予行政许可决定书",
            opening=f"你（单位）提出的上述申请，经审查，不符合法定条件、标准。依照{DENY}的规定，决定不予行政许可。",
            basis=DENY,
        ),
    },
)

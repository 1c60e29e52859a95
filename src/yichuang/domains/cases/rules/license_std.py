"""LICENSE_STD: licences under 行政许可法 32. Incomplete means told once, not refused; silence past five working days means accepted."""

from .common import blocks, correct_now, favourable, never, not_required, one_time_notice, refuse, silent
from .facts import IntakeFacts, Outcome, why
from .rule import Rule, Words

ARTICLE = "《中华人民共和国行政许可法》第三十二条第一款第（{n}）项"


def outcomes(facts: IntakeFacts) -> list[Outcome]:
    """In the order in which a clerk reads them."""
    late = facts.overdue
    return [
        _deemed(facts) if late else favourable(facts, "accept", "accept.complete"),
        never("file", "file.not_a_filing"),
        correct_now(facts),
        one_time_notice(facts, late=late),
        refuse(facts, allowed=("not_competent", "special_law")),
        not_required(facts),
    ]


def _deemed(facts: IntakeFacts) -> Outcome:
    """Nothing was told in time: accepted from the day of receipt, whatever lacks. What lacks is named, and blocks nothing."""
    if not facts.has_applicant:
        return Outcome("accept", False, tuple(blocks(facts)))
    return Outcome("accept", True, (why("accept.deemed", due=facts.tell_by), *silent(facts)), deemed=True)


TRUTH = "申请人对其申请材料实质内容的真实性负责。"

RULE = Rule(
    code="LICENSE_STD",
    label="行政许可（一般）",
    outcomes=outcomes,
    tell_within=5,
    tell_basis=ARTICLE.format(n="四"),
    deems=True,
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
            f"依照{ARTICLE.format(n='五')}的规定，决定予以受理。",
            basis=ARTICLE.format(n="五"),
            statement=TRUTH,
        ),
        "acceptance.corrected": Words(
            title="受理通知书",
            opening="你（单位）提出的上述申请，属于本机关职权范围，你（单位）已经按照本机关的要求提交全部补正申请材料。"
            f"依照{ARTICLE.format(n='五')}的规定，决定予以受理。",
            basis=ARTICLE.format(n="五"),
            statement=TRUTH,
        ),
        "acceptance.deemed": Words(
            title="受理通知书",
            opening="本机关收到你（单位）的上述申请材料后，未在五个工作日内一次告知需要补正的全部内容。"
            f"依照{ARTICLE.format(n='四')}的规定，自收到申请材料之日起视为受理。",
            basis=ARTICLE.format(n="四"),
            statement=TRUTH,
        ),
        "notice": Words(
            title="一次性告知书",
            opening="你（单位）提出的上述申请，经审查，申请材料不齐全或者不符合法定形式。"
            f"依照{ARTICLE.format(n='四')}的规定，现将需要补正的全部内容一次告知如下，请按要求补正。",
            basis=ARTICLE.format(n="四"),
            overdue="逾期未补正的，由审批部门依法作出书面处理，并告知救济途径；您也可以重新提出申请。",
        ),
        "refusal.not_competent": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，依法不属于本机关职权范围。"
            f"依照{ARTICLE.format(n='二')}的规定，决定不予受理，请向下列机关申请。",
            basis=ARTICLE.format(n="二"),
        ),
        "refusal.no_licence_needed": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，申请事项依法不需要取得行政许可。"
            f"依照{ARTICLE.format(n='一')}的规定，不予受理。",
            basis=ARTICLE.format(n="一"),
        ),
        "refusal": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，依照有关法律、法规的特别规定，决定不予受理。",
            basis="{law}",
        ),
        "approval": Words(
            title="准予行政许可决定书",
            opening="你（单位）提出的上述申请，经审查，符合法定条件、标准。"
            "依照《中华人民共和国行政许可法》第三十八条第一款的规定，决定准予行政许可。",
            basis="《中华人民共和国行政许可法》第三十八条第一款",
        ),
        "denial": Words(
            title="不予行政许可决定书",
            opening="你（单位）提出的上述申请，经审查，不符合法定条件、标准。"
            "依照《中华人民共和国行政许可法》第三十八条第二款的规定，决定不予行政许可。",
            basis="《中华人民共和国行政许可法》第三十八条第二款",
        ),
    },
)

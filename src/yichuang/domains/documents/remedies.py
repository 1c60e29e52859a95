"""The remedies paragraph: a pure function of what was decided, by whom, about what.

Sixty days for review (行政复议法 20), six months for a direct suit (行政诉讼法 46), fifteen days after a review decision (45). Not one
formula for all: a refused legal-aid application goes to the judicial department first (法律援助法 49), an information request must be
reviewed first (行政复议法 23), a water or gas company is no administrative organ at all.
"""

from __future__ import annotations

from yichuang.foundation.errors import Invalid

ADMINISTRATIVE = frozenset(
    {
        "licence",
        "registration",
        "real_estate",
        "filing",
        "confirmation",
        "benefit",
        "public_service",
        "reward",
        "ruling",
    }
)
CLASSES = ADMINISTRATIVE | {"legal_aid", "information", "utility"}
ACTS = {  # act: (the paper from whose receipt the terms run, what the person may dispute)
    "refuse": ("本通知书", "不服本决定"),
    "deny": ("本决定书", "不服本决定"),
    "return": ("本决定书", "不服本决定"),
    "approve": ("本决定书", "对本决定有异议"),
    "file": ("本凭证", "认为本次备案侵犯其合法权益"),
    "done": ("本办结单", "对办理结果有异议"),
}

AGAINST = frozenset({"refuse", "deny", "return"})  # acts that say no


def remedies(
    item_class: str,
    act: str,
    *,
    organ: str,
    review_organ: str,
    court: str,
    online: str = "",
    review_first: bool = False,
    oversight_phone: str = "12345",
) -> str:
    """The paragraph as it is printed. `online` is the address for review by internet where the paper goes out that way."""
    if item_class not in CLASSES:
        raise Invalid("paper.class_unknown", field="item_class", item_class=item_class)
    if act not in ACTS:
        raise Invalid("paper.act_unknown", field="act", act=act)
    paper, grief = ACTS[act]
    if item_class == "utility":
        return (
            f"如{grief}，可以向{organ}或者行业主管部门投诉，拨打 {oversight_phone} 反映；属于服务合同争议的，"
            f"可以依法申请调解、仲裁或者向有管辖权的人民法院提起民事诉讼。"
        )
    if item_class == "legal_aid" and act in AGAINST:
        return (
            f"如{grief}，可以向设立本法律援助机构的司法行政部门提出异议；对司法行政部门维持决定不服的，"
            f"可以依法向{review_organ}申请行政复议或者向{court}提起行政诉讼。"
        )
    review = f"自收到{paper}之日起六十日内向{review_organ}申请行政复议"
    if online:
        review += f"（也可以通过互联网渠道提出：{online}）"
    if review_first or (item_class == "information" and act in AGAINST):
        return (
            f"如{grief}，应当先{review}；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内"
            f"依法向{court}提起行政诉讼。"
        )
    who = "利害关系人如" if act == "file" else "如"
    return f"{who}{grief}，可以{review}，也可以自收到{paper}之日起六个月内依法向{court}提起行政诉讼。"

"""The remedies paragraph: a pure function of what was done, by whom, about what. Two tables say it, one of classes and one of acts.

Sixty days for review (行政复议法 20), six months for a direct suit (行政诉讼法 46), fifteen days after a review decision (45). Not one
formula for all: a refused legal-aid application goes to the judicial department first (法律援助法 49), an information request must be
reviewed first (行政复议法 23), a water or gas company is no administrative organ at all, and who registers land leaves quarrels about
ownership to the civil courts. Whoever is served by internet is also told that review can be asked for there (行政复议法 22).
"""

from __future__ import annotations

from dataclasses import dataclass

from yichuang.foundation.errors import Invalid


@dataclass(frozen=True, slots=True)
class Class:
    """How one may dispute acts about items of a class.

    `way`: court (review or suit, as one likes), judicial (the judicial department first, when the answer is no), civil (no
    administrative organ). `review_first`: a no must be reviewed before a suit. `ownership`: the civil courts decide whose it is.
    """

    way: str = "court"
    review_first: bool = False
    ownership: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """From whose receipt the terms run, what the person may dispute, whether it says no, and whether it decides at all: a step
    of the procedure (an extension, a special procedure) is disputed together with the decision, and before it by a complaint."""

    paper: str
    grief: str
    against: bool = False
    step: bool = False
    others: bool = False  # those concerned are others than the applicant


CLASSES: dict[str, Class] = {
    "licence": Class(),
    "registration": Class(),
    "real_estate": Class(ownership=True),
    "filing": Class(),
    "confirmation": Class(),
    "benefit": Class(),
    "public_service": Class(),
    "reward": Class(),
    "ruling": Class(),
    "legal_aid": Class(way="judicial"),
    "information": Class(review_first=True),
    "utility": Class(way="civil"),
}
ADMINISTRATIVE = frozenset(k for k, c in CLASSES.items() if c.way == "court" and not c.review_first)
ACTS: dict[str, Act] = {
    "refuse": Act("本通知书", "不服本决定", against=True),
    "deny": Act("本决定书", "不服本决定", against=True),
    "return": Act("本决定书", "不服本决定", against=True),
    "revoke": Act("本决定书", "不服本决定", against=True),
    "approve": Act("本决定书", "对本决定有异议"),
    "file": Act("本凭证", "认为本次备案侵犯其合法权益", others=True),
    "done": Act("本办结单", "对办理结果有异议"),
    "extend": Act("本告知书", "对延长办理期限有异议", step=True),
    "special": Act("本告知书", "对特别程序或者所需时间有异议", step=True),
    "withdraw": Act("本确认书", "认为撤回不是本人真实意思", step=True),
}
AGAINST = frozenset(k for k, a in ACTS.items() if a.against)


def remedies(
    item_class: str,
    act: str,
    *,
    organ: str,
    review_organ: str,
    court: str,
    online: bool | str = False,
    review_first: bool = False,
    oversight_phone: str = "12345",
) -> str:
    """The paragraph as it is printed. `online`: the paper goes out by internet (True), and at which address one asks for review there (a
    text). `review_first` is the item's own flag: a special law wants review before a suit."""
    if item_class not in CLASSES:
        raise Invalid("paper.class_unknown", field="item_class", item_class=item_class)
    if act not in ACTS:
        raise Invalid("paper.act_unknown", field="act", act=act)
    kind, done = CLASSES[item_class], ACTS[act]
    if done.step:
        return (
            f"如{done.grief}，可以向{organ}提出，或者拨打 {oversight_phone} 反映；"
            "最终作出的决定会另行告知申请行政复议和提起诉讼的权利。"
            if kind.way != "civil"
            else f"如{done.grief}，可以向{organ}提出，或者拨打 {oversight_phone} 反映。"
        )
    if kind.way == "civil":
        return (
            f"如{done.grief}，可以向{organ}或者行业主管部门投诉，拨打 {oversight_phone} 反映；属于服务合同争议的，"
            "可以依法申请调解、仲裁或者向有管辖权的人民法院提起民事诉讼。"
        )
    if kind.way == "judicial" and done.against:
        return (
            f"如{done.grief}，可以向设立本法律援助机构的司法行政部门提出异议；对司法行政部门维持决定不服的，"
            f"可以依法向{review_organ}申请行政复议或者向{court}提起行政诉讼。"
        )
    return _to_court(
        kind, done, review_organ, court, online, first=review_first or (kind.review_first and done.against)
    )


def _to_court(kind: Class, done: Act, review_organ: str, court: str, online: bool | str, *, first: bool) -> str:
    review = f"自收到{done.paper}之日起六十日内向{review_organ}申请行政复议{_by_internet(online)}"
    who = "利害关系人如" if done.others else "如"
    if first:
        said = (
            f"{who}{done.grief}，应当先{review}；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内"
            f"依法向{court}提起行政诉讼。"
        )
    else:
        said = f"{who}{done.grief}，可以{review}，也可以自收到{done.paper}之日起六个月内依法向{court}提起行政诉讼。"
    return said + ("属于不动产权属争议的，可以依法提起民事诉讼或者申请仲裁。" if kind.ownership else "")


def _by_internet(online: bool | str) -> str:
    if not online:
        return ""
    return (
        f"（也可以通过互联网渠道提出：{online}）"
        if isinstance(online, str)
        else "（也可以通过行政复议机关公布的互联网渠道提出）"
    )

"""The large-print strip of each paper: four plain answers for a tired person without glasses. Pure."""

from datetime import date

from yichuang.domains.documents.api import PlainWords

METHODS = {"on_site": "窗口领取", "post": "邮寄送达", "electronic": "电子送达"}


def day(value: date | None) -> str:
    """2026年11月23日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def ask(phone: str) -> str:
    """Whom to ask, in all papers alike."""
    return f"打电话 {phone} 或扫二维码" if phone else "扫二维码，或到窗口询问"


def again(method: str) -> str:
    """Whether to come once more for the result."""
    if method == "post":
        return "不用再来，结果邮寄给您"
    if method == "electronic":
        return "不用再来，结果网上发给您"
    return "办好后来窗口领结果"


def receipt(answer_by: date | None, phone: str) -> PlainWords:
    """Something was received; nothing is decided."""
    when = f"{day(answer_by)}前答复是否受理" if answer_by else "审查后书面答复您"
    return PlainWords(when=when, come_again="先不用来，等通知", bring="保管好这张凭证", ask=ask(phone))


def kept(by: date, posts: bool, phone: str) -> PlainWords:
    """Until when his papers are dealt with, and how they come back."""
    return PlainWords(
        when=f"{day(by)} 前办好",
        come_again="不用再来，办好后寄给您" if posts else "办好后打电话请您来领",
        bring="不用带，保管好本单" if posts else "本单和身份证件",
        ask=ask(phone),
    )


def inquiry(promise: str, count: int, phone: str) -> PlainWords:
    """Nothing was handed in yet: how long it will take, and what to bring."""
    return PlainWords(
        when=promise,
        come_again="备齐材料再来办理",
        bring=f"表中的 {count} 样材料" if count else "不用带材料",
        ask=ask(phone),
    )


def acceptance(due: date | None, method: str, phone: str) -> PlainWords:
    """The date is the whole point."""
    return PlainWords(
        when=f"最迟 {day(due)} 办好", come_again=again(method), bring="本通知书和身份证件", ask=ask(phone)
    )


def notice(correct_by: date, names: list[str], phone: str) -> PlainWords:
    """What to bring, and by when."""
    shown = "、".join(names[:3]) + (f"等 {len(names)} 样" if len(names) > 3 else "")
    return PlainWords(
        when="材料补齐后开始办理", come_again=f"{day(correct_by)}前再来一次", bring=shown or "下列材料", ask=ask(phone)
    )


def refusal(competent: str, phone: str) -> PlainWords:
    """Where to go instead, and that one may object."""
    when = f"请到{competent}办理" if competent else "本窗口不办理此事"
    return PlainWords(when=when, come_again="不用再来；不服可以复议或起诉", bring="取回退还的材料", ask=ask(phone))


def incomplete(phone: str) -> PlainWords:
    """Refused for what lacks, beside the notice that says how to mend it."""
    return PlainWords(
        when="材料补齐后受理",
        come_again="按告知书补齐后再来；不服可以复议或起诉",
        bring="告知书上列的材料",
        ask=ask(phone),
    )


def done(method: str, phone: str, *, filing: bool = False) -> PlainWords:
    """It is over."""
    return PlainWords(
        when="今天已备案" if filing else "今天已办好",
        come_again="不用再来" if filing or method != "on_site" else "结果已在窗口交付的，不用再来",
        bring="保管好这张凭证",
        ask=ask(phone),
    )


def decision(approved: bool, deliver_by: date | None, method: str, phone: str) -> PlainWords:
    """Yes, and when the result comes; or no, and what can be done."""
    if approved:
        when = f"{day(deliver_by)}前送达结果" if deliver_by else "已同意，可以领取结果"
        return PlainWords(when=when, come_again=again(method), bring="受理通知书和身份证件", ask=ask(phone))
    return PlainWords(
        when="没有批准，原因见上", come_again="不服可以复议或起诉", bring="可以取回申请材料", ask=ask(phone)
    )

"""行政许可法第三十二条, item by item: the general law of licences, which special laws of licences leave in force where they are silent."""

from .rule import Article

LAW = "《中华人民共和国行政许可法》"


def item(n: str) -> str:
    """第三十二条第一款第（五）项, with the law's name."""
    return f"{LAW}第三十二条第一款第（{n}）项"


NOT_REQUIRED = Article(item("一"), "申请事项依法不需要取得行政许可的，应当即时告知申请人不受理。")
NOT_COMPETENT = Article(
    item("二"), "申请事项依法不属于本行政机关职权范围的，应当即时作出不予受理的决定，并告知申请人向有关行政机关申请。"
)
CORRECT_NOW = Article(item("三"), "申请材料存在可以当场更正的错误的，应当允许申请人当场更正。")
TELL_ONCE = Article(
    item("四"),
    "申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理。",
)
ACCEPT = Article(
    item("五"),
    "申请事项属于本行政机关职权范围，申请材料齐全、符合法定形式，或者申请人按照本行政机关的要求提交全部补正申请材料的，应当受理行政许可申请。",
)
APPROVE = f"{LAW}第三十八条第一款"
DENY = f"{LAW}第三十八条第二款"
TRUTH = "申请人对其申请材料实质内容的真实性负责。"

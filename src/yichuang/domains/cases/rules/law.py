"""Laws and articles as papers cite them. Pure."""

import re
from collections.abc import Iterable

_DIGITS = "零一二三四五六七八九"


def numeral(n: int) -> str:
    """32 → 三十二, as statutes number their articles. Below one thousand."""
    if n < 10:
        return _DIGITS[n]
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones else "")


def _articles(article: str) -> str:
    """`4、8` → 第四条、第八条; `16-19` → 第十六条至第十九条; anything else as it is written."""
    said = []
    for part in re.split(r"[、,，]", article.strip()):
        span = re.fullmatch(r"(\d{1,3})(?:\s*[-—至]\s*(\d{1,3}))?", part.strip())
        if span is None:
            return article.strip()
        first, last = span.groups()
        said.append(f"第{numeral(int(first))}条" + (f"至第{numeral(int(last))}条" if last else ""))
    return "、".join(said)


def cite(bases: Iterable[tuple[str, str]]) -> str:
    """《食品安全法》第三十五条, one after another. A year or a note beside a law's name stays out of the marks."""
    said = []
    for law, article in bases:
        name = re.sub(r"[（(][^）)]*[）)]$", "", law.strip()).strip()
        said.append(f"《{name}》" + (_articles(article) if article.strip() else ""))
    return "、".join(dict.fromkeys(said))

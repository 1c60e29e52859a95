"""Situations of life, for those who do not know what their matter is called. Pure.

A situation finds its items by words in their names, so it works with any catalogue; one without an item is not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.translation import gettext_noop


class Named(Protocol):
    """Anything with a name: the lines of the catalogue."""

    name: str


T = TypeVar("T", bound=Named)


@dataclass(frozen=True, slots=True)
class Situation:
    """`icon` names a drawing of the kiosk's set; `words` find the items."""

    code: str
    title: str
    icon: str
    words: tuple[str, ...]

    def finds(self, name: str) -> bool:
        return any(word in name for word in self.words)


SITUATIONS = (
    Situation("shop", gettext_noop("开店办公司"), "shop", ("设立登记", "食品", "公共场所", "烟草", "消防", "企业注销", "户外广告")),
    Situation("food", gettext_noop("做餐饮、卖食品"), "bowl", ("食品", "公共场所", "消防", "烟草")),
    Situation("child", gettext_noop("生孩子、上户口"), "child", ("出生", "生育", "户口", "幼儿园")),
    Situation("marry", gettext_noop("结婚成家"), "ring", ("结婚", "离婚", "婚姻")),
    Situation("house", gettext_noop("买房过户、公积金"), "house", ("不动产", "存量房", "转移登记", "公积金", "房屋")),
    Situation("papers", gettext_noop("身份证、护照、驾照"), "card", ("身份证", "护照", "驾驶证", "通行证")),
    Situation("work", gettext_noop("上班、社保、工伤"), "work", ("社会保险", "工伤", "就业", "失业", "人力资源", "劳务派遣")),
    Situation("retire", gettext_noop("退休养老"), "elder", ("养老", "退休", "高龄")),
    Situation("care", gettext_noop("困难救助、法律援助"), "hand", ("最低生活保障", "法律援助", "救助", "残疾")),
    Situation("medical", gettext_noop("行医、办诊所"), "cross", ("医疗", "医师", "护士", "诊所")),
    Situation("build", gettext_noop("工程建设、环保用水"), "crane", ("施工", "排污", "取水", "建设")),
    Situation("culture", gettext_noop("办学、演出、社团"), "book", ("学校", "幼儿园", "演出", "娱乐场所", "社会团体")),
)  # fmt: skip


def situation(code: str) -> Situation | None:
    """One situation by its code."""
    return next((s for s in SITUATIONS if s.code == code), None)


def offered(names: Iterable[str]) -> list[Situation]:
    """The situations that the center has at least one item for."""
    known = list(names)
    return [s for s in SITUATIONS if any(s.finds(name) for name in known)]


def items_for(found: Situation, items: Iterable[T]) -> list[T]:
    """The items of a situation, in the catalogue's order."""
    return [item for item in items if found.finds(item.name)]

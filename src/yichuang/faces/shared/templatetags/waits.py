"""Words about waits, calling orders and why somebody else was called sooner: `{% load waits %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yichuang.domains.queueing.api import Overtaker, WaitRange

from .yc import clock_time, named

register = template.Library()

ORDERS = {
    "default": gettext_noop("看各人等候占自己目标时间的多少，多的先叫；通常办得快的事项略微提前；等得最久的人，不会被晚来太多的人越过。"),
    "fifo": gettext_noop("先来先叫。"),
    "strict": gettext_noop("优先和预约的人先叫，其他人先来先叫。"),
    "accumulating": gettext_noop("优先和预约的人等候按倍数计，累计多的先叫。"),
    "ratio": gettext_noop("优先和预约的人与其他人按比例轮流叫。"),
}  # fmt: skip
NAMES = {
    "default": gettext_noop("按目标时间（推荐）"), "fifo": gettext_noop("先来先叫"), "strict": gettext_noop("优先一律在前"),
    "accumulating": gettext_noop("优先等候加倍计"), "ratio": gettext_noop("按比例轮流"),
}  # fmt: skip
CLASSES = {"normal": gettext_noop("普通号"), "priority": gettext_noop("优先号"), "appointment": gettext_noop("预约号")}
BECAUSE = {
    "shorter_target": gettext_noop("他是%(cls)s，应当更快叫到。"),
    "short_item": gettext_noop("他办的事通常很快，略微提前。"),
    "waited_longer": gettext_noop("按当时的得分，轮到他。"),
    "own_window": gettext_noop("他的号是指定到那个窗口的。"),
    "chosen": gettext_noop("工作人员指定呼叫，原因已记录。"),
    "its_line": gettext_noop("轮到%(cls)s这一列。"),
    "bound": gettext_noop("轮到等得最久的人，晚来太多的先不叫。"),
    "needs": gettext_noop("这个号有需要照顾的事项，由能办的窗口叫。"),
}
BASES = {
    "own_days": gettext_noop("依据本中心的历史"), "today": gettext_noop("只依据今天"), "assumed": gettext_noop("还没有历史，按通常情况"),
    "no_window": gettext_noop("没有开放的窗口"),
}  # fmt: skip


CHOICES = {
    "stay": gettext_noop("接着等"),
    "another_time": gettext_noop("改约别的时间"),
    "leave_papers": gettext_noop("把材料留下"),
}
"""What may be chosen near closing, by 5.3.4."""


@register.filter
def choice_words(choice: str) -> str:
    """What somebody chose near closing; nothing for nothing."""
    return _(CHOICES[choice]) if choice in CHOICES else ""


@register.filter
def order_words(name: str) -> str:
    """How people are called, in a sentence."""
    return _(ORDERS.get(name, ORDERS["fifo"]))


@register.filter
def order_name(name: str) -> str:
    """The same as a name to choose from."""
    return _(NAMES.get(name, name))


@register.filter
def queue_words(code: str, queues: Iterable[Any]) -> str:
    """A queue by its code and its name: A 综合事项. Of a queue that is no more, only the code is left."""
    return next((f"{code} {named(q)}" for q in queues if q.code == code), code)


@register.filter
def class_word(name: str) -> str:
    """优先号."""
    return _(CLASSES.get(name, name))


@register.filter
def basis_word(name: str) -> str:
    """What a range rested on."""
    return _(BASES.get(name, name))


@register.filter
def because_words(one: Overtaker) -> str:
    """Why somebody who came later was called sooner; of the person himself no more than his class."""
    return _(BECAUSE[one.because]) % {"cls": _(CLASSES.get(one.theirs.cls, one.theirs.cls))}


@register.filter
def chance_words(wait: WaitRange | None) -> str:
    """今天下班前叫到的可能约七成; in tenths, never more certain than that."""
    if wait is None:
        return ""
    if wait.basis == "not_today" or wait.before_close is None or wait.before_close < 0.1:
        return _("今天下班前很可能叫不到您。")
    return _("下班前叫到的可能约 %(percent)s%%。") % {"percent": round(100 * wait.before_close)}


@register.filter
def percent(share: float) -> int:
    """0.853 → 85: rounded down, so that a target is not said to be kept where it was not."""
    return int(100 * share)


@register.filter
def said_words(wait: WaitRange | None) -> str:
    """（09:42 预计）: the minutes count from then."""
    return _("%(time)s 预计") % {"time": clock_time(wait.said_at)} if wait and wait.said_at else ""


@register.filter
def queue_named(thing: Any) -> str:
    """The queue of a number or an appointment, named as `named` does."""
    return named({"name": thing.queue_name, "name_en": thing.queue_name_en})

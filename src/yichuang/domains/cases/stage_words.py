"""Who reviews and who decides, in words, for whoever stands before both stages. Pure but for the active language."""

from django.utils.translation import gettext as _

from yichuang.foundation.deadlines.words import limit_words

from .catalogue import ItemFacts
from .law import two_stage


def before(item: ItemFacts, reviewer: str, decider: str) -> tuple[str, ...]:
    """Both stages as they will be, for a guide: whose turn it is when, that papers are handed in once, and what the promise covers."""
    said = _("材料由部门之间报送，您只交一次。")
    if item.promise and item.promise.value:
        said += _("承诺的 %(limit)s包括这两步。") % {"limit": limit_words(item.promise)}
    return first(item, reviewer, decider), second(item, decider), said


def first(item: ItemFacts, reviewer: str, decider: str) -> str:
    """The lower organ's part while it has not begun."""
    limit = limit_words(item.review or two_stage.REVIEW_LIMIT)
    said = _("第一步：%(reviewer)s受理后 %(limit)s内初步审查，并报送%(decider)s。")
    return said % {"reviewer": reviewer, "decider": decider, "limit": limit}


def second(item: ItemFacts, decider: str) -> str:
    """The superior's part while it has not begun."""
    own = two_stage.starts_on_report(item.statutory, is_licence=item.is_licence)
    if own is not None:
        facts = {"decider": decider, "limit": limit_words(own)}
        return _("第二步：%(decider)s收到报送后 %(limit)s内作出决定。") % facts
    if item.statutory is not None:
        facts = {"decider": decider, "limit": limit_words(item.statutory)}
        return _("第二步：%(decider)s收到报送后作出决定，两步合计不超过 %(limit)s。") % facts
    return _("第二步：%(decider)s收到报送后作出决定。") % {"decider": decider}

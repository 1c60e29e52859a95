"""Small helpers of the set-up templates: `{% load setup %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from yichuang.domains.catalog.api import SHOWN_LABELS, Guide, LimitInfo
from yichuang.faces.setup import words
from yichuang.faces.shared import changes
from yichuang.faces.shared.templatetags.yc import english

register = template.Library()


@register.filter
def item(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """A mapping's value by a key that is itself a variable; nothing for an unknown one."""
    return (mapping or {}).get(key, "")


@register.filter
def attr(thing: object, name: str) -> Any:
    """A field of a value by a name that is itself a variable."""
    return getattr(thing, name, "")


@register.filter
def text(value: object) -> str:
    """An id as text, so that it can be compared with an option; nothing stays empty."""
    return "" if value is None else str(value)


@register.filter
def state_word(state: str) -> Any:
    """新事项, 有改动, 没有变化."""
    return words.STATE_WORDS.get(state, state)


@register.filter
def limits(guide: Guide) -> list[LimitInfo]:
    """The limits that an item has, statutory first."""
    return [limit for limit in (guide.statutory, guide.promised, guide.delivery, guide.review) if limit]


@register.filter
def answer_words(guide: Guide, question: str) -> dict[str, str]:
    """The answers of a question in words, by code."""
    return next(({a.code: a.text for a in q.answers} for q in guide.questions if q.code == question), {})


@register.filter
def facts(value: Mapping[str, Any] | None) -> str:
    """What changed, as short pairs."""
    return "；".join(f"{k}: {v}" for k, v in (value or {}).items() if v not in (None, "", [], {}))


@register.filter
def channel_list(codes: list[str]) -> str:
    """短信、邮件、即时消息."""
    named = dict(words.CHANNELS)
    return ("、" if not english() else ", ").join(str(named[c]) for c in codes)


@register.filter
def shown_word(code: str) -> str:
    """What a material shows, in words."""
    return gettext(SHOWN_LABELS.get(code, code))


register.filter("change_word", changes.change_word)
register.filter("path_words", changes.path_words)
register.filter("value_words", changes.value_words)

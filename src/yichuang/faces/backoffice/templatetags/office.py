"""Small words of the back office: `{% load office %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yichuang.domains.cases.api import CaseRow, MaterialView
from yichuang.faces.shared import changes
from yichuang.faces.shared.templatetags.yc import light

register = template.Library()
register.filter("change_word", changes.change_word)
register.filter("path_words", changes.path_words)
register.filter("value_words", changes.value_words)


@register.filter
def item(table: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key; empty where there is none."""
    return table.get(key, "")


@register.filter
def left(row: CaseRow) -> str:
    """剩 3 个工作日 · 今日到期 · 超期 2 个工作日."""
    days = row.remaining
    if days is None:
        return ""
    if days == 0:
        return _("今日到期")
    words = ngettext("%(n)s 个工作日", "%(n)s 个工作日", abs(days)) % {"n": abs(days)}
    return (_("剩 %(units)s") if days > 0 else _("超期 %(units)s")) % {"units": words}


@register.filter
def ticked(material: MaterialView) -> int:
    """How many review points were ticked."""
    return sum(p.ticked for p in material.points)


@register.simple_tag
def row_light(row: CaseRow) -> SafeString:
    """The light of a row: shape, word, colour; what is not running says so."""
    words = {
        "ok": _("正常"),
        "warn": _("临期"),
        "bad": _("超期"),
        "off": _("停计"),
        "done": _("办结"),
        "todo": _("未受理"),
    }
    if row.state == "stopped" and row.due is None:  # what is late is the procedure, against its notice
        words["bad"] = _("程序超时")
    return light({"done": "ok", "todo": "off"}.get(row.light, row.light), words.get(row.light, ""))


@register.filter
def unit_word(unit: str) -> str:
    """What stands behind a number that is typed: 工作日, 天, 个月."""
    words = {
        "working_day": _("个工作日"),
        "natural_day": _("天"),
        "hour": _("小时"),
        "month": _("个月"),
        "year": _("年"),
    }
    return words.get(unit, "")


@register.filter
def count_of(counts: dict[str, int], code: str) -> int:
    """How many a list holds, by its code."""
    return counts.get(code, 0)

"""Filters of the desk: codes of other rooms as words and shapes. `{% load desk %}`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yichuang.domains.cases.api import CaseRow, CaseView, MaterialView, Step
from yichuang.domains.catalog.api import Guide, limit_words
from yichuang.domains.queueing.api import TicketView, WindowLine
from yichuang.faces.shared.templatetags.yc import icon, light
from yichuang.faces.workbench import words

register = template.Library()
_BOOKS: dict[str, Mapping[str, Any]] = {
    "pause": words.PAUSES, "absence_end": words.ABSENCE_ENDS, "slip": words.SLIP_STATES, "check": words.CHECK_POINTS, "priority": words.PRIORITIES, "need": words.NEEDS,
    "hand": words.HANDS, "class": words.CLASSES, "method": words.METHODS,
    "relation": words.RELATIONS, "asked_by": words.ASKED_BY,
}  # fmt: skip
_STATUS = {"received": "ok", "missing": "miss", "not_looked_at": "todo"}


@register.filter
def word(code: str, book: str) -> str:
    """A code in words; what has no word shows itself."""
    return str(_BOOKS[book].get(code, code))


@register.filter
def minutes(length: timedelta) -> int:
    """A length of time in whole minutes."""
    return int(length.total_seconds() // 60)


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """A value by a key that is itself a variable."""
    return mapping.get(key)


@register.simple_tag
def desk_light(window: WindowLine, ticket: TicketView | None = None) -> SafeString:
    """The window's light: what it is doing now."""
    here = ticket or window.ticket
    if window.state == "open" and here:
        return light("run", words.TICKET_STATES[here.state])
    if window.state == "open" and not window.manned:
        return light("off", _("窗口已开"))
    kind, said = words.WINDOW_STATES[window.state]
    return light(kind, said)


@register.filter
def where_to(window: WindowLine) -> str:
    """2 号窗口 综合办事 · 王敏 · A003: a person is sent on to somebody, not to a counter."""
    sign = f"{_('%(n)s 号窗口') % {'n': window.code}} {window.name}"
    if window.state != "open":
        return f"{sign} · {words.WINDOW_STATES[window.state][1]}"
    if not window.manned:
        return f"{sign} · {_('无人')}"
    return f"{sign} · {window.staff_name} · {window.ticket.number if window.ticket else _('空闲')}"


@register.filter
def waited(ticket: TicketView) -> int:
    """Whole minutes from the number to the call."""
    return ticket.waited_seconds // 60


@register.filter
def other_needs(ticket: TicketView) -> list[str]:
    """What a person needs beside what he comes first for, which stands there already."""
    return [need for need in ticket.needs if not ticket.priority or need != ticket.priority_reason]


@register.filter
def why_called(ticket: TicketView) -> str:
    """The figures that decided the call, as a sentence."""
    why = ticket.why
    if not why:
        return ""
    waited_for = int(max(0, why["waited_seconds"]) // 60)
    if why["rule"].startswith("chosen"):
        facts = {"waited": waited_for, "by": why["by"], "said": why["said"], "n": why["overtook"]}
        return _("%(by)s 指定呼叫：%(said)s。已等 %(waited)s 分钟，越过 %(n)s 人。") % facts
    facts = {"waited": waited_for, "target": why["target_minutes"]}
    if why.get("direct"):
        return _("指定到本窗口的号，已等 %(waited)s 分钟。") % facts
    if why.get("held_back"):
        said = _("已等 %(waited)s 分钟，等得最久，晚来太多的 %(n)s 人先不叫。")
        return said % {**facts, "n": why["held_back"]}
    said = _("已等 %(waited)s 分钟，目标 %(target)s 分钟内叫到；在本窗口的队列里，按中心的叫号顺序最该叫他。")
    if why.get("overtook"):
        said += _("早来的还有 %(n)s 人在等。")
    return said % {**facts, "n": why.get("overtook", 0)}


@register.filter
def limits(guide: Guide) -> str:
    """承诺 7 个工作日 / 法定 20 个工作日."""
    parts = [(_("承诺"), guide.promised), (_("法定"), guide.statutory)]
    return " / ".join(f"{name} {limit_words(limit.value, limit.unit)}" for name, limit in parts if limit)


@register.filter
def status_icon(material: MaterialView) -> SafeString:
    """✔ there and in form, ✘ lacking, ◐ there but not right, or to come later, ○ not looked at. What a promise replaces is done."""
    if material.replaced or material.tolerated_until:
        return icon("ok" if material.replaced else "half")
    return icon(_STATUS.get(material.status, "half"))


@register.filter
def status_css(material: MaterialView) -> str:
    """The colour of the status word."""
    if material.replaced or material.tolerated_until:
        return "yc-ok-text" if material.replaced else "yc-warn-text"
    return {"received": "yc-ok-text", "not_looked_at": "yc-3", "missing": "yc-bad-text"}.get(
        material.status, "yc-warn-text"
    )


@register.filter
def ticked(material: MaterialView) -> int:
    """How many points are ticked."""
    return sum(p.ticked for p in material.points)


@register.filter
def cure_hint(material: MaterialView) -> str:
    """What the notice will say when the clerk writes nothing: the fixes of the points that are not ticked, or the plain act."""
    fixes = [p.fix for p in material.points if p.fix and not p.ticked]
    if material.status != "missing" and fixes:
        return "；".join(fixes)
    return _("请提交%(name)s") % {"name": material.name}


@register.simple_tag
def case_icon(row: CaseRow) -> SafeString:
    """The shape of a case in a list."""
    return icon({"ok": "run", "warn": "warn", "bad": "bad", "off": "off", "done": "ok"}.get(row.light, "todo"))


@register.simple_tag
def case_light(case: CaseView) -> SafeString:
    """The state of a case as a light."""
    row = case.row
    kind = {
        "ok": "ok",
        "warn": "warn",
        "bad": "bad",
        "off": "off",
        "done": "off" if row.state in ("refused", "withdrawn", "returned") else "ok",
    }
    return light(kind.get(row.light, "run"), row.state_label)


@register.filter
def step_icon(step: Step) -> SafeString:
    """Done, going on, still to come."""
    return icon({"done": "ok", "now": "run"}.get(step.state, "todo"))


@register.filter
def result_light(result: Any) -> SafeString:
    """Where a result lies."""
    kind, said = words.RESULT_STATES.get(result.state, ("off", result.state))
    return light(kind, said)


@register.filter
def hue_dot(hue: int) -> SafeString:
    """The coloured dot of a tab."""
    return format_html('<span class="wb-tab__dot wb-hue-{}" aria-hidden="true"></span>', hue)

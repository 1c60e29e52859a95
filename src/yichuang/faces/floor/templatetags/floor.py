"""Tags of the console: `{% load floor %}`."""

from django import template

from yichuang.domains.floor import api as floors
from yichuang.faces.floor.words import ORDERS, PAUSES, TICKETS

register = template.Library()
register.filter("headline", floors.headline)
register.filter("detail", floors.detail)
register.filter("alert_kind", floors.kind_label)
register.filter("call_reason", floors.reason_label)


@register.filter
def ticket_word(state: str) -> str:
    """等候中, 已挂起, 已过号."""
    return str(TICKETS.get(state, state))


@register.filter
def pause_word(reason: str) -> str:
    """设备故障."""
    return str(PAUSES.get(reason, reason))


@register.filter
def order_word(kind: str) -> str:
    """补岗 or 开窗."""
    return str(ORDERS.get(kind, kind))


@register.filter
def in_minutes(seconds: int | None) -> str:
    """95 → 1:35; nothing known is a dash."""
    return "—" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"

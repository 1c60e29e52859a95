"""Where something stands in the hall, in the reader's language: `{% load place %}`. What has no English name keeps its Chinese one."""

from django import template

from yichuang.domains.places.api import WindowInfo, ZoneInfoRow
from yichuang.domains.queueing.api import LeadView

from .yc import english, named

register = template.Library()


@register.filter
def zone_named(thing: WindowInfo | ZoneInfoRow | LeadView) -> str:
    """A zone, or that of a window or a lead, by its name alone."""
    if isinstance(thing, ZoneInfoRow):
        return named(thing)
    return (english() and thing.zone_name_en) or thing.zone_name


@register.filter
def placed(thing: WindowInfo | ZoneInfoRow) -> str:
    """A zone, or that of a window, with its floor before it."""
    return f"{(english() and thing.floor_en) or thing.floor} {zone_named(thing)}".strip()

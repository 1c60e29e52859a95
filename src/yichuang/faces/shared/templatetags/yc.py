"""The tags and filters of every page: `{% load yc %}`.

Times are shown in the center's zone, which the middleware activates; names and numbers of people are masked by filter.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import uuid4

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared import clockview
from yichuang.faces.shared.clocksource import as_clock
from yichuang.faces.shared.dress import base_of, home_of
from yichuang.faces.shared.live import renewal, split_topics, stream_address
from yichuang.faces.shared.qr import drawn
from yichuang.faces.shared.zone import page_zone
from yichuang.foundation import clock, deadlines, errors, messages, privacy
from yichuang.foundation.deadlines import words

register = template.Library()

LIGHTS = {"ok", "warn", "bad", "off", "run"}
_ALSO = {"green": "ok", "yellow": "warn", "red": "bad"}
ICONS = LIGHTS | {"half", "todo", "miss", "caret", "search", "pin"}
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


# ---- acts -------------------------------------------------------------------------------------------------------------


@register.simple_tag
def action_key() -> str:
    """A fresh idempotency key: `<input type="hidden" name="key" value="{% action_key %}">`, one per button shown."""
    return str(uuid4())


@register.simple_tag(takes_context=True)
def has_cap(context: Context, *capabilities: str) -> bool:
    """True when the actor of the request holds one of the capabilities: `{% has_cap "case.accept" as may %}`."""
    actor = getattr(context.get("request"), "actor", None)
    return actor is not None and any(actor.can(capability) for capability in capabilities)


@register.simple_tag(takes_context=True)
def stream_url(context: Context, topics: str | Iterable[str] = "") -> str:
    """Where the page listens for these topics ("queue window:…" or a list); empty when there is nothing to hear."""
    request = context.get("request")
    return stream_address(request, topics) if request is not None else ""


@register.simple_tag(takes_context=True)
def stream_renewal(context: Context, topics: str | Iterable[str] = "") -> str:
    """The signed text with which the page may ask for a fresh stream address."""
    request = context.get("request")
    return renewal(request, topics) if request is not None else ""


@register.simple_tag(takes_context=True)
def inbox_topics(context: Context) -> str:
    """What the mark of the inbox on the bar listens for."""
    actor = getattr(context.get("request"), "actor", None)
    return " ".join(messages.topics(actor)) if actor is not None else ""


@register.simple_tag(takes_context=True)
def with_inbox(context: Context, topics: str | Iterable[str] = "") -> list[str]:
    """What a page of staff listens for: its own topics, those of the person's inbox, and whether he has been locked."""
    actor = getattr(context.get("request"), "actor", None)
    own = [f"staff:{actor.id}"] if actor is not None and actor.kind == "staff" and actor.id else []
    return split_topics([*split_topics(topics or ""), *inbox_topics(context).split(), *own])


@register.simple_tag(takes_context=True)
def dressed(context: Context, name: str) -> SafeString:
    """Another template in the dress of the face that was asked for; for pages that the ground floor renders by name."""
    path = getattr(context.get("request"), "path", "")
    facts = {**context.flatten(), "error_base": base_of(path), "home": home_of(path)}
    return render_to_string(name, facts)


@register.filter
def refusal(error: errors.Refused) -> str:
    """The sentence of a refusal, in the language of the page."""
    return errors.sentence(error)


@register.filter
def refusal_words(code: str) -> str:
    """The sentence of a refusal's code where no refusal was raised (a state that says why not)."""
    return errors.sentence(errors.Refused(code)) if code else ""


@register.filter
def error_words(error: errors.Refused | str) -> str:
    """A field's error: a sentence as it is, a refusal as its sentence."""
    return errors.sentence(error) if isinstance(error, errors.Refused) else str(error)


@register.filter
def band_icon(kind: str) -> str:
    """The shape that goes with a band's colour."""
    return kind if kind in LIGHTS else "run"


# ---- shapes -----------------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape of the kit, decorative: `{% icon "warn" %}`. The word stands beside it, always."""
    assert name in ICONS, f"no such icon: {name}"
    return format_html('<i class="yc-i yc-i--{}" aria-hidden="true"></i>', name)


@register.simple_tag
def light(kind: str, word: object) -> SafeString:
    """A light is shape + word + colour: `{% light "warn" "临期" %}`. The clock's own green, yellow and red are understood;
    an unknown kind is shown grey rather than refused."""
    name = _ALSO.get(str(kind), str(kind))
    name = name if name in LIGHTS else "off"
    return format_html(
        '<span class="yc-light yc-light--{0}"><i class="yc-i yc-i--{0}" aria-hidden="true"></i>{1}</span>', name, word
    )


@register.simple_tag
def qr(text: str, css: str = "yc-qr", label: str = "") -> SafeString:
    """A QR code as inline SVG, sized by its class."""
    name = label or _("二维码")
    svg = mark_safe(drawn(text, css))
    return format_html('<span role="img" aria-label="{}" class="yc-qr-box">{}</span>', name, svg)


# ---- times ------------------------------------------------------------------------------------------------------------


def _local(at: datetime | date | str | None) -> datetime | date | None:
    if isinstance(at, str):
        at = _parse(at)
    if isinstance(at, datetime):
        return at.astimezone(page_zone()) if timezone.is_aware(at) else at
    return at


def _parse(text: str) -> datetime | date | None:
    """What a command answered: JSON carries instants and days as text."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


@register.filter
def hall_time(at: datetime | date | str | None) -> str:
    """11-23 14:05 for lists."""
    local = _local(at)
    if local is None:
        return ""
    return f"{local:%m-%d %H:%M}" if isinstance(local, datetime) else f"{local:%m-%d}"


@register.filter
def clock_time(at: datetime | str | None) -> str:
    """14:05."""
    local = _local(at)
    return f"{local:%H:%M}" if isinstance(local, datetime) else ""


@register.filter
def short_date(at: datetime | date | str | None) -> str:
    """11-23."""
    local = _local(at)
    return f"{local:%m-%d}" if local else ""


@register.filter
def cn_date(at: datetime | date | str | None) -> str:
    """2026年11月23日, as dates that bind are written; 23 November 2026 in English."""
    local = _local(at)
    if local is None:
        return ""
    if english():
        return f"{local.day} {local:%B} {local.year}"
    return f"{local.year}年{local.month}月{local.day}日"


@register.filter
def day_and_week(at: datetime | date | str | None) -> str:
    """11月23日 周一; Mon 23 Nov in English."""
    local = _local(at)
    if local is None:
        return ""
    return (
        f"{local:%a} {local.day} {local:%b}"
        if english()
        else f"{local.month}月{local.day}日 {_WEEKDAYS[local.weekday()]}"
    )


@register.filter
def weekday(at: datetime | date | str | None) -> str:
    """周一; Mon in English."""
    local = _local(at)
    if local is None:
        return ""
    return f"{local:%a}" if english() else _WEEKDAYS[local.weekday()]


@register.filter
def cn_month(at: date) -> str:
    """2026年11月; November 2026."""
    return f"{at:%B} {at.year}" if english() else f"{at.year}年{at.month}月"


@register.filter
def week_letter(name: str) -> str:
    """周一 → 一, for the head of a calendar; Mo in English."""
    index = _WEEKDAYS.index(name)
    return ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[index] if english() else name[-1]


@register.filter
def need_word(code: str) -> str:
    """手语, 老年人: a need or a reason for priority in words."""
    return queueing.need_label(code)


@register.filter
def iso(at: datetime | str | None) -> str:
    """The instant for scripts (`data-elapsed`, `<time datetime>`)."""
    return at.isoformat() if isinstance(at, datetime | date) else (at or "")


@register.simple_tag
def present() -> datetime:
    """The program's present instant, which tests can move: `{% present as at %}`. Django's `now` tag cannot be moved."""
    return clock.now()


@register.simple_tag
def zone_name() -> str:
    """The zone of the page, for scripts that show the time."""
    return str(page_zone())


@register.filter
def wait_range(wait: object) -> str:
    """A wait as 9–16; a pair or a `WaitRange`. Nothing known → an empty text. Never a promise finer than the range."""
    bounds = (
        wait
        if isinstance(wait, list | tuple)
        else (getattr(wait, "from_minutes", None), getattr(wait, "to_minutes", None))
    )
    if len(bounds) != 2 or bounds[0] is None or bounds[1] is None:
        return ""
    low, high = (round(float(b)) for b in bounds)
    return f"{low}" if low == high else f"{low}–{high}"


@register.filter
def wait_words(wait: object) -> str:
    """约等 9–16 分钟 · 马上叫到 · 暂无开放窗口."""
    basis = getattr(wait, "basis", "")
    if wait is None or basis == "no_window":
        return _("暂无开放窗口")
    if basis == "not_today":
        return _("今天可能排不到")
    if getattr(wait, "to_minutes", None) is None:
        return _("约等 %(low)s 分钟以上") % {"low": getattr(wait, "from_minutes", "")}
    return _("马上叫到") if basis == "next" else _("约等 %(range)s 分钟") % {"range": wait_range(wait)}


def english() -> bool:
    return (translation.get_language() or "").startswith("en")


# ---- people -----------------------------------------------------------------------------------------------------------


@register.filter
def mask_name(name: str | None) -> str:
    return privacy.mask_name(name or "")


@register.filter
def mask_id(number: str | None) -> str:
    return privacy.mask_id(number or "")


@register.filter
def mask_phone(phone: str | None) -> str:
    return privacy.mask_phone(phone or "")


@register.filter
def named(thing: object) -> str:
    """A catalogue name: the English one on English pages where it exists, else the Chinese one."""
    get = thing.get if isinstance(thing, dict) else lambda key, default="": getattr(thing, key, default)
    return (english() and get("name_en", "")) or get("name", "")


@register.filter
def sentences(lines: Iterable[str]) -> str:
    """Sentences one after another: Chinese ones close up, English ones with a blank between."""
    return (" " if english() else "").join(lines)


@register.filter
def limit_short(limit: object) -> str:
    """A limit of the catalogue in words: 20 个工作日, 当场; a dash where none is set."""
    if limit is None:
        return "—"
    value = getattr(limit, "value", 0)
    return words.units(value, getattr(limit, "unit", "")) if value else _("当场")


# ---- forms ------------------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def keep_query(context: Context, **changes: object) -> str:
    """The query string of this page with some values changed or, given None, removed: `?{% keep_query page=2 %}`."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return query.urlencode()


@register.simple_tag(takes_context=True)
def here(context: Context, prefix: str) -> SafeString:
    """` aria-current="page"` when this page's address begins with the prefix, for navigation."""
    path = getattr(context.get("request"), "path", "")
    return mark_safe(' aria-current="page"') if path.startswith(prefix) else SafeString("")


# ---- the legal clock ---------------------------------------------------------------------------------------------------


@register.inclusion_tag("shared/legal_clock.html")
def legal_clock(
    source: object, name: str = "", soft: Sequence[tuple[date, str]] = (), legend: bool = True
) -> dict[str, object]:
    """The clock for desks: the row of days, the legend, and the sum in words.

    `{% legal_clock x %}` with a Term, a Binding, a case's `deadlines`, one of them, or its stored working; `soft` are dates
    that the applicant must keep.
    """
    found = as_clock(source)
    return {"rows": clockview.rows(found, soft), "legend": legend, **_sum(found, name)} if found else {}


@register.inclusion_tag("shared/legal_calendar.html")
def legal_calendar(source: object, name: str = "", soft: Sequence[tuple[date, str]] = ()) -> dict[str, object]:
    """The same clock as weeks, for phones: `{% legal_calendar case.deadlines %}`."""
    found = as_clock(source)
    return {"weeks": clockview.weeks(found, soft), "weekdays": _WEEKDAYS, **_sum(found, name)} if found else {}


def _sum(found: deadlines.Term | deadlines.Binding, name: str) -> dict[str, object]:
    both = isinstance(found, deadlines.Binding)
    if not name and both:
        name = {"promise": _("承诺"), "review": _("初审")}.get(found.which, _("法定"))
    term, last = clockview.shown_term(found), _("最迟报送") if both and found.which == "review" else ""
    return {
        "term": term, "sum": words.sum_words(term, name=name, last=last), "said": words.explain(term), "kinds": clockview.kinds(found),
        "which": words.binding_words(found) if both else "",
    }  # fmt: skip


@register.simple_tag
def term_light(source: object) -> SafeString:
    """The light of a clock with its word: 正常 · 临期 · 今日到期 · 超期 · 停计."""
    found = as_clock(source)
    if found is None:
        return SafeString("")
    term = clockview.shown_term(found)
    kind = "off" if term.paused else {"green": "ok", "yellow": "warn", "red": "bad"}[str(term.light)]
    return light(kind, words.light_words(term))


@register.filter
def left_words(source: object) -> str:
    """剩 3 个工作日 · 今日到期 · 超期 2 个工作日."""
    found = as_clock(source)
    return words.left_words(clockview.shown_term(found)) if found else ""

"""What was reminded and urged: two lists, each with its case, and the same for a spreadsheet."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.faces.backoffice.pages import actor_of, office_page, show
from yichuang.faces.backoffice.views.queue import EXPORT_MOST, csv_of
from yichuang.foundation.actor import Actor

SHOWS = {
    "open": gettext_noop("待答复的催办"),
    "answered": gettext_noop("已答复的催办"),
    "told": gettext_noop("提醒记录"),
}
LIGHTS = {"yellow": gettext_noop("临期"), "red": gettext_noop("超期")}
_ICONS = {"yellow": "warn", "red": "bad"}


@require_GET
@office_page
def reminders(request: HttpRequest) -> HttpResponse:
    """Urgings that wait come first: somebody has to answer them."""
    return show(request, "backoffice/reminders.html", lambda: _facts(request))


def _facts(request: HttpRequest) -> dict[str, Any]:
    actor, (shown, light), after = actor_of(request), _asked(request), request.GET.get("after", "")
    page = _list(actor, shown, light)(after=after)
    return {
        "show": shown, "light": light, "rows": page.rows, "after": page.after, "first": not after,
        "shows": [(code, _(label)) for code, label in SHOWS.items()],
        "lights": [(code, _ICONS[code], _(label)) for code, label in LIGHTS.items()],
    }  # fmt: skip


def _asked(request: HttpRequest) -> tuple[str, str]:
    """Which list, and which light; a light alone asks for the reminders."""
    light = request.GET.get("light", "")
    light = light if light in LIGHTS else ""
    shown = request.GET.get("show", "told" if light else "open")
    return (shown if shown in SHOWS else "open"), light


def _list(actor: Actor, shown: str, light: str) -> Callable[..., cases.Page]:
    if shown == "told":
        return lambda **more: cases.reminder_list(actor, light=light, **more)
    return lambda **more: cases.urging_list(actor, state=shown, **more)


@require_GET
@office_page
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered. Names of applicants are masked."""
    shown, light = _asked(request)
    make, head = (_told_line, _TOLD_HEAD) if shown == "told" else (_urging_line, _URGING_HEAD)
    lines = (make(row) for row in _all(_list(actor_of(request), shown, light)))
    return csv_of("reminders.csv", [_(word) for word in head], lines)


_TOLD_HEAD = (
    gettext_noop("时间"), gettext_noop("办件编号"), gettext_noop("事项"), gettext_noop("申请人"), gettext_noop("期限"),
    gettext_noop("到期日"), gettext_noop("提醒"), gettext_noop("已告知"),
)  # fmt: skip
_URGING_HEAD = (
    gettext_noop("时间"), gettext_noop("办件编号"), gettext_noop("事项"), gettext_noop("申请人"), gettext_noop("催办人"),
    gettext_noop("姓名"), gettext_noop("原因"), gettext_noop("答复"), gettext_noop("答复时间"), gettext_noop("答复人"),
)  # fmt: skip


def _told_line(row: cases.ReminderView) -> list[Any]:
    word = _(LIGHTS["red"]) if row.light == "bad" else _(LIGHTS["yellow"])
    return [*_case_part(row), row.label, row.due, word, "、".join(row.told)]


def _urging_line(row: cases.UrgingView) -> list[Any]:
    return [
        *_case_part(row),
        row.urger_label,
        row.by_name,
        row.said,
        row.answer,
        row.answered_at or "",
        row.answered_by,
    ]


def _case_part(row: Any) -> list[Any]:
    case = row.row
    return [row.at, case.no, case.item_name, case.applicant_masked] if case else [row.at, "", "", ""]


def _all(page_of: Callable[..., cases.Page]) -> Iterator[Any]:
    after, left = "", EXPORT_MOST
    while left > 0:
        page = page_of(after=after, size=min(left, 500))
        yield from page.rows
        left, after = left - len(page.rows), page.after
        if not after:
            return

"""My queue: what the department owes, the one due first at the top."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import actor_of, frame, office_page
from yichuang.faces.shared.zone import page_zone
from yichuang.foundation.actor import Actor

SHOWS = {
    "open": gettext_noop("待办"),
    "arriving": gettext_noop("窗口办理中"),
    "lapsed": gettext_noop("补正逾期"),
    "decided": gettext_noop("已办结待送达"),
    "over": gettext_noop("已完结"),
    "all": gettext_noop("全部"),
}
LIGHTS = {
    "bad": gettext_noop("超期"),
    "warn": gettext_noop("临期"),
    "ok": gettext_noop("正常"),
    "off": gettext_noop("停计"),
}
EXPORT_MOST = 5000


@require_GET
@office_page
def queue(request: HttpRequest) -> HttpResponse:
    """The list with its figures; for htmx the list alone."""
    asked, actor = _asked(request), actor_of(request)
    page = cases.office_queue(actor, after=request.GET.get("after", ""), **asked)
    facts = {
        **asked,
        **frame(request),
        "rows": page.rows,
        "marks": cases.marks(actor, [r.id for r in page.rows]),
        "after": page.after,
        "first": not request.GET.get("after"),
        "counts": cases.queue_counts(actor),
        "shows": [(code, _(label)) for code, label in SHOWS.items()],
        "lights": [(code, _(label)) for code, label in LIGHTS.items()],
        "units": _units(actor),
    }
    part = "backoffice/_queue.html" if request.headers.get("HX-Request") else "backoffice/queue.html"
    return render(request, part, facts)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Search and filter; what nobody knows counts as not asked."""
    show, light = request.GET.get("show", "open"), request.GET.get("light", "")
    return {
        "show": show if show in SHOWS else "open",
        "light": light if light in LIGHTS else "",
        "q": request.GET.get("q", "").strip()[:60],
    }


def _units(actor: Actor) -> dict[UUID, str]:
    """Department names, for people who see more than one."""
    if actor.department_id is not None or actor.center_id is None:
        return {}
    return {d.id: d.name for d in places.departments(actor.center_id)}


@require_GET
@office_page
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, for a spreadsheet. Names are masked: a file that leaves the house tells no more than a screen."""
    head = [
        _("办件编号"),
        _("事项"),
        _("申请人"),
        _("状态"),
        _("收件日期"),
        _("受理日期"),
        _("最迟办结"),
        _("剩余工作日"),
    ]
    zone = request.center.zone  # type: ignore[attr-defined]

    def line(row: cases.CaseRow) -> list[Any]:
        days = [at.astimezone(zone).date() if at else "" for at in (row.received_at, row.accepted_at)]
        left = "" if row.remaining is None else row.remaining
        return [row.no, row.item_name, row.applicant_masked, row.state_label, *days, row.due or "", left]

    return csv_of("cases.csv", head, (line(row) for row in _all_rows(actor_of(request), _asked(request))))


def csv_of(name: str, head: Iterable[str], lines: Iterable[Iterable[Any]]) -> HttpResponse:
    """A file that spreadsheets open; instants are written in the page's zone."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff")  # spreadsheets know by it that the text is UTF-8
    out = csv.writer(answer)
    out.writerow(head)
    out.writerows([_cell(v) for v in line] for line in lines)
    return answer


def _all_rows(actor: Actor, asked: dict[str, str]) -> Iterator[cases.CaseRow]:
    after, left = "", EXPORT_MOST
    while left > 0:
        page = cases.office_queue(actor, after=after, size=min(left, 500), **asked)
        yield from page.rows
        left, after = left - len(page.rows), page.after
        if not after:
            return


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is kept a text; an instant is written to the minute."""
    if isinstance(value, datetime):
        return f"{value.astimezone(page_zone()):%Y-%m-%d %H:%M}"
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" and value else value

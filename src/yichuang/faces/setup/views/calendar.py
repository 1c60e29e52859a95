"""The legal calendar: a year at a glance, entering a notice after seeing what it moves, and the center's own days beside it."""

from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.faces.setup import calendars
from yichuang.faces.setup.pages import Refusal, actor_of, center_of, done, key_of, setup_page, show
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import notices, table
from yichuang.foundation.workdays.reading import read_notice

_LAST = 2100


@setup_page("system.manage", "place.manage")
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The year that is asked for; a POST shows what a notice would move, enters it, or sets one of the center's own days."""
    if request.method != "POST":
        return show(request, "setup/calendar.html", lambda: _page(request))
    act = request.POST.get("act", "")
    if act in ("preview", "enter"):
        return _notice(request, act)
    answer = done(request, {"service_day": _service_day}, request.get_full_path())
    if isinstance(answer, HttpResponse):
        return answer
    return show(request, "setup/calendar.html", lambda: _page(request), answer)


def _notice(request: HttpRequest, act: str) -> HttpResponse:
    actor = actor_of(request)
    actor.require("system.manage")
    try:
        given = _given(request)
        if act == "enter":
            made = notices.enter_notice(actor=actor, key=key_of(request), **given)
            said = ngettext(
                "已录入，%(n)s 天的工作日性质有变化。", "已录入，%(n)s 天的工作日性质有变化。", made["moved"]
            ) % {"n": made["moved"]}
            messages.success(request, said)
            return HttpResponseRedirect(f"{request.path}?year={given['year']}")
        with reading(actor):
            found = notices.propose(**given)
            seen = cases.calendar_preview(actor, found)
    except Refused as no:
        if isinstance(no, Missing):
            raise
        return show(request, "setup/calendar.html", lambda: _page(request), Refusal(no, act))
    return show(request, "setup/calendar.html", lambda: _page(request, found, seen) | {"typed": request.POST})


def _given(request: HttpRequest) -> dict[str, Any]:
    form = request.POST
    if not form.get("year", "").isdecimal() or len(form["year"]) != 4:
        raise Invalid("workdays.year", field="year", low=notices.FIRST, high=notices.LAST)
    if "\x00" in form.get("days", "") + form.get("notice", ""):
        raise Invalid("request.invalid", field="days")
    year = int(form["year"])
    read = read_notice(form.get("days", ""), year)
    return {"year": year, "notice": form.get("notice", ""), "off": read.off, "worked": read.worked}


def _page(
    request: HttpRequest, found: notices.Proposal | None = None, seen: cases.CalendarPreview | None = None
) -> dict[str, Any]:
    actor, here = actor_of(request), center_of(request)
    today = clock.center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]
    legal = found.after if found else table.calendar_of()
    year = found.year if found else _year(request, today)
    own = table.service_days(here, date(year, 1, 1), date(year, 12, 31))
    closed = {d: _own(line) for d, line in own.items()}
    manages = actor.can("system.manage")
    return {
        "year": year, "years": (year - 1, year, year + 1), "published": year in legal.years, "notice": legal.notices.get(year, ""),
        "months": calendars.months(legal, year, today, found.moved if found else (), closed), "week": calendars.week(),
        "holidays": calendars.holidays(legal, year), "own": list(own.values()), "manages": manages,
        "sets_own": actor.can("place.manage"), "entered": _entered(request) if manages else [], "proposal": found, "seen": seen,
    }  # fmt: skip


def _entered(request: HttpRequest) -> list[tuple[notices.Entered, Any]]:
    recounts = cases.calendar_recounts(actor_of(request))
    return [(change, recounts.get(change.id)) for change in notices.entered(20)]


def _own(line: table.ServiceDayLine) -> str:
    if not line.is_open:
        return _("本中心闭厅：%(reason)s") % {"reason": line.reason}
    return _("本中心另行开放：%(reason)s") % {"reason": line.reason}


def _year(request: HttpRequest, today: date) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if len(asked) == 4 and asked.isdecimal() and 1990 <= int(asked) <= _LAST else today.year


def _service_day(request: HttpRequest) -> str:
    form = request.POST
    try:
        day = date.fromisoformat(form.get("day", ""))
        opens, closes = (time.fromisoformat(form[name]) if form.get(name) else None for name in ("opens", "closes"))
    except ValueError:
        raise Invalid("workdays.own_day", field="day") from None
    table.set_service_day(
        actor=actor_of(request), key=key_of(request), day=day, is_open=form.get("is_open") == "yes", reason=form.get("reason", ""),
        opens=opens, closes=closes,
    )  # fmt: skip
    return _("已保存。法定期限不受影响。")

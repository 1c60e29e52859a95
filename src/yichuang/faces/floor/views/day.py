"""The day played again, and its figures as a sheet of paper."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yichuang.domains.floor import api as floors
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.floor import playing
from yichuang.faces.floor.pages import actor_of, floor_page, frame
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of


@require_GET
@floor_page
def day(request: HttpRequest) -> HttpResponse:
    """The slider over the day, the curves, and the hall at the instant it points to."""
    actor, reel = actor_of(request), _reel(request)
    begin, end = playing.span(reel, clock.now())
    pictures = reel.steps(playing.ticks(begin, end))
    instant = _instant(request, begin, end)
    facts = {
        "reel": reel, "begin": begin, "end": end, "strips": playing.strips(pictures, _windows(actor)), "instant": instant,
        "curve": playing.curve(pictures), "hours": playing.hours(begin, end), "breaks": playing.breaks(reel, begin, end),
        "minutes": int((end - begin).total_seconds() // 60), "now": int((instant - begin).total_seconds() // 60),
        "before": reel.day - timedelta(days=1), "after": _after(actor, reel.day), "height": playing.ROW,
        **_then(actor, reel, instant),
    }  # fmt: skip
    return render(request, "floor/day.html", {**frame(request), **facts})


@require_GET
@floor_page
def at(request: HttpRequest) -> HttpResponse:
    """The hall at one instant: what the slider reads."""
    actor, reel = actor_of(request), _reel(request)
    begin, end = playing.span(reel, clock.now())
    instant = _instant(request, begin, end)
    return render(request, "floor/_then.html", {**frame(request), "instant": instant, **_then(actor, reel, instant)})


@require_GET
@floor_page
def sheet(request: HttpRequest) -> HttpResponse:
    """The day's figures, to be printed."""
    actor, reel = actor_of(request), _reel(request)
    begin, end = playing.span(reel, clock.now())
    facts = {
        "reel": reel, "begin": begin, "end": end, "windows": playing.window_figures(reel, _windows(actor), begin, end),
        "queues": queueing.day_figures(actor, reel.day), "calls": _calls(actor, reel.day),
        "records": [(r, floors.kind_label(r.kind)) for r in floors.records_of_day(actor, reel.day)],
        "orders": floors.orders_of_day(actor, reel.day),
        "absences": queueing.absences(actor, since=reel.day, until=reel.day),
    }  # fmt: skip
    return render(request, "floor/sheet.html", {**frame(request), **facts})


def _calls(actor: Actor, on: date) -> list[tuple[floors.CallView, str]]:
    return [(c, floors.reason_label(c.reason)) for c in floors.calls_of_day(actor, on)]


def _reel(request: HttpRequest) -> queueing.DayReel:
    actor = actor_of(request)
    return queueing.day_reel(actor, _asked_day(request, _today(actor)))


def _today(actor: Actor) -> date:
    assert actor.center_id is not None
    return clock.center_day(clock.now(), zone_of(actor.center_id))


def _asked_day(request: HttpRequest, today: date) -> date:
    """A day that has begun; nonsense and days to come are today."""
    try:
        return min(date.fromisoformat(request.GET.get("day", "")), today)
    except ValueError:
        return today


def _after(actor: Actor, on: date) -> date | None:
    return on + timedelta(days=1) if on < _today(actor) else None


def _instant(request: HttpRequest, begin: datetime, end: datetime) -> datetime:
    """So many minutes after the beginning; the end when none are given."""
    text = request.GET.get("minute", "")
    if not text.isdecimal() or len(text) > 4:
        return end
    return min(begin + timedelta(minutes=int(text)), end)


def _windows(actor: Actor) -> list[places.WindowInfo]:
    assert actor.center_id is not None
    return places.windows(actor.center_id)


def _then(actor: Actor, reel: queueing.DayReel, instant: datetime) -> dict[str, Any]:
    picture = reel.at(instant)
    names = people.staff_names(playing.staff_of(picture))
    return {"picture": picture, "then": playing.cards(picture, _windows(actor), names),
            "lines": sorted(picture.queues.values(), key=lambda q: q.code)}  # fmt: skip

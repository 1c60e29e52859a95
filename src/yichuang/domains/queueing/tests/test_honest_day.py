"""A day played at high speed with real commands: what was announced, what came of it, and the page that counts it, against a recount by
hand from the log. And what the night then learns of such a day."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.commands import close_day
from yichuang.domains.queueing.engines import Forecaster, read_logs
from yichuang.domains.queueing.forecast.keeping import pack, unpack
from yichuang.domains.queueing.learning import learn
from yichuang.domains.queueing.models import Announcement, CallingOrder, QueueFit, Ticket
from yichuang.domains.queueing.past_days import past_days
from yichuang.domains.queueing.present import forecaster, present
from yichuang.foundation import clock
from yichuang.foundation.scope import reading

from .conftest import Hall, _found, build

ZONE = ZoneInfo("Asia/Shanghai")
PEOPLE = 44


@dataclass
class Day:
    """The hall, the day that was played, and what pages showed at moments of it: (ticket, instant, range)."""

    hall: Hall
    day: date
    shown: list[tuple[Any, datetime, Any]] = field(default_factory=list)


def a_day_to_serve(center_id: Any) -> date:
    today = clock.center_day(clock.now(), ZONE)
    days = places.service_periods(center_id, today + timedelta(days=1), today + timedelta(days=20))
    return next(d for d, hours in days.items() if hours)


def play() -> Day:
    """People come from nine to a quarter to five; it closes at five; two windows call, serve, and now and then nobody comes."""
    hall = build(_found().id)
    queueing.close_window(actor=hall.actor, window="3")
    places.set_opening_hours(actor=hall.actor, week={str(n): [["09:00", "17:00"]] for n in range(7)})
    with reading(hall.actor):
        day = Day(hall, a_day_to_serve(hall.center_id))
    rng, busy, gone = random.Random(7), {}, set()
    at = datetime.combine(day.day, time(9), ZONE)
    with clock.at(at):
        hall.sit("1", "2")
    todo: list[tuple[datetime, int, str, Any]] = []
    for n in range(PEOPLE):
        heappush(todo, (at + timedelta(seconds=rng.uniform(0, 7.75 * 3600)), n, "come", rng.choice("AAB")))
    for n in range(0, 10 * 60, 6):
        heappush(todo, (at + timedelta(minutes=n), 1000 + n, "look", None))
    while todo:
        now, n, what, about = heappop(todo)
        with clock.at(now):
            _step(day, what, about, rng, busy, gone)
            for window in "12":
                if window not in busy and (called := hall.call(window)):
                    busy[window] = called["id"]
                    away = called["id"] in gone or rng.random() < 0.05
                    lasts = 60 if away else rng.lognormvariate(6.9, 0.6)
                    heappush(todo, (now + timedelta(seconds=lasts), 2000 + n, "miss" if away else "end", window))
    with clock.at(datetime.combine(day.day + timedelta(days=1), time(1), ZONE)):
        close_day(actor=hall.actor)
        queueing.announce(actor=hall.actor)
    return day


def _step(day: Day, what: str, about: Any, rng: random.Random, busy: dict, gone: set) -> None:
    hall = day.hall
    if what == "come":
        made = hall.issue(about, priority="elder" if rng.random() < 0.15 else "")
        queueing.announce_ticket(actor=hall.actor, ticket=made["id"])
        day.shown.append((made["id"], clock.now(), hall.ticket(made).wait))
        if rng.random() < 0.06:
            gone.add(made["id"])
    elif what == "look":
        queueing.announce(actor=hall.actor)
    else:
        ticket = {"id": busy.pop(about)}
        hall.act(queueing.no_show if what == "miss" else queueing.finish, ticket)


@pytest.fixture
def day(remembered: Callable[[str, Callable[[], Any]], Any]) -> Day:
    return remembered("queueing_day", play)


def by_hand(row: Announcement, ticket: Ticket) -> str:
    """What came of an announcement, from nothing but the ticket's own times."""
    if ticket.called_at is None:
        return "held" if not row.called else "later" if row.high is not None else "open"
    minutes = (ticket.called_at - row.at).total_seconds() / 60
    if not row.called or minutes < row.low:
        return "sooner"
    return "held" if row.high is None or minutes <= row.high else "later"


def test_ranges_outcomes_and_the_page_agree_with_a_recount_from_the_log(day):
    with reading(day.hall.actor):
        rows, tickets = list(Announcement.objects.filter(place="ticket")), Ticket.objects.in_bulk()
        page = queueing.accuracy(day.hall.actor, since=day.day, until=day.day)
    assert {r.ticket_id for r in rows} == set(tickets) and len(rows) > 2 * PEOPLE
    counted = {r.pk: by_hand(r, tickets[r.ticket_id]) for r in rows}
    assert {r.pk: r.outcome for r in rows} == counted
    assert all(r.settled_at for r in rows)
    for lines, key in ((page.queues, "queue"), (page.hours, "hour"), (page.bases, "basis")):
        for line in lines:
            mine = [r for r in rows if str(getattr(r, key)) == line.name]
            told = Counter(counted[r.pk] for r in mine)
            held = line.held
            assert (held.said, held.held, held.sooner, held.later, held.open) == (
                len(mine), told["held"], told["sooner"], told["later"], told["open"],
            )  # fmt: skip
            wide = [r.high - r.low for r in mine if r.high is not None and r.called]
            assert line.width == pytest.approx(sum(wide) / len(wide), abs=0.06)
        assert sum(line.held.said for line in lines) == page.all.held.said == len(rows)
    assert page.all.percent == round(100 * Counter(counted.values())["held"] / (len(rows) - page.all.held.open))
    assert page.all.percent >= 70, "what a center without history says is wide enough to hold"


def test_what_a_person_was_shown_is_what_the_log_says_and_rests_on_no_history(day):
    with reading(day.hall.actor):
        log = {(str(r.ticket_id), r.at): r for r in Announcement.objects.filter(place="ticket")}
    assert len(day.shown) == PEOPLE
    for ticket, at, wait in day.shown:
        row = log[ticket, at]
        assert wait.said_at == at and row.p10 <= row.p50 <= row.p90
        if row.called:
            assert (wait.from_minutes, wait.to_minutes) == (row.low, row.high)
            assert 60 * row.low <= row.p10 and (row.high is None or row.p90 <= 60 * row.high), "rounded outwards"
        assert wait.basis in ("assumed", "measured", "not_today") and row.basis != "own_days"


def test_what_stood_on_the_board_when_somebody_came_is_counted_apart(day):
    """Of everybody without priority who came after the first look: the last look before him, and what came of it."""
    with reading(day.hall.actor):
        rows, tickets = list(Announcement.objects.filter(place="board")), Ticket.objects.in_bulk()
        page = queueing.accuracy(day.hall.actor, since=day.day, until=day.day)
    looks = datetime.combine(day.day, time(9), ZONE)
    assert {r.ticket_id for r in rows} == {k for k, t in tickets.items() if not t.priority and t.issued_at > looks}
    assert len(rows) == len({r.ticket_id for r in rows}) > PEOPLE / 2
    assert all(r.at == tickets[r.ticket_id].issued_at and r.p10 <= r.p50 <= r.p90 for r in rows)
    counted = Counter((r.queue, by_hand(r, tickets[r.ticket_id])) for r in rows)
    assert Counter(r.outcome for r in rows) == Counter(
        {o: sum(n for (_, x), n in counted.items() if x == o) for _, o in counted}
    )
    for line in page.boards:
        assert (line.held.held, line.held.later) == (counted[line.name, "held"], counted[line.name, "later"])
    assert sum(line.held.said for line in page.boards) == len(rows)


def test_in_the_last_hour_the_chance_is_said_and_who_is_unlikely_to_be_called_is_warned(day):
    with reading(day.hall.actor):
        rows = list(Announcement.objects.filter(place="ticket"))
    late = [r for r in rows if r.left <= 3600]
    assert late and all(r.warned == (r.before_close < 0.8) for r in late)
    assert not any(r.warned for r in rows if r.left > 3600)
    shown = [(at, wait) for _, at, wait in day.shown]
    last_hour = {r.at for r in late}
    assert all((wait.before_close is not None) == (at in last_hour) for at, wait in shown)


def test_the_day_s_log_is_what_the_engines_read_and_the_night_keeps_what_it_learns(day):
    tomorrow = day.day + timedelta(days=1)
    with reading(day.hall.actor):
        logs, tickets = past_days(day.hall.actor, tomorrow), Ticket.objects.in_bulk()
    days, faults = read_logs(logs)
    assert not faults and [len(d.visits) for d in days] == [PEOPLE] and days[0].dow == day.day.weekday()
    begin = datetime.combine(day.day, time(), ZONE)
    for v in days[0].visits:
        row = next(t for t in tickets.values() if str(t.pk) == v.ticket.id)
        assert v.ticket.arrive == (row.ordered_at - begin).total_seconds() and v.ticket.queue in "AB"
        assert v.call == (row.called_at and (row.called_at - begin).total_seconds())
        assert v.outcome == ("served" if row.state == "served" else "noshow" if row.called_at else "left")
    with clock.at(datetime.combine(tomorrow, time(2, 30), ZONE)):
        queueing.store_fit(actor=day.hall.actor, fit=learn(day.hall.actor, tomorrow))
        with reading(day.hall.actor):
            fit = QueueFit.objects.get()
            assert (fit.days, fit.tickets, fit.first_day) == (1, PEOPLE, day.day)
            assert queueing.staffing_advice(day.hall.actor).days == 0, "one day is too few for advice"
            assert not CallingOrder.objects.exists(), "and for weights"
            known, _ = forecaster(day.hall.center_id)
    with clock.at(datetime.combine(day.day, time(10), ZONE)), reading(day.hall.actor):
        moment = present(day.hall.actor, clock.now()).moment
    person = days[0].visits[0].ticket
    said = known.forecast(moment, person)
    assert said.basis == "own_days" and said == Forecaster(unpack(pack(known.model))).forecast(moment, person)


def test_a_fault_in_the_forecast_or_a_model_of_another_edition_costs_nobody_his_number(hall, monkeypatch):
    places.set_opening_hours(actor=hall.actor, week={str(n): [["09:00", "17:00"]] for n in range(7)})
    with reading(hall.actor):
        day = a_day_to_serve(hall.center_id)
    with clock.at(datetime.combine(day, time(10), ZONE)):
        queueing.store_fit(actor=hall.actor, fit={**learn(hall.actor, day), "model": "eA=="})
        hall.sit("1")
        made = hall.issue()
        assert queueing.announce_ticket(actor=hall.actor, ticket=made["id"])["announced"] == 1
        assert hall.ticket(made).wait.basis == "assumed"
        monkeypatch.setattr(Forecaster, "forecast", lambda *_: 1 / 0)
        assert queueing.announce_ticket(actor=hall.actor, ticket=hall.issue()["id"])["announced"] == 0

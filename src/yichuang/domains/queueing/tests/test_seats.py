"""A forecast counts a window by whether somebody is there who will call, not by its switch."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.present import present
from yichuang.domains.queueing.seats import AWAY, GONE, Seat, standing
from yichuang.foundation import clock
from yichuang.foundation.scope import reading

from .test_honest_day import a_day_to_serve

ZONE = ZoneInfo("Asia/Shanghai")
DAY = ((9 * 3600.0, 12 * 3600.0), (14 * 3600.0, 17 * 3600.0))
TEN = 10 * 3600.0


def taken(now=TEN, spans=DAY, **more):
    """How a forecast takes a window that a clerk opened at nine."""
    return standing(Seat(**({"state": "open", "since": 9 * 3600.0, "today": True} | more)), now, spans)[:2]


def test_an_open_window_counts_by_who_sits_there():
    assert taken() == ("idle", None)
    assert taken(today=False) == ("closed", None), "left open overnight"
    assert taken(today=False, last=9.9 * 3600) == ("idle", None), "and its clerk is back"
    assert taken(state="closed", last=9.9 * 3600) == ("closed", None)


@pytest.mark.parametrize(
    ("idle", "status"), [(0, "idle"), (AWAY - 1, "idle"), (AWAY, "paused"), (GONE - 1, "paused"), (GONE, "closed")]
)
def test_a_window_that_calls_nobody_though_people_wait_stands_for_a_pause_and_then_for_a_clerk_who_has_gone(
    idle, status
):
    now = 11.5 * 3600
    assert taken(now, last=now - idle, waits=9 * 3600.0) == (status, None)
    assert taken(now, last=9 * 3600.0, waits=now - idle) == (status, None), "he is idle since there is somebody to call"
    assert taken(now, last=now - idle) == ("idle", None), "nobody waits whom it may call"


def test_nobody_is_missing_over_lunch():
    assert taken(14.1 * 3600, last=11.9 * 3600, waits=11.8 * 3600) == ("idle", None)
    assert taken(14.1 * 3600, state="paused", since=11.9 * 3600)[0] == "paused"


def test_a_pause_counts_while_its_return_is_to_come_or_hardly_over():
    pause = {"state": "paused", "since": 9.5 * 3600}
    assert taken(back=TEN + 600, **pause) == ("paused", TEN + 600)
    assert taken(back=TEN - AWAY + 1, **pause) == ("paused", TEN - AWAY + 1)
    assert taken(back=TEN - AWAY, **pause) == ("paused", None), "nobody knows when he is back"
    assert taken(12 * 3600 - 1, back=12 * 3600 - 1 - GONE, **pause) == ("closed", None)
    assert taken(**pause) == ("paused", None)
    assert taken(11 * 3600, **pause) == ("closed", None)
    assert taken(state="paused", since=0.0, today=False, spans=((9.9 * 3600, 17 * 3600.0),)) == ("closed", None), (
        "since yesterday"
    )


def stands(hall):
    """The windows at this moment as the engines see them."""
    with reading(hall.actor):
        return {w.id: w.status for w in present(hall.actor, clock.now()).moment.windows}


def basis(hall, ticket):
    queueing.announce_ticket(actor=hall.actor, ticket=ticket["id"])
    return hall.ticket(ticket).wait.basis


@pytest.fixture
def at_ten(hall):
    """A day to come, ten in the morning; the windows 1 to 4 were switched on the day before, by a program."""
    places.set_opening_hours(actor=hall.actor, week={str(n): [["09:00", "17:00"]] for n in range(7)})
    with reading(hall.actor):
        return datetime.combine(a_day_to_serve(hall.center_id), time(10), ZONE)


def test_where_windows_are_only_switched_on_nobody_is_told_a_wait(hall, at_ten):
    with clock.at(at_ten):
        first = hall.issue()
        assert stands(hall) == dict.fromkeys("1234", "closed")
        assert basis(hall, first) == "no_window"
    with clock.at(at_ten + timedelta(minutes=1)):
        hall.sit("2")
        second = hall.issue()
        assert stands(hall)["2"] == "idle"
        assert basis(hall, second) == "assumed"


def test_a_program_that_calls_is_somebody(hall, at_ten):
    with clock.at(at_ten):
        hall.issue()
        called = hall.call("1")
        assert stands(hall)["1"] == "busy"
    with clock.at(at_ten + timedelta(minutes=5)):
        hall.act(queueing.finish, called)
        assert stands(hall) == {"1": "idle", "2": "closed", "3": "closed", "4": "closed"}


def test_a_clerk_who_goes_home_without_closing_is_no_promise(hall, at_ten):
    with clock.at(at_ten):
        hall.sit("1")
        waits = hall.issue()
        assert stands(hall)["1"] == "idle"
    with clock.at(at_ten + timedelta(minutes=20)):
        assert stands(hall)["1"] == "paused"
    with clock.at(at_ten + timedelta(minutes=70)):
        assert stands(hall)["1"] == "closed"
        assert basis(hall, waits) == "no_window"
    with clock.at(at_ten + timedelta(days=1)):
        assert stands(hall)["1"] == "closed"


def test_who_waits_for_another_window_or_a_need_that_it_may_not_meet_shows_nobody_to_be_away(hall, at_ten):
    with clock.at(at_ten):
        hall.sit("1", "2")
        hall.issue(needs=["sign"])
        hall.issue("Z")
    with clock.at(at_ten + timedelta(minutes=70)):
        assert stands(hall)["1"] == "idle"


def test_a_pause_counts_until_its_return_is_long_over(hall, at_ten):
    with clock.at(at_ten):
        hall.sit("1")
        queueing.pause_window(
            actor=hall.actor, window="1", reason="rest", expected_return=at_ten + timedelta(minutes=10)
        )
        assert stands(hall)["1"] == "paused"
    with clock.at(at_ten + timedelta(minutes=80)):
        assert stands(hall)["1"] == "closed"

"""Cases worked by hand from the State Council's notices and the codes: the table in `docs/clock-cases.md`, and what goes
beyond a date."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yichuang.foundation.deadlines import Limit, Stop, Stops, binding, due_day, outlasts, term
from yichuang.foundation.workdays.published import published

from .worked import worked

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def run(value, unit, start, *, now=None, stops=(), extension=None, **more):
    return term(
        Limit(value, unit), at(start), published(), at(now or start), ZONE, stops=stops, extension=extension, **more
    )


CASES = worked()


def test_there_are_enough_cases_and_each_names_its_law():
    assert len(CASES) >= 60
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+\d+", c.law) for c in CASES)
    assert {c.section for c in CASES} == {
        "Working days", "Spring Festival", "Other holidays, worked weekends, ends of the year", "Natural days, months, years",
        "Stops", "Extensions", "Hours", "Working hours",
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.case)
def test_the_date_and_the_counted_days_are_those_counted_by_hand(case):
    now = case.started + timedelta(days=3)
    got = term(case.limit, case.started, published(), now, ZONE, case.stops, case.extension)
    assert (got.due_at if case.limit.unit.timed else got.due) == case.due
    if case.limit.unit.timed:
        assert [(s.start, s.to) for s in joined(s for s in got.segments if s.counted)] == case.counted
        return
    assert [c.date for c in got.cells if c.ordinal] == case.counted
    assert [c.ordinal for c in got.cells if c.ordinal] == list(range(1, len(case.counted) + 1))
    days = [s.start + timedelta(n) for s in got.segments if s.counted for n in range(int(s.days))]
    assert days == case.counted
    assert due_day(case.limit, case.extension, got.start, published(), Stops(case.stops, ZONE)) == case.due


def joined(segments):
    """Stretches that follow one another at once as one, whatever they are called."""
    found = []
    for s in segments:
        if found and found[-1].to == s.start:
            found[-1] = replace(found[-1], to=s.to)
        else:
            found.append(s)
    return found


def test_a_date_beyond_the_published_calendar_says_so():
    known, guessed = run(5, "working_day", "2026-11-23T10:00"), run(5, "working_day", "2026-12-29T10:00")
    assert known.assumed_from is None
    assert guessed.assumed_from == date(2027, 1, 1)
    assert [line.facts for line in guessed.sum if line.code == "assumed"] == [{"year": 2027}]


def test_days_with_a_stop_in_force_at_their_end_are_not_counted():
    # 7 working days from Mon 23: 24 25 26 27 30 1 2. Testing from Wed 25 10:00 to Fri 27 15:00 holds the 25th and 26th.
    stop = Stop("testing", at("2026-11-25T10:00"), at("2026-11-27T15:00"))
    got = run(7, "working_day", "2026-11-23T10:00", stops=[stop])
    assert got.due == date(2026, 12, 4)
    held = [c.date.day for c in got.cells if c.kind == "stop"]
    assert held == [25, 26]


@pytest.mark.parametrize(
    ("start", "to", "due", "why"),
    [
        ("2026-11-25T00:00", "2026-11-26T00:00", "2026-12-03", "the 25th whole: in force at its end"),
        ("2026-11-25T09:00", "2026-11-25T17:00", "2026-12-02", "over before the day ended: nothing lost"),
        ("2026-11-25T23:59", "2026-11-26T00:01", "2026-12-03", "two minutes across midnight hold one day"),
        ("2026-11-28T00:00", "2026-11-30T00:00", "2026-12-02", "a weekend that would not have counted anyway"),
        ("2026-11-20T09:00", "2026-11-23T12:00", "2026-12-02", "over on the event's day"),
        ("2026-12-03T09:00", "2026-12-09T09:00", "2026-12-02", "begun after the due date: too late to matter"),
    ],
)
def test_a_stop_is_measured_at_midnight(start, to, due, why):
    got = run(7, "working_day", "2026-11-23T10:00", stops=[Stop("hearing", at(start), at(to))])
    assert got.due == date.fromisoformat(due), why


def test_stops_that_touch_or_overlap_count_once():
    touch = [
        Stop("hearing", at("2026-11-24T09:00"), at("2026-11-26T09:00")),
        Stop("testing", at("2026-11-26T09:00"), at("2026-11-28T09:00")),
    ]
    overlap = [
        Stop("hearing", at("2026-11-24T09:00"), at("2026-11-27T09:00")),
        Stop("testing", at("2026-11-25T09:00"), at("2026-11-28T09:00")),
    ]
    for stops in (touch, overlap):  # 24 25 26 27 held; 30 1 2 3 4 | 7 8
        assert run(7, "working_day", "2026-11-23T10:00", stops=stops).due == date(2026, 12, 8)


def test_an_open_stop_leaves_no_date_and_keeps_what_was_left():
    stop = Stop("expert_review", at("2026-11-26T09:00"))
    got = run(7, "working_day", "2026-11-23T10:00", now="2026-12-15T10:00", stops=[stop])
    assert (got.due, got.due_at, got.late, got.paused) == (None, None, False, True)
    assert (got.elapsed, got.remaining) == (2, 5)  # the 24th and 25th were used
    assert got.cells[-1].date == date(2026, 12, 15)
    assert got.cells[-1].kind == "stop"


def test_an_extension_lengthens_the_limit_before_it_is_counted():
    got = run(20, "working_day", "2026-11-02T10:00", extension=Limit(10, "working_day"))
    assert got.due == run(30, "working_day", "2026-11-02T10:00").due == date(2026, 12, 14)
    assert [s.days for s in got.segments if s.why == "extension"] == [4, 5, 1]  # 1-4, 7-11, 14 December


def test_an_extension_in_another_unit_runs_after_the_base():
    # 45 natural days from 23 November end on 7 January (Thursday); 5 working days later is Thursday 14
    got = run(45, "natural_day", "2026-11-23T10:00", extension=Limit(5, "working_day"))
    assert got.due == date(2027, 1, 14)


def test_a_month_is_lengthened_by_the_days_that_were_stopped():
    stop = Stop("testing", at("2026-12-01T09:00"), at("2026-12-11T09:00"))  # ten days
    assert run(1, "month", "2026-11-23T10:00", stops=[stop]).due == date(2027, 1, 4)  # 23 Dec + 10 = 2 Jan, Sat -> Mon


def test_hours_run_straight_and_end_at_a_time():
    got = run(48, "hour", "2026-11-27T16:30", now="2026-11-28T16:30")
    assert got.due_at == at("2026-11-29T16:30")  # Sunday: hours do not care
    assert (got.elapsed, got.remaining, got.light) == (24, 24, "green")
    assert run(48, "hour", "2026-11-27T16:30", now="2026-11-29T16:31").light == "red"


def test_hours_are_held_by_the_time_of_the_stop():
    stop = Stop("inspection", at("2026-11-27T18:00"), at("2026-11-28T06:30"))
    assert run(24, "hour", "2026-11-27T16:30", stops=[stop]).due_at == at("2026-11-29T05:00")
    assert run(24, "hour", "2026-11-27T16:30", stops=[Stop("inspection", at("2026-11-27T18:00"))]).due_at is None


@pytest.mark.parametrize(
    ("now", "elapsed", "remaining", "light"),
    [
        ("2026-11-23T10:00", 0, 10, "green"),
        ("2026-11-24T08:00", 1, 9, "green"),
        ("2026-12-03T08:00", 8, 2, "yellow"),  # a fifth of ten
        ("2026-12-07T23:59", 10, 0, "yellow"),  # the due day, to its last minute
        ("2026-12-08T00:00", 11, -1, "red"),
        ("2026-12-10T09:00", 13, -3, "red"),
    ],
)
def test_the_light_and_what_is_left(now, elapsed, remaining, light):
    got = run(10, "working_day", "2026-11-23T10:00", now=now)
    assert got.due == date(2026, 12, 7)
    assert (got.elapsed, got.remaining, got.light) == (elapsed, remaining, light)


def test_late_is_below_zero_even_on_the_weekend_after():
    got = run(4, "working_day", "2026-11-23T10:00", now="2026-11-28T09:00")  # due Friday 27, now Saturday
    assert (got.due, got.remaining, got.light) == (date(2026, 11, 27), -1, "red")


def test_the_center_says_when_yellow_begins():
    assert run(20, "working_day", "2026-11-23T10:00", yellow_at=20).light == "yellow"
    assert run(20, "working_day", "2026-11-23T10:00", now="2026-12-18T10:00", yellow_at=0).light == "green"


def test_the_earlier_of_promise_and_statute_binds_as_dates():
    promise, statute = run(7, "working_day", "2026-11-23T10:00"), run(20, "working_day", "2026-11-23T10:00")
    assert (binding(promise, statute).due, binding(promise, statute).which) == (date(2026, 12, 2), "promise")
    # 20 working days across the Spring Festival outlast 30 natural days
    promise, statute = run(20, "working_day", "2026-02-10T10:00"), run(30, "natural_day", "2026-02-10T10:00")
    shown = binding(promise, statute)
    assert (shown.due, shown.which, promise.due) == (date(2026, 3, 12), "statutory", date(2026, 3, 16))
    assert binding(None, statute).term is statute


def test_an_item_whose_promise_may_outlast_the_statute_is_found():
    days, natural = Limit(20, "working_day"), Limit(30, "natural_day")
    assert outlasts(days, natural, published(), 2026) == date(2026, 1, 21)
    assert outlasts(Limit(7, "working_day"), days, published(), 2026) is None

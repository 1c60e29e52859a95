"""Hours and working hours beyond their due times: what is left, the light, the sum, the words, storage."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yichuang.foundation.deadlines import OFFICE, Limit, Office, Stop, started_of, term, words
from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays.published import published

ZONE = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")


def at(text, zone=ZONE):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def run(value, unit, start, *, now=None, zone=ZONE, **more):
    return term(Limit(value, unit), at(start, zone), published(), at(now or start, zone), zone, **more)


@pytest.mark.parametrize(
    ("now", "elapsed", "remaining", "light"),
    [
        ("2026-11-23T09:00", 0, 15, "green"),
        ("2026-11-23T12:30", 3, 12, "green"),
        ("2026-11-23T20:00", 7.5, 7.5, "green"),
        ("2026-11-24T08:00", 7.5, 7.5, "yellow"),  # due today
        ("2026-11-24T17:30", 15, 0, "yellow"),
        ("2026-11-24T17:31", 15, -0.01, "red"),  # late, though nobody has worked since
        ("2026-11-25T10:00", 16, -1, "red"),
    ],
)
def test_working_hours_that_went_and_that_are_left(now, elapsed, remaining, light):
    got = run(15, "working_hour", "2026-11-23T09:00", now=now)  # two days of seven and a half hours
    assert got.due_at == at("2026-11-24T17:30")
    assert (got.elapsed, got.remaining, got.light) == (elapsed, remaining, light)


def test_other_office_hours_give_another_time():
    early = Office.read("08:30-12:00，14:00-18:00")
    assert run(8, "working_hour", "2026-11-23T10:00", office=early).due_at == at("2026-11-24T10:30")  # 2 + 4 + 2
    assert str(early) == "08:30-12:00,14:00-18:00"
    assert early.daily == timedelta(hours=7.5) == OFFICE.daily


@pytest.mark.parametrize(
    "text", ["", "9-12", "12:00-09:00", "09:00-12:00,11:00-13:00", "09:00-25:00", "09:00-12:00,", "09:61-12:00"]
)
def test_office_hours_that_make_no_sense_are_refused(text):
    with pytest.raises(Invalid, match=r"clock.office_hours"):
        Office.read(text)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)), st.integers(0, 60 * 24 * 20))  # noqa: DTZ001
def test_working_time_between_two_instants(after, minutes):
    after = after.replace(tzinfo=ZONE, second=0, microsecond=0)
    step = timedelta(minutes=30)
    until = after + timedelta(minutes=minutes // 30 * 30)
    piece, total = after, timedelta()
    while piece < until:  # the whole is the sum of its half hours
        total += OFFICE.between(piece, piece + step, published(), ZONE)
        piece += step
    assert OFFICE.between(after, until, published(), ZONE) == total
    limit = int(total / timedelta(hours=1))
    got = term(Limit(limit, "working_hour"), after, published(), after, ZONE)
    assert OFFICE.between(after, got.due_at, published(), ZONE) == timedelta(hours=limit)


def test_hours_do_not_bend_where_the_local_clock_is_changed():
    # New York puts its clocks forward on 8 March 2026: 24 hours later it is an hour later by the wall
    got = run(24, "hour", "2026-03-07T12:00", zone=NEW_YORK)
    assert got.due_at == at("2026-03-08T13:00", NEW_YORK)
    assert got.due_at.astimezone(ZONE) - got.started.astimezone(ZONE) == timedelta(hours=24)


def test_the_segments_cover_the_time_without_a_gap():
    stop = Stop("hearing", at("2026-02-14T11:00"), at("2026-02-24T10:00"))
    got = run(12, "working_hour", "2026-02-13T16:00", stops=[stop])
    assert got.segments[0].start == got.started
    assert got.segments[-1].to == got.due_at
    assert all(a.to == b.start for a, b in zip(got.segments, got.segments[1:], strict=False))
    assert [(s.why.value, s.days) for s in got.segments if s.counted] == [
        ("office_hours", h) for h in (1.5, 2, 2, 4.5, 2)
    ]


def test_the_sum_of_hours_names_the_time_that_a_stop_took():
    stop = Stop("hearing", at("2026-11-23T11:00"), at("2026-11-24T10:00"))
    got = run(8, "working_hour", "2026-11-23T10:00", stops=[stop], extension=Limit(2, "working_hour"))
    with translation.override("zh-hans"):
        assert words.sum_words(got, name="承诺") == [
            ("承诺 8 个工作小时", "11-24 10:30"),
            ("听证 6.5 个工作小时，依法不计入", "+ 6.5 个工作小时"),
            ("依法延长", "+ 2 个工作小时"),
            ("最迟办结", "11-25 11:30"),
        ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_working_hours_are_explained(language):
    got = run(
        8, "working_hour", "2026-12-31T10:00", stops=[Stop("testing", at("2026-12-31T11:00"), at("2027-01-04T10:00"))]
    )
    with translation.override(language):
        said = " ".join(words.explain(got))
    for part in ("09:00-12:00", "8 ", "2027", "09:30"):
        assert part in said
    assert any("一" <= c <= "鿿" for c in said) is (language == "zh-hans")


def test_a_working_tells_the_event_again():
    for unit, start in (("hour", "2026-11-28T10:00"), ("working_hour", "2026-11-28T10:00")):
        got = run(0, unit, start)
        assert started_of(got.as_json()) == got.due_at == at(start)
    days = run(5, "working_day", "2026-11-23T10:00")
    assert started_of(days.as_json()) == days.start


def test_days_and_hours_do_not_mix():
    for unit, other in (("working_day", "hour"), ("hour", "natural_day"), ("month", "working_hour")):
        with pytest.raises(Invalid, match=r"clock.extension_unit"):
            run(5, unit, "2026-11-23T10:00", extension=Limit(2, other))
    assert run(5, "hour", "2026-11-27T16:30", extension=Limit(1, "working_hour")).due_at == at("2026-11-30T10:00")

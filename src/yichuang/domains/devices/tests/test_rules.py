"""When a device is silent, what its self-test means, and how much of the week it was fit: the rules, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from yichuang.domains.devices import rules
from yichuang.domains.devices.rules import Result, Span

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
LIMIT = timedelta(minutes=5)


def m(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("seen", "at", "open_from", "always", "since"),
    [
        (m(0), m(5), m(-60), False, None),  # to the limit, not beyond
        (m(0), m(5.1), m(-60), False, m(0)),
        (None, m(600), m(0), False, None),  # never in use
        (m(-900), m(4), m(0), False, None),  # switched off for the night: its limit begins at the opening
        (m(-900), m(6), m(0), False, m(0)),
        (m(-900), m(600), None, False, None),  # the hall is closed
        (m(-900), m(600), None, True, m(-900)),  # a 24-hour area is never excused
        (m(-900), m(1), m(0), True, m(-900)),
    ],
)
def test_silence_counts_while_the_hall_is_open(seen, at, open_from, always, since) -> None:  # type: ignore[no-untyped-def]
    assert rules.silent_since(seen, at, LIMIT, open_from=open_from, always_on=always) == since


def test_a_self_test_is_read_whole_or_refused_by_the_part() -> None:
    assert rules.read_results({"paper": {"ok": False, "detail": "x" * 300}}) == {"paper": Result(False, "x" * 200)}
    assert rules.read_results({"sound": {"ok": None}}) == {"sound": Result(None)}
    assert rules.read_results({"sound": {"ok": True}, "coffee": {"ok": True}}) == "results.coffee"
    assert rules.read_results({"sound": {"ok": "yes"}}) == "results.sound"
    assert rules.read_results({"sound": {"ok": True, "detail": 1}}) == "results.sound"
    assert rules.read_results({}) == rules.read_results("x") == "results"


def test_what_a_self_test_cannot_tell_neither_opens_nor_closes() -> None:
    told = {"printer": Result(True), "paper": Result(False, "out"), "sound": Result(None)}
    assert rules.failing(told) == {"paper": "out"}
    assert rules.cleared(told) == {"printer", "silent"}
    assert rules.verdict(told) is False
    assert rules.verdict({"sound": Result(None)}) is None
    assert rules.verdict({"sound": Result(None), "clock": Result(True)}) is True


def test_the_middle_of_some_minutes() -> None:
    assert rules.median([9, 1, 5]) == 5 and rules.median([4, 8]) == 4 and rules.median([]) is None


def test_clock_and_network_are_judged_by_the_server() -> None:
    limit = timedelta(seconds=60)
    assert rules.clock_result(m(1), NINE, limit) == Result(True, "+60 s")
    assert rules.clock_result(m(-1.1), NINE, limit) == Result(False, "-66 s")
    assert rules.network_result(3000, 3000).ok and not rules.network_result(3001, 3000).ok


def test_the_share_of_the_week_counts_service_time_only_and_overlaps_once() -> None:
    hours = [(m(0), m(180)), (m(300), m(480))]
    assert rules.fit_share([], hours, first_seen=m(-9), at=m(999)) == 1
    # 60 minutes of the morning, twice over, and a night that does not count
    faults = [Span(m(60), m(120)), Span(m(90), m(110)), Span(m(180), m(300))]
    assert rules.fit_share(faults, hours, first_seen=m(-9), at=m(999)) == 1 - 60 / 360
    assert rules.fit_share([Span(m(450), None)], hours, first_seen=m(-9), at=m(999)) == 1 - 30 / 360
    # what lies before the first word, and what is still to come, is not its time
    assert rules.fit_share([Span(m(300), m(330))], hours, first_seen=m(300), at=m(360)) == 0.5
    assert rules.fit_share([], hours, first_seen=None, at=m(999)) is None
    assert rules.fit_share([], hours, first_seen=m(500), at=m(999)) is None

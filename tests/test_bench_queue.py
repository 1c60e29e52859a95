"""The parts of the queue's measurement that could flatter it."""

import pytest

from bench.queue import forecasts, plans
from yichuang.domains.queueing.hall import Call, DayLog, State, Ticket, Visit, Window
from yichuang.domains.queueing.staffing import Target


def test_pinball_by_hand():
    assert forecasts.pinball((10, 20, 30), 20) == pytest.approx((0.1 * 10 + 0 + 0.1 * 10) / 3)
    assert forecasts.pinball((10, 20, 30), 40) == pytest.approx((0.1 * 30 + 0.5 * 20 + 0.9 * 10) / 3)


def test_the_simple_forecasts_read_the_board():
    line = (*tuple(Ticket(n, "A", "a", "normal", 1000.0 * n) for n in (1, 2, 3)), Ticket(9, "B", "b", "normal", 500.0))
    windows = (Window("1", frozenset("A")), Window("2", frozenset("AB"), "busy"), Window("3", frozenset("A"), "closed"))
    calls = (Call("A", "normal", 3000.0, 1700.0), Call("B", "normal", 3100.0, 10.0))
    state = State(3600.0, 0.0, 30_000.0, ticket=line[2], waiting=line, windows=windows, calls=calls)
    assert list(forecasts.simple(state, {"A": 300.0, "B": 60.0}).values()) == [300.0, 1100.0, 2000.0]


def test_a_half_hour_counts_by_day_and_who_gave_up_late_counts_as_late():
    def visit(n, arrive, call=None, end=None):
        return Visit(Ticket(n, "A", "a", "normal", arrive), call, end, "1", "left" if call is None else "served")

    first = (
        visit(1, 10.0, 20.0, 50.0),
        visit(2, 20.0, 1500.0, 1600.0),
        visit(3, 30.0, None, 400.0),
        visit(4, 40.0, None, 1400.0),
    )
    second = (visit(1, 10.0, 20.0, 50.0), visit(2, 2000.0, 2100.0, 2200.0))
    shares = plans.share_by_slot([DayLog(0.0, 3600.0, visits=v) for v in (first, second)], Target(0.85, 15))
    assert shares == [pytest.approx((1 / 3 + 1) / 2), 1.0]

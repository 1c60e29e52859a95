"""Thirty threads on one center. Every word of `hot.py` that guards against a crowd was taken away once, and a test fell:

| taken away | what fell |
| --- | --- |
| the counter's `ON CONFLICT … DO UPDATE` (a count of today's tickets instead) | numbers twice, stopped by the constraint |
| `FOR UPDATE SKIP LOCKED` | one person called to two windows, in five tests |
| `SKIP LOCKED` alone | deadlock in the crowd; `test_calling_does_not_wait_…` |
| `FOR UPDATE` of the window's row | two people at one window, stopped by the constraint |
| the state looked at again under the lock | somebody called who had just been called or served |
| the lock on turns | `test_two_windows_by_turns_…`: two of one class in a row |
| the wider second look | `test_fifteen_windows_…`: a clerk told that nobody waits |
"""

import contextlib
import threading
import time
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing import hot
from yichuang.domains.queueing.models import Ticket, WindowDesk
from yichuang.foundation import clock
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import enter, reading


@pytest.fixture
def windows(hall):
    """Fifteen open windows, all calling from A and B."""
    codes = [f"W{n}" for n in range(15)]
    for code in codes:
        places.add_window(actor=hall.actor, code=code, name=code, kind="service", zone="H")
        queueing.serve_queues(actor=hall.actor, window=code, queues=["A", "B"])
        queueing.open_window(actor=hall.actor, window=code)
    return codes


def test_thirty_threads_issue_and_call_no_number_twice_and_nobody_called_twice(hall, windows, at_once):
    issued: list[str] = []
    called: list[str] = []
    ended: list[int] = []

    def guide(n: int) -> None:
        try:
            for turn in range(20):
                issued.append(hall.issue("AB"[(n + turn) % 2], priority=turn % 5 == 0)["number"])
        finally:
            ended.append(n)

    def clerk(code: str) -> None:
        while True:
            all_came = len(ended) == 15
            ticket = hall.call(code)
            if ticket is not None:
                called.append(ticket["id"])
                hall.act(queueing.finish, ticket)
            elif all_came:
                return

    at_once([lambda n=n: guide(n) for n in range(15)] + [lambda c=c: clerk(c) for c in windows])
    assert len(issued) == len(set(issued)) == 300
    assert [n for n, times in Counter(called).items() if times > 1] == []
    assert len(called) == 300, "nobody was skipped for good"
    numbers = sorted(int(n[1:]) for n in issued if n.startswith("A"))
    assert numbers == list(range(1, 151)), "numbers follow each other"


def test_two_clerks_at_one_window_bring_one_person(hall, at_once):
    for _ in range(10):
        hall.issue()
    outcome: list[str] = []

    def press() -> None:
        try:
            outcome.append(hall.call("1")["number"])
        except Refused as no:
            outcome.append(no.code)

    at_once([press] * 8)
    assert sorted(outcome) == ["A001", *["ticket.window_busy"] * 7]


def test_a_second_press_waits_for_the_first_and_is_then_refused(hall):
    hall.issue(), hall.issue()
    outcome: list[str] = []

    def press() -> None:
        try:
            outcome.append(hall.call("1")["number"])
        except Refused as no:
            outcome.append(no.code)
        finally:
            connection.close()

    second = threading.Thread(target=press)
    now = clock.now()
    day = clock.center_day(now, ZoneInfo("Asia/Shanghai"))
    with transaction.atomic():
        enter(hall.actor)
        hot.call({"center": hall.center_id, "window": "1", "day": day, "at": now, "queues": None})
        second.start()
        time.sleep(0.3)
        assert not outcome
    second.join()
    assert outcome == ["ticket.window_busy"]


def test_the_last_person_goes_to_one_window_only(hall, windows, at_once):
    for _ in range(10):
        last = hall.issue()
        got: list[str | None] = []
        at_once([lambda c=c, got=got: got.append((hall.call(c) or {}).get("id")) for c in windows])
        assert sorted(got, key=str) == sorted([last["id"], *[None] * 14], key=str)
        hall.act(queueing.finish, last)


def test_fifteen_windows_and_fifteen_people_everybody_is_called_at_once(hall, windows, at_once):
    """More windows than the first look takes heads, all in one instant: none may be told that nobody waits."""
    wanted = {hall.issue("A")["id"] for _ in range(15)}
    got: list[str | None] = []
    at_once([lambda c=c, got=got: got.append((hall.call(c) or {}).get("id")) for c in windows])
    assert set(got) == wanted


def test_calling_does_not_wait_for_an_act_that_holds_the_first_person(hall, at_once):
    first, second = hall.issue(), hall.issue()
    with transaction.atomic():
        enter(hall.actor)
        Ticket.objects.select_for_update().get(pk=first["id"])
        assert at_once([lambda: hall.call("1")["id"]]) == [second["id"]], "while the first is still held"


def test_a_person_cancelled_in_the_same_instant_is_not_called(hall, windows, at_once):
    for _ in range(5):
        people = [hall.issue() for _ in range(8)]
        got: list[str | None] = []

        def leave(ticket: dict) -> None:
            with contextlib.suppress(Refused):
                hall.act(queueing.cancel, ticket, reason="不等了")

        at_once(
            [lambda t=t: leave(t) for t in people]
            + [lambda c=c, got=got: got.append((hall.call(c) or {}).get("id")) for c in windows[:8]]
        )
        with reading(hall.actor):
            live = list(Ticket.objects.filter(state="called").values_list("id", flat=True))
            seated = list(WindowDesk.objects.exclude(ticket_id=None).values_list("ticket_id", flat=True))
        assert sorted(live) == sorted(seated), "a window shows exactly whom it serves"
        for ticket_id in live:
            hall.act(queueing.finish, {"id": ticket_id})


def test_two_windows_by_turns_call_one_after_the_other(hall, ten):
    """The second call waits for the first and takes the other class, though its instant was the earlier one."""
    queueing.set_calling_order(actor=hall.actor, name="ratio", first=1, then=1)
    now = ten
    with clock.at(now - timedelta(minutes=5)):
        for priority in (True, True, False, False):
            hall.issue(priority=priority)
    day, got = clock.center_day(now, ZoneInfo("Asia/Shanghai")), []

    def at_two() -> None:
        with clock.at(now - timedelta(milliseconds=5)):
            got.append(hall.call("2")["priority"])
        connection.close()

    second = threading.Thread(target=at_two)
    with transaction.atomic():
        enter(hall.actor)
        first = hot.call({"center": hall.center_id, "window": "1", "day": day, "at": now, "queues": None})[1]
        second.start()
        time.sleep(0.3)
        assert not got
    second.join()
    assert first["priority"] and got == [False]
    assert hall.call("3")["priority"], "by the calls in the order in which they were made"

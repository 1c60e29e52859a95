"""The hall for whoever leads it: how it stands, other people's numbers, a window that closes, and the day played again.

What guards: the lock of the tied numbers in `close_window` (a number stays at the closed window), the window's
lock in `serving_desk` (somebody is sent to a window that has just closed), `seen` of `serve_queues` (a change is overwritten).
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.commands import desks
from yichuang.domains.queueing.models import Ticket
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading

from .conftest import Hall

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def state(hall: Hall) -> queueing.HallState:
    with reading(hall.actor):
        return queueing.hall_state(hall.actor)


def take(hall: Hall, queue: str = "A", **more: Any) -> str:
    return str(queueing.issue_ticket(actor=hall.actor, queue=queue, **more)["id"])


def held_at(hall: Hall, window: str) -> str:
    ticket = take(hall)
    queueing.call_next(actor=hall.actor, window=window)
    queueing.hold(actor=hall.actor, ticket=ticket)
    return ticket


def missed_at(hall: Hall, window: str) -> str:
    ticket = take(hall)
    queueing.call_next(actor=hall.actor, window=window)
    queueing.no_show(actor=hall.actor, ticket=ticket)
    return ticket


def row(ticket: str, hall: Hall) -> Ticket:
    with reading(hall.actor):
        return Ticket.objects.select_related("queue").get(pk=ticket)


def code(no: Any) -> str:
    return str(no.value.code)


def test_the_state_counts_whoever_waits_and_what_is_tied_to_each_window(
    hall: Hall, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with clock.at(NINE):
        held_at(hall, "1")
        missed_at(hall, "2")
        take(hall, priority="elder")
        first = take(hall, "B")
    with clock.at(NINE + timedelta(minutes=30)):
        queueing.move_ticket(actor=hall.actor, ticket=first, window="3", reason="会手语")
        with reading(hall.actor), django_assert_max_num_queries(16):
            found = queueing.hall_state(hall.actor)
    windows = {w.line.code: w for w in found.windows}
    assert [len(x) for x in (windows["1"].held, windows["2"].missed, windows["3"].sent)] == [1, 1, 1]
    queues = {q.line.code: q for q in found.queues}
    assert (queues["A"].waiting, queues["A"].urgent, queues["A"].missed) == (1, 1, 1)
    assert (queues["B"].waiting, queues["B"].oldest_minutes(found.at)) == (1, 30)
    assert [z.code for z in found.zones] == ["H"]
    assert set(found.zones[0].queues) == {"A", "B", "Z"}


def test_a_missed_number_comes_back_to_its_old_place_though_it_had_its_second_turn(hall: Hall) -> None:
    with clock.at(NINE):
        ticket = missed_at(hall, "1")
        queueing.requeue(actor=hall.actor, ticket=ticket)
        queueing.call_next(actor=hall.actor, window="1")
        queueing.no_show(actor=hall.actor, ticket=ticket)
    with clock.at(NINE + timedelta(minutes=5)):
        take(hall)
        with pytest.raises(Invalid) as no:
            queueing.call_back(actor=hall.actor, ticket=ticket, reason=" ")
        assert no.value.field == "reason"
        queueing.call_back(actor=hall.actor, ticket=ticket, reason="老人听不清")
        assert queueing.call_next(actor=hall.actor, window="1")["ticket"]["id"] == ticket
        with pytest.raises(Refused, match=r"ticket\.wrong_state"):
            queueing.call_back(actor=hall.actor, ticket=ticket, reason="再叫")


def test_somebody_is_moved_to_a_queue_or_to_an_open_window_and_keeps_his_place(hall: Hall) -> None:
    ticket = take(hall)
    move = {"actor": hall.actor, "ticket": ticket, "reason": "选错了"}
    with pytest.raises(Refused) as no:
        queueing.move_ticket(**move, queue="A")
    assert code(no) == "ticket.transfer_same"
    with pytest.raises(Invalid):
        queueing.move_ticket(**move)
    queueing.open_window(actor=hall.actor, window="5")
    queueing.close_window(actor=hall.actor, window="5")
    with pytest.raises(Refused) as no:
        queueing.move_ticket(**move, window="5")
    assert code(no) == "window.sent_to_closed"
    since = row(ticket, hall).first_issued_at
    queueing.move_ticket(**move, queue="B")
    found = row(ticket, hall)
    assert (found.queue.code, found.ordered_at) == ("B", since)
    queueing.call_next(actor=hall.actor, window="1")
    queueing.move_ticket(**move, window="2")
    assert hall.window("1").ticket is None
    assert row(ticket, hall).for_window_id == hall.window("2").id
    queueing.call_next(actor=hall.actor, window="2")
    queueing.start(actor=hall.actor, ticket=ticket)
    with pytest.raises(Refused, match=r"ticket\.wrong_state"):
        queueing.move_ticket(**move, queue="A")


def test_a_held_number_is_given_to_another_window_where_its_clerk_goes_on(hall: Hall) -> None:
    ticket = held_at(hall, "1")
    with pytest.raises(Refused) as no:
        queueing.reassign_held(actor=hall.actor, ticket=ticket, window="1", reason="换人")
    assert code(no) == "ticket.held_there"
    queueing.reassign_held(actor=hall.actor, ticket=ticket, window="2", reason="换人")
    assert [t.number for t in hall.panel("2").held] == [row(ticket, hall).number]
    assert queueing.resume(actor=hall.actor, ticket=ticket)["window"] == "2"


def test_nobody_stays_tied_to_a_window_that_closes_unless_it_is_said(hall: Hall) -> None:
    aside, sent = held_at(hall, "1"), take(hall)
    queueing.move_ticket(actor=hall.actor, ticket=sent, window="1", reason="原窗口")
    with pytest.raises(Invalid) as no:
        queueing.close_window(actor=hall.actor, window="1")
    assert (code(no), no.value.field, hall.window("1").state) == ("window.held_left", "held", "open")
    done = queueing.close_window(actor=hall.actor, window="1", held="2")
    assert done["moved"] == [row(sent, hall).number]
    assert row(sent, hall).for_window_id is None
    assert [t.id for t in hall.panel("2").held] == [row(aside, hall).pk]
    assert not [t for w in state(hall).windows if w.line.code == "1" for t in w.tied]
    queueing.close_window(actor=hall.actor, window="2", held="queue")
    assert {t.line.code: t.waiting for t in state(hall).queues}["A"] == 2
    queueing.call_next(actor=hall.actor, window="3")
    queueing.hold(actor=hall.actor, ticket=aside)
    queueing.close_window(actor=hall.actor, window="3", held="stay")
    assert [len(w.held) for w in state(hall).windows if w.line.code == "3"] == [1]
    with pytest.raises(Missing):
        queueing.close_window(actor=hall.actor, window="77")


def test_a_change_of_queues_is_not_overwritten_unseen(hall: Hall) -> None:
    queueing.serve_queues(actor=hall.actor, window="1", queues=["A"], seen=["B", "A"])
    with pytest.raises(Refused) as no:
        queueing.serve_queues(actor=hall.actor, window="1", queues=["Z"], seen=["A", "B"])
    assert code(no) == "window.queues_changed"
    assert hall.window("1").queues == ("A",)


def test_two_people_act_at_once_and_nobody_is_lost(hall: Hall, at_once: Any) -> None:
    """One closes the window, one sends somebody there, one calls: whatever comes first, all are in a line or at a window."""
    for turn in range(4):
        tickets = [take(hall) for _ in range(3)]
        queueing.move_ticket(actor=hall.actor, ticket=tickets[0], window="1", reason="原窗口")

        def quietly(act: Callable[..., Any], **said: Any) -> Callable[[], None]:
            def run() -> None:
                try:
                    act(actor=hall.actor, **said)
                except Refused as no:
                    assert no.code != "command.busy"

            return run

        at_once(
            [
                quietly(queueing.close_window, window="1"),
                quietly(queueing.move_ticket, ticket=tickets[1], window="1", reason="去一号"),
                quietly(queueing.call_next, window="1"),
                quietly(queueing.move_ticket, ticket=tickets[0], queue="B", reason="去社会事务"),
                quietly(queueing.move_ticket, ticket=tickets[2], queue="B", reason="去社会事务"),
                quietly(queueing.call_chosen, window="2", ticket=tickets[2], reason="急"),
            ]
        )
        one = hall.window("1")
        closed = [w for w in state(hall).windows if w.line.state == "closed"]
        stranded = [
            t.number for w in closed for t in w.tied if t.state != "absent"
        ]  # who did not come is tied to no window
        assert not stranded, turn
        for t in tickets:
            now = row(t, hall)
            at = {hall.window(w).ticket.id for w in "12" if hall.window(w).ticket}  # type: ignore[union-attr]
            assert now.state == "waiting" or (now.state == "called" and now.pk in at)
        for window in "12":
            held = hall.window(window).ticket
            if held:
                queueing.no_show(actor=hall.actor, ticket=held.id)
        if one.state == "closed":
            queueing.open_window(actor=hall.actor, window="1")


def test_whoever_is_sent_to_a_window_while_it_closes_is_not_left_there(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, at_once: Any
) -> None:
    ticket, closing, told = take(hall), threading.Event(), []  # type: tuple[str, threading.Event, list[str]]
    get_up = desks.posts.get_up

    def slowly(*given: Any) -> Any:
        closing.set()
        time.sleep(0.4)  # the numbers tied to the window have been let go, and nobody else sees it yet
        return get_up(*given)

    monkeypatch.setattr(desks.posts, "get_up", slowly)

    def send() -> None:
        closing.wait(10)
        try:
            queueing.move_ticket(actor=hall.actor, ticket=ticket, window="1", reason="去一号")
        except Refused as no:
            told.append(no.code)

    at_once([lambda: queueing.close_window(actor=hall.actor, window="1"), send])
    assert told == ["window.sent_to_closed"]
    assert not [t for w in state(hall).windows if w.line.state == "closed" for t in w.tied]


def test_two_who_change_the_queues_of_one_window_at_once_do_not_overwrite_each_other(hall: Hall, at_once: Any) -> None:
    done: list[str] = []

    def change(to: str) -> Callable[[], None]:
        def run() -> None:
            try:
                queueing.serve_queues(actor=hall.actor, window="1", queues=[to], seen=["A", "B"])
                done.append(to)
            except Refused as no:
                assert no.code == "window.queues_changed"

        return run

    at_once([change("A"), change("B")])
    assert len(done) == 1
    assert hall.window("1").queues == (done[0],)


# ---- the day played again ----------------------------------------------------------------------------------------------


def live(hall: Hall) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the tables say now, in the form of a picture."""
    found = state(hall)
    windows = {}
    for w in found.windows:
        at = w.line.ticket
        windows[w.line.code] = (
            w.line.state, w.line.reason, at.number if at else "", at.state if at else "", w.served,
        )  # fmt: skip
    return windows, {q.line.code: (q.waiting, q.urgent, q.served) for q in found.queues if q.waiting or q.served}


def played(ids: dict[str, str], reel: queueing.DayReel, at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    picture = reel.at(at)
    windows = {}
    for code, window_id in ids.items():
        then = picture.windows.get(window_id, queueing.WindowThen(""))
        windows[code] = (then.state, then.reason, then.number, then.ticket_state, then.served)
    queues = {c: (q.waiting, q.urgent, q.served) for c, q in picture.queues.items() if q.waiting or q.served}
    return windows, queues


def test_the_day_played_again_is_the_hall_as_it_stood(hall: Hall) -> None:
    """Every minute of a busy hour: the picture from the facts equals what the tables said then."""
    act, seen = hall.actor, {}
    soon = clock.now().astimezone(NINE.tzinfo) + timedelta(days=14)  # after the hall itself was made
    nine = at = (soon + timedelta(days=(1 - soon.weekday()) % 7)).replace(hour=9, minute=0, second=0, microsecond=0)
    clerk = replace(act, kind="staff", id=uuid7(), name="吴敏")
    with clock.at(nine - timedelta(days=4)):
        places.set_opening_hours(actor=act, week={"1": [["09:00", "17:00"]]})
        queueing.carry_over(actor=clerk, tickets=[take(hall, "B")], to=nine.date(), reason="没办完")
        queueing.close_window(actor=act, window="3")
    said: dict[str, str] = {}

    def one(name: str, queue: str = "A", **more: Any) -> Callable[[], Any]:
        return lambda: said.__setitem__(name, take(hall, queue, **more))

    def on(do: Callable[..., Any], name: str = "", **more: Any) -> Callable[[], Any]:
        return lambda: do(actor=act, **({"ticket": said[name]} if name else {}), **more)

    def call(name: str, window: str) -> Callable[[], Any]:
        """Whoever's turn it is gets the name."""
        return lambda: said.__setitem__(name, queueing.call_next(actor=act, window=window)["ticket"]["id"])

    script = [
        one("1"), one("2", "B", priority="elder"), call("a", "1"), one("3"), on(queueing.start, "a"), call("b", "2"),
        on(queueing.recall, "b"), on(queueing.no_show, "b"), on(queueing.requeue, "b"), on(queueing.hold, "a"), call("c", "1"),
        on(queueing.resume, "a", window="2"), one("d", "Z"), on(queueing.transfer, "a", window="1"),
        on(queueing.pause_window, window="2", reason="meal"), on(queueing.finish, "c"), on(queueing.open_window, window="3"),
        on(queueing.move_ticket, "d", window="1", reason="急"), call("e", "3"), on(queueing.cancel, "e", reason="走了"),
        on(queueing.close_window, window="1"), on(queueing.open_window, window="2"), call("f", "4"), on(queueing.finish, "f"),
        one("4"), call("g", "2"), on(queueing.no_show, "g"), on(queueing.call_back, "g", reason="没听清"),
    ]  # fmt: skip
    for step in script:
        with clock.at(at):
            step()
            seen[at] = live(hall)
        at += timedelta(minutes=2)
    with reading(act):
        reel = queueing.day_reel(act, nine.date())
    ids = {w.line.code: str(w.line.id) for w in state(hall).windows}
    for moment, found in seen.items():
        assert played(ids, reel, moment + timedelta(seconds=30)) == found, moment
    pictures = reel.steps(list(seen))
    assert [p.waiting for p in pictures] == [sum(q[0] for q in found[1].values()) for found in seen.values()]

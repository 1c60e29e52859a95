"""The checks of `script/bench hall` find what they are there to find, and read the boards as they are drawn."""

import argparse
import asyncio
import time
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from bench.hall import checks, city, meter, run, tables, truth
from bench.hall.checks import Line
from bench.hall.page import Page, Part, Read, parts_of
from bench.hall.people import Called, Pace, Run, Slip
from bench.hall.wire import Answer, Browser, Stream, parse
from bench.hall.witness import Notice
from bench.wire import Figures
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.scope import reading

HERE = uuid4()


def line(
    seq: int, action: str, ticket: str = "t1", window: str = "", number: str = "", day: str = "2026-11-26"
) -> Line:
    return Line("hall1", seq, f"ticket.{action}", ticket, day, number, window)


GOOD = [
    line(1, "issued", number="A001"), line(2, "issued", "t2", number="A002"), line(3, "called", window="1"), line(4, "started"),
    line(5, "called", "t2", window="2"), line(6, "served"), line(7, "missed", "t2"), line(8, "requeued", "t2"),
    line(9, "called", "t2", window="1"),
]  # fmt: skip


def test_a_good_log_has_nothing_wrong():
    assert checks.numbers_twice(GOOD, [Slip("hall1", "A001", "x")]) == []
    assert checks.called_twice(GOOD) == []
    assert checks.answered_twice([Called("hall1", "1", "t1", 0.0)], GOOD) == []


def test_a_number_given_twice_is_found_in_the_log_and_on_slips():
    twice = [*GOOD, line(10, "issued", "t3", number="A001")]
    assert checks.numbers_twice(twice, []) == ["hall1 gave A001 2 times on 2026-11-26"]
    other_day = [*GOOD, line(10, "issued", "t3", number="A001", day="2026-11-27")]
    assert checks.numbers_twice(other_day, []) == []
    slips = [
        Slip("hall1", "A001", "x"),
        Slip("hall1", "A001", "y"),
        Slip("hall1", "Q009", "z"),
        Slip("hall2", "A001", "x"),
    ]
    assert checks.numbers_twice(GOOD, slips) == [
        "hall1 printed A001 2 times",
        "hall1 printed Q009, which its log does not know",
        "hall2 printed A001, which its log does not know",
    ]


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (line(10, "called", "t2", window="3"), "while at 1"),
        (line(10, "called", "t1", window="3"), "after the visit was over"),
        (line(10, "called", "t4", window="1"), "with t2 still there"),
    ],
)
def test_a_double_call_is_found_in_the_log(more, word):
    [wrong] = checks.called_twice([*GOOD, more])
    assert word in wrong


def test_a_double_call_is_found_in_the_answers():
    calls = [Called("hall1", "1", "t1", 0.0), Called("hall1", "2", "t1", 1.0)]
    assert checks.answered_twice(calls, GOOD) == [
        "hall1 t1 was answered to 2 calls",
        "hall1 window 2 was answered t1, which the log did not call there",
    ]


def told(*topics: str, at: float, id_: str = "") -> Notice:
    return Notice(HERE, frozenset(topics), id_ or f"n{at:g}", at)


def page(heard: list[str], *, reads: tuple[float, ...] = (), topics: str = "board") -> Page:
    made = Page(Browser(1), "hall1", "hall")
    made.topics, made.opened = frozenset(topics.split()), 10.0
    made.heard = [(id_, 0.0) for id_ in heard]
    part = Part("b", made.topics, "/", 0.0, 0.0, 0.0, 5.0, reads=[Read(at, at + 0.1, 200) for at in reads])
    made.parts = {"b": part}
    return made


NOTICES = [
    told("board", at=9.0),
    told("board", at=11.0),
    told("queue", at=12.0),
    told("*", at=13.0),
    told("board", at=14.0),
]


def test_a_page_that_heard_everything_that_concerns_it_is_right():
    found = checks.heard_all(page(["n11", "n13", "n14"]), NOTICES, 20.0)
    assert (found.due, found.received, found.reread, found.wrong) == (3, 3, 0, [])


def test_a_missed_notice_is_right_only_when_it_was_read_after():
    found = checks.heard_all(page(["n11", "n14"], reads=(13.5,)), NOTICES, 20.0)
    assert (found.received, found.reread, found.wrong) == (2, 1, [])
    [wrong] = checks.heard_all(page(["n11", "n14"], reads=(12.5,)), NOTICES, 20.0).wrong
    assert "missed n13" in wrong
    failed = page(["n11", "n14"], reads=(13.5,))
    failed.parts["b"].reads = [replace(r, status=500) for r in failed.parts["b"].reads]
    assert checks.heard_all(failed, NOTICES, 20.0).wrong


def test_ids_out_of_order_twice_or_from_nowhere_are_found():
    assert "out of order" in checks.heard_all(page(["n13", "n11", "n14"]), NOTICES, 20.0).wrong[0]
    assert "twice" in checks.heard_all(page(["n11", "n11", "n13", "n14"]), NOTICES, 20.0).wrong[0]
    assert "nobody told" in checks.heard_all(page(["n11", "x", "n13", "n14"]), NOTICES, 20.0).wrong[0]


def test_an_event_that_was_never_told_is_found():
    assert checks.events_told([("hall1", "n9"), ("hall1", "x"), ("hall2", "n9")], {"hall1": NOTICES, "hall2": []}) == [
        "hall1: event x was never told",
        "hall2: event n9 was never told",
    ]


def test_streams_are_read_whatever_chunks_they_come_in():
    heard: list[tuple[str, str]] = []
    stream = Stream(b"", lambda event, data, at: heard.append((event, data)), lambda: None)
    whole = b'HTTP/1.1 200 OK\r\n\r\n2a\r\nretry: 2000\nevent: resync\ndata: {}\n\n\r\n9\r\n: beat\n\n\r\n1f\r\nevent: message\ndata: {"id":1}\n\n\r\n'
    for n in range(0, len(whole), 7):
        stream.data_received(whole[n : n + 7])
    assert heard == [("resync", "{}"), ("message", '{"id":1}')]
    assert parse(b": beat") == ("message", None)


def test_parts_are_found_with_what_governs_their_reading():
    text = (
        '<div id="f" class="x" data-live="queue window:1" data-live-own data-live-gap="4000" data-live-now="window:1" data-live-every="30"'
        ' hx-get="/a/?b=1&amp;c=2" hx-trigger="yc:live delay:150ms"></div><p data-live="staff:1" hx-get="/l/" hx-swap="none"></p>'
    )
    [part] = parts_of(text, 1.0)
    assert (part.id, part.url, part.gap, part.delay, part.every) == ("f", "/a/?b=1&c=2", 4.0, 0.15, 30.0)
    assert (part.topics, part.now, part.own) == (frozenset({"queue", "window:1"}), frozenset({"window:1"}), True)


def test_a_page_reads_what_is_told_but_not_what_its_own_act_showed():
    async def play() -> list[str]:
        class Dumb(Browser):
            async def get(self, path: str, *, htmx: bool = False, news: bool = False) -> Answer:
                asked.append(path)
                return Answer(200, {}, "shown")

        asked: list[str] = []
        made = Page(Dumb(1), "hall1", "desk")
        made.take(
            parts_of(
                '<div id="own" data-live="queue" data-live-own hx-get="/own/"></div><i data-live="queue" hx-get="/i/"></i>',
                0,
            )
        )

        async def answer() -> Answer:
            made._hear("message", '{"topics":["queue"],"id":"mine"}', time.monotonic())
            return Answer(200, {"x-yichuang-told": "mine"}, "")

        await made.act(answer())
        await asyncio.sleep(0.1)
        first = sorted(asked)
        made._hear("message", '{"topics":["queue"],"id":"another"}', time.monotonic())
        await asyncio.sleep(0.1)
        await made.shut()
        return [*first, "|", *sorted(asked[len(first) :])]

    assert asyncio.run(play()) == ["/i/", "|", "/i/", "/own/"]


def test_a_reading_that_is_sent_away_comes_again_and_its_wait_is_counted():
    async def play() -> Page:
        class Busy(Browser):
            async def get(self, path: str, *, htmx: bool = False, news: bool = False) -> Answer:
                asked.append(news)
                return Answer(503 if len(asked) < 3 else 200, {}, "shown")

        asked: list[bool] = []
        made = Page(Busy(1), "hall1", "hall")
        made.read = lambda seconds, status: told.append((seconds, status))
        made.take(parts_of('<i data-live="queue" hx-get="/i/"></i>', 0))
        made._hear("message", '{"topics":["queue"],"id":"one"}', time.monotonic())
        while not told:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await made.shut()
        assert asked == [True] * 3
        return made

    told: list[tuple[float, int]] = []
    made = asyncio.run(play())
    [(seconds, status)] = told
    assert made.sent_away == 2 and status == 200 and made.faults == {}
    assert seconds > 0.2 + 0.4, "from the first time that it asked"
    [part] = made.gone_parts or made.parts.values()
    assert [r.status for r in part.reads] == [200]


@pytest.mark.parametrize(("left", "closed_at_the_cut"), [(True, True), (False, False)])
def test_who_leaves_a_page_before_it_is_back_has_left_it_at_the_cut(left, closed_at_the_cut):
    made = page(["n11"])
    made._stream = Stream(b"", lambda *_: None, lambda: None)
    made.cut()
    cut = made._down
    asyncio.run(made.shut(left=left))
    assert made.drops == 1
    assert (made.closed == cut) is closed_at_the_cut
    back = page(["n11"])
    back._stream = Stream(b"", lambda *_: None, lambda: None)
    back.cut()
    back._hear("resync", "{}", 99.0)
    asyncio.run(back.shut())
    assert back.closed > cut


def test_clients_are_shared_out_exactly():
    assert sum(city.shares(300).values()) == 300
    assert sum(city.shares(7).values()) == 7
    assert city.split(10, 4) == [3, 3, 2, 2]


def test_the_boards_as_they_are_drawn_agree_with_the_tables_and_a_difference_is_found(demo_db):
    """All kinds at once: two people called, one served, one waiting with his telephone."""
    demo = places.demo_center()
    assert demo is not None
    actor = replace(Actor.system(demo.id, name="李梅"), kind="staff")
    tickets = [queueing.issue_ticket(actor=actor, queue="A") for _ in range(4)]
    for window in ("1", "2", "3"):
        called = queueing.call_next(actor=actor, window=window)["ticket"]
    queueing.start(actor=actor, ticket=called["id"])
    boards = {
        "hall": ("hall-1", "/screen/hall/board/", ""), "zone": ("hall-1", "/screen/zone/A/board/", "A"),
        "window": ("screen-1", "/screen/window/1/state/", "1"), "evaluator": ("evaluator-1", "/screen/evaluator/1/now/", "1"),
        "kiosk": ("kiosk-1", "/kiosk/live/", ""), "portal": ("", "/p/demo/state/", ""),
        "phone": ("", f"/t/{tickets[3]['tracking_code']}/state/", tickets[3]["tracking_code"]),
        "desk": ("clerk", "/desk/part/figures/", "1"),
    }  # fmt: skip
    assert set(boards) == set(truth.KINDS)
    day = str(clock.center_day(clock.now(), zone_of(demo.id)))
    pages = [_shown(actor, kind, *how) for kind, how in boards.items()]
    with reading(actor):
        ought = truth.read(connection.connection, demo.id, day, [tickets[3]["tracking_code"]])
    assert [truth.differs(p, truth.shown(p), ought) for p in pages] == [""] * len(pages)
    queueing.call_next(actor=actor, window="4")
    queueing.start(actor=actor, ticket=tickets[0]["id"])
    with reading(actor):
        later = truth.read(connection.connection, demo.id, day, [tickets[3]["tracking_code"]])
    still_right = [p.kind for p in pages if not truth.differs(p, truth.shown(p), later)]
    assert still_right == ["evaluator", "portal"], "the tablet tells the number alone, the portal the open windows"


def _shown(actor: Actor, kind: str, who: str, path: str, of: str) -> Page:
    client = Client()
    if who == "clerk":
        client.post("/login/", {"username": "clerk1", "password": people.DEMO_PASSWORD})
        client.post("/desk/window/", {"window": "1", "key": "sit"})
    elif who:
        with reading(actor):
            device = places.device_by_code(actor.center_id, who)
        client.post("/device/enrol/", {"device_key": places.new_device_key(actor=actor, device_id=device.id)})
    answer = client.get(path)
    assert answer.status_code == 200, kind
    made = Page(Browser(1), "demo", kind, of)
    made.parts = {"figures": Part("figures", frozenset(), path, 0, 0, 0, 0, shown=answer.content.decode())}
    return made


def test_the_table_tells_a_broken_promise():
    found = run.Found(["2 cores"], Run(1, Pace()), parts=[(meter.Reading(at=1.0), meter.Reading(at=61.0))])
    found.run.figures["call"] = Figures(times=[10.0, 20.0])
    found.run.refused["call: 409 no"] = 3
    found.wrong = {"no number twice": ["hall1 gave A001 2 times"], "every event told": []}
    given = run.parser().parse_args([])
    text = tables.text(found, given)
    assert "| no number twice | 0 numbers, 0 slips | 1 |" in text
    assert "- hall1 gave A001 2 times" in text
    assert "| call | 2 | 0.0 | 20.0 | 20.0 | 20.0 | 0 |" in text
    assert "- 3 × call: 409 no" in text
    assert isinstance(given, argparse.Namespace)

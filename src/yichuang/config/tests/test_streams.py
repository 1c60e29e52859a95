"""Live news: who may hear what, what a slow reader gets, and what happens when the database goes away."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings

from yichuang.config import streams
from yichuang.foundation.actor import Actor
from yichuang.foundation.live import LIFE, StreamTicket, stream_ticket

HERE, ELSEWHERE, WHO = uuid4(), uuid4(), uuid4()


def _seat(*topics: str, center: UUID = HERE, who: str = "") -> streams.Seat:
    return streams.Seat(StreamTicket(center, topics, who), frozenset(topics))


def _drain(seat: streams.Seat) -> list[tuple[str, str]]:
    return [seat.news.get_nowait() for _ in range(seat.news.qsize())]


def _in_loop(work: Callable[[], Any]) -> None:
    async def run() -> None:
        work()

    asyncio.run(run())


def _note(center: UUID, *topics: str) -> str:
    return json.dumps({"c": str(center), "t": topics, "e": "1"})


def test_a_seat_hears_its_topics_of_its_center_and_nothing_else() -> None:
    def play() -> None:
        hub, seat, other = streams.Hub(""), _seat("queue", "window:1"), _seat("queue", center=ELSEWHERE)
        with hub.sit(seat), hub.sit(other):
            hub.hear(_note(HERE, "queue", "case:7"))
            hub.hear(_note(HERE, "case:7"))
        assert _drain(seat) == [("message", '{"topics":["queue"],"id":"1"}')]
        assert _drain(other) == []
        assert hub.seats == {}

    _in_loop(play)


def test_a_slow_reader_is_told_to_read_again_instead_of_being_buffered_without_end() -> None:
    def play() -> None:
        hub, seat = streams.Hub(""), _seat("queue")
        with hub.sit(seat):
            for _ in range(streams.SEAT + 1):
                hub.hear(_note(HERE, "queue"))
        assert _drain(seat) == [("resync", "{}")]

    _in_loop(play)


@pytest.mark.parametrize("payload", ["", "no json", "[]", "{}", '{"c": "x"}', '{"c": null, "t": ["queue"]}'])
def test_nonsense_from_the_database_ends_nothing(payload: str) -> None:
    _in_loop(lambda: streams.Hub("").hear(payload))


def test_who_loses_his_access_loses_his_streams() -> None:
    def play() -> None:
        hub, his, hers = streams.Hub(""), _seat("queue", who=str(WHO)), _seat("queue", who="another")
        with hub.sit(his), hub.sit(hers):
            hub.hear(json.dumps({"c": str(HERE), "revoke": str(WHO)}))
        assert (his.closed, hers.closed) == (True, False)
        assert _drain(his) == [("revoked", "{}")]

    _in_loop(play)


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("{public}", True),
        ("http://localhost:{port}", True),
        ("http://localhost:{port}/", False),
        ("http://localhost:1", False),
        ("http://evil.example:{port}", False),
        ("http://localhost.evil.example:{port}", False),
        ("null", False),
        ("http://localhost:nonsense", False),
    ],
)
def test_only_the_pages_own_origin_may_listen(origin: str, allowed: bool) -> None:
    given = origin.format(public=settings.YICHUANG_PUBLIC_URL, port=settings.YICHUANG_PORT)
    assert streams.allowed_origin(given) is allowed


async def _ask(
    query: str, *, origin: str = "", until: tuple[str, int] = ("", 0), then: Callable[[], Any] | None = None
) -> tuple[int, str]:
    """One request to the application, which the browser leaves when it has read some words so often, and half a second later."""
    sent: list[Any] = []
    left = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"origin", origin.encode())] if origin else []
    scope = {"type": "http", "method": "GET", "path": "/stream", "query_string": query.encode(), "headers": headers}
    task = asyncio.create_task(streams.application(scope, receive, send))

    def read() -> str:
        return "".join(m.get("body", b"").decode() for m in sent[1:])

    await _came_to(lambda: bool(sent) or task.done())
    if then is not None and not task.done():
        await asyncio.wait_for(streams.hub().listening.wait(), 30)
        await asyncio.to_thread(then)
        await _came_to(lambda: read().count(until[0]) >= until[1] or task.done())
    await asyncio.wait({task}, timeout=0.5)
    left.set()
    await asyncio.wait_for(task, 30)
    return sent[0]["status"], read()


async def _came_to(what: Callable[[], bool]) -> None:
    for _ in range(1500):
        if what():
            return
        await asyncio.sleep(0.02)


def _ticket(*topics: str) -> str:
    return stream_ticket(Actor.citizen(HERE), topics)


@pytest.mark.parametrize("query", ["", "ticket=", "ticket=forged:1:2"])
def test_without_a_ticket_there_is_no_stream(query: str) -> None:
    assert asyncio.run(_ask(query))[0] == 403


def test_a_ticket_is_good_for_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = _ticket("queue")
    import time

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + LIFE + 2)
    assert asyncio.run(_ask(f"ticket={ticket}"))[0] == 403


def test_a_foreign_page_is_refused_although_it_has_a_ticket() -> None:
    assert asyncio.run(_ask(f"ticket={_ticket('queue')}", origin="http://evil.example"))[0] == 403


def test_a_stream_begins_with_a_resync_and_carries_the_databases_word(django_db_setup: None) -> None:
    def tell() -> None:
        with psycopg.connect(streams._address(), autocommit=True) as link:
            link.execute("SELECT pg_notify('yichuang', %s)", [_note(HERE, "queue")])
            link.execute("SELECT pg_notify('yichuang', %s)", [_note(HERE, "secret")])

    status, text = asyncio.run(_ask(f"ticket={_ticket('queue')}&topics=queue,secret", then=tell, until=('"topics"', 1)))
    assert status == 200
    assert text.startswith("retry: 2000\nevent: resync\n")
    assert 'data: {"topics":["queue"],"id":"1"}' in text
    assert "secret" not in text, "topics that the ticket does not name are not heard"


def test_after_a_lost_connection_everyone_reads_again(django_db_setup: None) -> None:
    def cut() -> None:
        with psycopg.connect(streams._address(), autocommit=True) as link:
            link.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'yichuang-streams' AND datname = current_database() AND usename = current_user"
            )

    _, text = asyncio.run(_ask(f"ticket={_ticket('queue')}", then=cut, until=("event: resync", 2)))
    assert text.count("event: resync") >= 2

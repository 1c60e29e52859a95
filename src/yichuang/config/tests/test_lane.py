"""Who acts goes first: readings wait in few places, and an act finds a thread however many of them wait."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from yichuang.config import lane
from yichuang.config.lane import HEADER, Lane, whole

NEWS = {HEADER: "1"}
SOON = 60.0


class Hall:
    """An application in which everybody stays until he is let go, and that knows how many are in it."""

    def __init__(self) -> None:
        self.inside = self.most = 0
        self.let_go = Event()
        self.hold_acts = False
        self._lock = Lock()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        if HEADER in environ or self.hold_acts:
            assert self.let_go.wait(SOON)
        with self._lock:
            self.inside -= 1
        if environ.get("fails"):
            raise ValueError("a view that fails")
        start("200 OK", [])
        return [b"here"]


def ask(application: Lane, environ: dict[str, Any]) -> str:
    said: list[str] = []
    body = b"".join(application(environ, lambda status, headers: said.append(status)))
    return f"{said[0]} {body.decode()}".strip()


def full(pages: Lane) -> bool:
    """Whether the next reading would be sent away at once."""
    free = pages._here.acquire(blocking=False)
    if free:
        pages._here.release()
    return not free


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(12) as pool:
        yield pool


def until(what: Callable[[], bool]) -> None:
    for _ in range(2000):
        if what():
            return
        Event().wait(0.005)
    raise AssertionError("it never came to that")


def test_so_many_readings_at_a_time_and_an_act_passes_them(threads: ThreadPoolExecutor):
    hall = Hall()
    pages = Lane(hall, acts=2, places=2, waiting=4)
    readings = [threads.submit(ask, pages, NEWS) for _ in range(6)]
    until(lambda: hall.inside == 2)
    assert ask(pages, {}) == "200 OK here", "an act waits for no reading"
    hall.let_go.set()
    assert {r.result(SOON) for r in readings} == {"200 OK here"}
    assert hall.most == 3, "two readings and the act"


def test_no_more_acts_at_a_time_than_there_are_connections_for(threads: ThreadPoolExecutor):
    hall = Hall()
    hall.hold_acts = True
    pages = Lane(hall, acts=2, places=1, waiting=1)
    acts = [threads.submit(ask, pages, {}) for _ in range(5)]
    until(lambda: hall.inside == 2)
    assert hall.most == 2
    hall.let_go.set()
    assert {a.result(SOON) for a in acts} == {"200 OK here"}
    assert hall.most == 2


def test_whoever_finds_no_waiting_place_is_sent_away_before_anything_was_done(threads: ThreadPoolExecutor):
    hall = Hall()
    pages = Lane(hall, acts=2, places=1, waiting=1)
    stay: list[Future[str]] = [threads.submit(ask, pages, NEWS) for _ in range(2)]
    until(lambda: hall.inside == 1 and full(pages))
    assert ask(pages, NEWS) == "503 Service Unavailable"
    hall.let_go.set()
    assert [s.result(SOON) for s in stay] == ["200 OK here"] * 2
    assert ask(pages, NEWS) == "200 OK here", "the places are free again"


def test_a_reading_that_fails_leaves_its_place():
    hall = Hall()
    hall.let_go.set()
    pages = Lane(hall, acts=2, places=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="a view that fails"):
            ask(pages, {**NEWS, "fails": True})
    assert ask(pages, NEWS) == "200 OK here"


def test_who_waits_too_long_is_sent_away_and_leaves_his_place(threads: ThreadPoolExecutor, monkeypatch):
    monkeypatch.setattr(lane, "PATIENCE", 0.05)
    hall = Hall()
    pages = Lane(hall, acts=2, places=1, waiting=1)
    first = threads.submit(ask, pages, NEWS)
    until(lambda: hall.inside == 1)
    assert ask(pages, NEWS) == "503 Service Unavailable"
    assert not full(pages)
    hall.let_go.set()
    assert first.result(SOON) == "200 OK here"


def test_an_answer_in_memory_is_handed_over_whole_and_closed():
    closed: list[bool] = []
    answer = HttpResponse("正文")
    answer._resource_closers.append(lambda: closed.append(True))
    assert whole(lambda environ, start: answer)({}, lambda *a: None) == ["正文".encode()]
    assert closed == [True], "what is done at a request's end is done"


def test_what_streams_goes_on_streaming():
    answer = StreamingHttpResponse(iter([b"one", b"two"]))
    assert whole(lambda environ, start: answer)({}, lambda *a: None) is answer

"""What many read at once is made once, and never older than its stamp."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from yichuang.foundation import clock, shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


@pytest.fixture(autouse=True)
def _kept(settings) -> Iterator[None]:
    settings.YICHUANG_SHARED_MS = 5000
    shared.forget()
    yield
    shared.forget()


class Maker:
    """Counts how often it makes, and answers how often."""

    def __init__(self) -> None:
        self.made = 0
        self.stamp = "a"

    def __call__(self, key: str = "k") -> int:
        return shared.once(key, lambda: self.stamp, self._make)

    def _make(self) -> int:
        self.made += 1
        return self.made


def test_it_is_made_once_while_the_stamp_stands_still():
    make = Maker()
    assert [make(), make(), make()] == [1, 1, 1]
    make.stamp = "b"
    assert [make(), make()] == [2, 2]
    assert make("another") == 3


def test_the_stamp_is_read_before_the_value_is_made():
    """An act between the two makes the value newer than its stamp, never older."""
    order: list[str] = []
    shared.once("k", lambda: order.append("stamp"), lambda: order.append("made"))
    assert order == ["stamp", "made"]


def test_it_is_made_anew_when_its_time_is_over(settings):
    make = Maker()
    make()
    with clock.at(clock.now() + timedelta(seconds=6)):
        assert make() == 2
    settings.YICHUANG_SHARED_MS = 20
    make()
    time.sleep(0.05)
    assert make() == 4


def test_with_nothing_kept_no_stamp_is_read(settings):
    settings.YICHUANG_SHARED_MS = 0
    make = Maker()
    assert shared.once("k", lambda: pytest.fail("read"), make._make) == 1
    assert make() == 2


def test_those_who_come_together_wait_for_the_first():
    made: list[int] = []
    gate = threading.Barrier(6)

    def slow() -> int:
        made.append(1)
        time.sleep(0.1)
        return len(made)

    seen: list[int] = []

    def ask() -> None:
        gate.wait()
        seen.append(shared.once("k", lambda: "s", slow))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert (len(made), seen) == (1, [1] * 6)


def test_a_fault_keeps_nothing():
    def broken() -> int:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        shared.once("k", lambda: "s", broken)
    assert shared.once("k", lambda: "s", lambda: 7) == 7


@pytest.mark.parametrize("nothing", [None, [], {}])
def test_nothing_found_is_not_kept(nothing):
    """Who asked first may not have been allowed to see it."""
    assert shared.once("k", lambda: "s", lambda: nothing) == nothing
    assert shared.once("k", lambda: "s", lambda: 7) == 7


def test_a_request_that_reads_looks_once_at_what_it_needs_twice():
    seen: list[int] = []

    def look() -> int:
        seen.append(1)
        return len(seen)

    assert [shared.looked("s", look), shared.looked("s", look)] == [1, 2], "an act must see what it has changed itself"
    with shared.one_look():
        assert [shared.looked("s", look), shared.looked("s", look)] == [3, 3]
        assert shared.looked("t", look) == 4
    with shared.one_look():
        assert shared.looked("s", look) == 5, "the next request looks anew"


def test_a_reading_is_one_look_which_ends_with_it_and_begins_anew_in_none_that_is_open(real_db):
    seen: list[int] = []

    def look() -> int:
        seen.append(1)
        return len(seen)

    with reading(Actor.citizen(None)):
        assert [shared.looked("s", look), shared.looked("s", look)] == [1, 1]
    assert shared.looked("s", look) == 2, "an act after it sees what is"
    with reading(Actor.citizen(None)), shared.one_look():
        assert [shared.looked("s", look), shared.looked("s", look)] == [3, 3]
    with shared.one_look(), pytest.raises(ZeroDivisionError), shared.one_look():
        shared.looked("s", look), 1 // 0  # type: ignore[unused-ignore]
    assert shared.looked("s", look) == 5


def test_another_thread_does_not_see_with_this_ones_eyes():
    found: list[str] = []
    with shared.one_look():
        shared.looked("s", lambda: "mine")
        other = threading.Thread(target=lambda: found.append(shared.looked("s", lambda: "its own")))
        other.start()
        other.join()
    assert found == ["its own"]


def test_what_was_made_before_can_be_asked_for_while_it_is_made_anew():
    assert shared.kept("k") is None
    shared.once("k", lambda: 1, lambda: "old")
    assert shared.once("k", lambda: 2, lambda: f"{shared.kept('k')} and new") == "old and new"

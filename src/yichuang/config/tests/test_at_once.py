"""The fixture that lets several act in one instant: nothing that goes wrong in a thread stays there."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from yichuang.foundation import clock
from yichuang.foundation.errors import Refused


def fall() -> None:
    raise ValueError("fell")


def refuse() -> None:
    raise Refused("test.no")


def test_all_run_together_and_answer_in_their_order(at_once: Any) -> None:
    here = threading.Barrier(3, timeout=60)  # comes about only if all three run at the same time
    assert at_once([lambda n=n: here.wait() * 0 + n for n in range(3)]) == [0, 1, 2]


def test_a_fault_of_any_is_raised_when_all_have_ended(at_once: Any) -> None:
    ended: list[str] = []
    for asked in ({}, {"refusals": True}):
        with pytest.raises(ValueError, match="fell"):
            at_once([fall, lambda: ended.append("other")], **asked)
    assert ended == ["other"] * 2


def test_a_refusal_is_a_fault_unless_it_is_asked_for(at_once: Any) -> None:
    with pytest.raises(Refused):
        at_once([refuse, int])
    no, done = at_once([refuse, int], refusals=True)
    assert isinstance(no, Refused) and done == 0


def test_every_clock_shows_what_was_asked(at_once: Any) -> None:
    then = datetime(2026, 11, 23, 2, 6, tzinfo=UTC)
    assert at_once([clock.now] * 3, when=then) == [then] * 3

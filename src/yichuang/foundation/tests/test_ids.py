"""Ids sort by the order of their making, whatever the clock does."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from yichuang.foundation import ids
from yichuang.foundation.ids import uuid7


def test_an_id_is_a_version_7_with_its_millisecond_in_front(monkeypatch):
    monkeypatch.setattr(ids, "_last", 0)
    monkeypatch.setattr(time, "time_ns", lambda: 0x0197_1234_5678 * 1_000_000 + 500_000)
    one = uuid7()
    assert (one.version, one.variant) == (7, "specified in RFC 4122")
    assert one.int >> 80 == 0x0197_1234_5678
    assert one.int >> 64 & 0xFFF == 0x800  # half a millisecond


def test_ids_of_one_moment_keep_the_order_of_their_making(monkeypatch):
    monkeypatch.setattr(ids, "_last", 0)
    monkeypatch.setattr(time, "time_ns", lambda: 1_790_000_000_000_000_000)
    made = [uuid7() for _ in range(5000)]  # more than the 4,096 steps of one millisecond
    assert made == sorted(made) and len(set(made)) == 5000


def test_a_clock_that_is_set_back_does_not_put_an_id_before_the_last(monkeypatch):
    monkeypatch.setattr(ids, "_last", 0)
    first = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000_000_000)
    assert uuid7() > first


def test_threads_never_get_the_same_moment(monkeypatch):
    """The threads change places as often as they can, and the clock stands still: each id leans on the one before."""
    monkeypatch.setattr(ids, "_last", 0)
    monkeypatch.setattr(time, "time_ns", lambda: 1_790_000_000_000_000_000)

    def many(_):
        made = [uuid7() for _ in range(2000)]
        assert made == sorted(made)
        return made

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            moments = [i.int >> 64 for made in pool.map(many, range(8)) for i in made]
    finally:
        sys.setswitchinterval(usual)
    assert len(set(moments)) == 16_000

"""A look at everybody's wait is asked for once in a moment, and never by an act that did not happen."""

from datetime import timedelta

import pytest
from django.db import connection

from yichuang.domains.queueing import announcing
from yichuang.foundation import clock
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused


@pytest.fixture(autouse=True)
def _nothing_asked():
    announcing._asked.clear()
    yield
    announcing._asked.clear()


@command("tests.say_twice", needs="")
def say_twice(work: Work, *, fail: bool = False) -> dict:
    """An act with two reasons to look again."""
    announcing.announce_later(work)
    announcing.announce_later(work)
    if fail:
        raise Refused("ticket.missing")
    return {}


def looks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'queueing.announce'")
        return cursor.fetchone()[0]


def test_an_act_asks_once_and_the_next_ones_are_seen_by_the_same_look(real_db, clerk, ten):
    before = looks()
    for _ in range(3):
        say_twice(actor=clerk)
    assert looks() == before + 1
    with clock.at(clock.now() + timedelta(seconds=6)):
        say_twice(actor=clerk)
    assert looks() == before + 2


def test_an_act_that_was_rolled_back_keeps_no_other_from_asking(real_db, clerk, ten):
    before = looks()
    with pytest.raises(Refused):
        say_twice(actor=clerk, fail=True)
    assert looks() == before
    say_twice(actor=clerk)
    assert looks() == before + 1

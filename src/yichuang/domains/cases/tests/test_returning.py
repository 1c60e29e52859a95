"""Coming back with what the one-time notice asked for, with the code on it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

from .halls import Hall


def at_window(hall: Hall) -> Actor:
    """The clerk, with what calling needs, at window 1."""
    clerk = replace(hall.clerk, capabilities=hall.clerk.capabilities | {"ticket.call", "ticket.issue"})
    queueing.open_window(actor=clerk, window="1")
    return clerk


def told(hall: Hall, clerk: Actor) -> dict[str, Any]:
    """A visit that ended with a one-time notice; the case."""
    queueing.issue_ticket(actor=hall.system, queue="A")
    ticket = queueing.call_next(actor=clerk, window="1")["ticket"]
    queueing.start(actor=clerk, ticket=ticket["id"])
    made = hall.open("L1", ticket=ticket["id"])
    hall.check(made["no"], {"M1": "wrong", "M2": "received", "M3": "missing"})
    hall.decide(made["no"], "one_time_notice")
    queueing.finish(actor=clerk, ticket=ticket["id"])
    return made


def come_back(hall: Hall, made: dict[str, Any]) -> dict[str, Any]:
    return cases.take_return_ticket(actor=hall.system, code=made["tracking_code"])


def test_whoever_comes_back_is_called_by_the_same_clerk_who_finds_the_case(hall: Hall) -> None:
    clerk = at_window(hall)
    made = told(hall, clerk)
    back = come_back(hall, made)
    assert back["window"] == "1"
    assert queueing.call_next(actor=hall.system, window="2")["ticket"] is None
    assert queueing.call_next(actor=clerk, window="1")["ticket"]["number"] == back["number"]
    with reading(clerk):
        assert queueing.subjects_of(clerk, UUID(back["id"])) == [f"case:{made['id']}"]


def test_when_that_clerk_is_away_or_has_a_line_there_is_the_short_line(hall: Hall) -> None:
    clerk = at_window(hall)
    made = [told(hall, clerk) for _ in range(4)]
    assert [come_back(hall, m)["window"] for m in made[:3]] == ["1", "1", ""]
    queueing.pause_window(actor=clerk, window="1", reason="meal")
    back = come_back(hall, made[3])
    with reading(hall.system):
        seen = queueing.ticket(hall.system, back["id"])
    assert (back["window"], seen.booked) == ("", True)


def test_a_case_that_asks_for_nothing_and_a_code_of_nothing_are_refused(hall: Hall) -> None:
    made = hall.open("L1")
    with pytest.raises(Refused) as no:
        come_back(hall, made)
    assert no.value.code == "case.not_correcting"
    with pytest.raises(Missing):
        come_back(hall, {"tracking_code": "AAAA-AAAA-AAAA"})

"""The table of moves."""

import pytest

from yichuang.domains.cases.lifecycle import CASE, OVER, State
from yichuang.foundation.errors import Refused


@pytest.mark.parametrize("action", sorted(CASE.moves))
@pytest.mark.parametrize("state", list(State))
def test_every_pair_is_decided(action: str, state: State) -> None:
    if state in CASE.moves[action].sources:
        assert CASE.plan(action, state=state).target in State
    else:
        with pytest.raises(Refused) as no:
            CASE.plan(action, state=state)
        assert no.value.code == "case.wrong_state"


def test_every_state_can_be_reached() -> None:
    assert {m.target for m in CASE.moves.values()} | {State.DRAFT} == set(State)


def test_a_clock_stops_between_acceptance_and_decision_only() -> None:
    assert CASE.moves["stop"].sources == {State.ACCEPTED} and CASE.moves["resume"].sources == {State.STOPPED}
    assert {a for a, m in CASE.moves.items() if m.target is State.STOPPED} == {"stop"}


def test_what_is_over_stays_over_except_that_a_delivered_case_is_closed() -> None:
    going_on = {s for m in CASE.moves.values() for s in m.sources}
    assert going_on & OVER == {State.DELIVERED}

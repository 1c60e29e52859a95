"""Every pair of state and act is decided by the tables."""

import pytest

from yichuang.domains.delivery.lifecycle import IN_STOCK, RESULT, SIGNATURE, Asked, State
from yichuang.foundation.errors import Refused


@pytest.mark.parametrize(("table", "states"), [(RESULT, State), (SIGNATURE, Asked)], ids=["result", "signature"])
def test_every_pair_is_decided(table, states):
    for action, move in table.moves.items():
        for state in states:
            if state in move.sources:
                assert table.plan(action, state=state).target in states
            else:
                with pytest.raises(Refused) as no:
                    table.plan(action, state=state)
                assert no.value.code == f"{table.name}.wrong_state"


def test_every_state_is_named_and_what_is_handed_over_stays_so():
    assert RESULT.states() == set(State)
    assert SIGNATURE.states() == set(Asked)
    assert RESULT.possible(State.HANDED_OVER) == []
    assert SIGNATURE.possible(Asked.USED) == SIGNATURE.possible(Asked.CANCELLED) == []
    assert State.HANDED_OVER not in IN_STOCK
    assert State.WITH_DEPARTMENT not in IN_STOCK

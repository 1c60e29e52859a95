"""The table of moves, held against what a hall expects."""

import pytest

from yichuang.domains.queueing.lifecycle import ENDED, LIVE, TICKET, WINDOW, Desk, State
from yichuang.foundation.errors import Refused

EXPECTED = {
    "expected": {"check_in", "give_back", "cancel", "expire"},
    "waiting": {"call", "move", "give_back", "cancel", "carry", "expire"},
    "called": {"recall", "start", "no_show", "transfer", "move", "hold", "finish", "give_back", "cancel"},
    "serving": {"transfer", "hold", "finish"},
    "held": {"transfer", "move", "reassign", "resume", "cancel", "carry", "expire"},
    "absent": {"requeue", "call_back", "move", "give_back", "cancel", "carry", "expire"},
    "served": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("state", sorted(EXPECTED))
def test_each_state_allows_exactly_its_moves(state):
    assert set(TICKET.possible(state)) == EXPECTED[state]
    for action in set(TICKET.moves) - EXPECTED[state]:
        with pytest.raises(Refused) as no:
            TICKET.plan(action, state=state)
        assert no.value.code == "ticket.wrong_state"


def test_every_state_is_in_the_table_and_ends_are_final():
    assert TICKET.states() == {s.value for s in State}
    assert all(not TICKET.possible(s) for s in ENDED)


def test_only_calling_and_resuming_fill_a_window():
    fills = {a for a, m in TICKET.moves.items() if m.target in LIVE and not m.sources <= LIVE}
    assert fills == {"call", "resume"}


def test_a_window_opens_from_anywhere_and_pauses_only_when_not_closed():
    assert set(WINDOW.possible(Desk.CLOSED)) == {"open"}
    assert set(WINDOW.possible(Desk.PAUSED)) == {"open", "pause", "close"}
    assert set(WINDOW.possible(Desk.OPEN)) == {"open", "pause", "close"}

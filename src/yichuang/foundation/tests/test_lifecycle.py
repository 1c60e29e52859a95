"""The table refuses what it does not name."""

import pytest

from yichuang.foundation.errors import Refused
from yichuang.foundation.lifecycle import Lifecycle, Move

DOOR = Lifecycle(
    "gate", {"open": Move(frozenset({"shut"}), "open", "gate.open"), "shut": Move(frozenset({"open"}), "shut")}
)


def test_a_named_move_is_planned():
    assert DOOR.plan("open", state="shut").target == "open"


def test_another_state_is_refused_and_told_which_would_do():
    with pytest.raises(Refused) as no:
        DOOR.plan("open", state="open")
    assert no.value.code == "gate.wrong_state" and no.value.facts["allowed"] == "shut"


def test_the_table_can_be_asked():
    assert DOOR.possible("open") == ["shut"] and DOOR.states() == {"open", "shut"}

"""Every pair of state and act, through the real commands: what the table allows is done, what it forbids is refused for its state."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from yichuang.domains.cases.acts import CASE_ACTS
from yichuang.domains.cases.lifecycle import CASE, State
from yichuang.domains.cases.refusals import REFUSALS
from yichuang.foundation.command import known_commands
from yichuang.foundation.errors import Refused
from yichuang.foundation.models import CenterModel
from yichuang.foundation.scope import reading

from .acting import DONE, START, USES, Stage, at, run
from .halls import build

PAIRS = [(act, str(state)) for act in CASE_ACTS.acts for state in State]
GROWS = {"foundation_auditentry", "foundation_audithead"}
"""A refusal is itself written down."""
ROOMS = {"cases", "documents", "delivery", "queueing", "foundation", "messages"}
"""Where an act on a case writes."""


@pytest.fixture(scope="module")
def stage(unsaved_db: None) -> Stage:
    """One hall for all pairs; what is built in it is never committed."""
    with at(START):
        return Stage(build())


def counted(stage: Stage) -> dict[str, int]:
    """How many rows each table that an act may touch holds. One statement."""
    tables = sorted(
        m._meta.db_table for m in apps.get_models()
        if issubclass(m, CenterModel) and m._meta.app_label in ROOMS and m._meta.db_table not in GROWS
    )  # fmt: skip
    with reading(stage.hall.system), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{t}', count(*) FROM \"{t}\"" for t in tables))
        return dict(cursor.fetchall())


def counted_before(stage: Stage) -> dict[str, int]:
    """The same between two acts: nothing but the building of a case changes it."""
    if stage.counted is None or stage.counted[0] != len(stage.built):
        stage.counted = (len(stage.built), counted(stage))
    return stage.counted[1]


def test_every_command_on_a_case_stands_in_the_table_and_is_played_here() -> None:
    mine = {n.removeprefix("cases."): c for n, c in known_commands().items() if n.startswith("cases.")}
    on_a_case = {n for n, c in mine.items() if {"case", "cases"} & set(inspect.signature(c).parameters)}
    assert on_a_case | {"urge_by_code"} == set(CASE_ACTS.acts) == set(DONE)


def test_the_table_of_acts_and_the_lifecycle_agree() -> None:
    """An act that is one move is possible exactly where the move is, and every refusal has its sentence."""
    for act, move in [("decide", "decide"), ("withdraw", "withdraw"), ("close_case", "close"), ("give_back", "give_back"),
                      ("complete_correction", "complete"), ("withdraw_commitment", "renounce"), ("return_lapsed", "return_lapsed"),
                      ("deliver", "deliver")]:  # fmt: skip
        assert CASE_ACTS.acts[act].states == CASE.moves[move].sources, act
    codes = {act.code(state) for act in CASE_ACTS.acts.values() for state in State} - {""}
    assert codes <= set(REFUSALS)


@pytest.mark.parametrize(("act", "state"), PAIRS)
def test_every_pair(stage: Stage, undone: Callable[[], Any], act: str, state: str) -> None:
    rule = CASE_ACTS.acts[act]
    base = stage.case(state)
    stage.case(USES.get(DONE[act].ready, state))
    with undone():
        if state in rule.states:
            with at(START):
                no = DONE[act].ready(stage, state)
            assert stage.row(no)["state"] == state
            with at(DONE[act].when):
                assert run(stage, act, no)
            return
        row, before = stage.row(base), counted_before(stage)
        with at(START):
            if not rule.code(state):  # the law has nothing to do there
                run(stage, act, base)
            else:
                with pytest.raises(Refused) as no_:
                    run(stage, act, base)
                assert no_.value.code == rule.code(state)
                assert (no_.value.facts["state"], no_.value.facts["action"]) == (state, act)
        assert (stage.row(base), counted(stage)) == (row, before), "nothing is half written"

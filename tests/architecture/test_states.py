"""Lifecycles, events and capabilities: tables that the whole house relies on."""

import importlib
import pkgutil

import pytest

import yichuang
from yichuang.config import lifecycles, wiring
from yichuang.domains.people.roles import CAPABILITIES, ROLES
from yichuang.foundation.command import known_commands
from yichuang.foundation.models import GuardedModel

LIFECYCLES = lifecycles.all_lifecycles()


def _guarded() -> list[type[GuardedModel]]:
    from django.apps import apps

    return [m for m in apps.get_models() if issubclass(m, GuardedModel)]


def test_every_room_s_lifecycles_are_drawn() -> None:
    """`docs/lifecycles.md` is made from the tables; make it anew with `python -m yichuang.config.lifecycles`."""
    page = lifecycles.PAGE.read_text(encoding="utf-8")
    assert page == lifecycles.text()


@pytest.mark.parametrize("model", _guarded(), ids=lambda m: m.__name__)
def test_a_guarded_row_has_a_lifecycle_and_a_wall_in_the_database(model: type[GuardedModel]) -> None:
    assert model.LIFECYCLE in LIFECYCLES.values()
    held = " ".join(str(getattr(c, "condition", "")) for c in model._meta.constraints)
    missing = [state for state in model.LIFECYCLE.states() if f"'{state}'" not in held and str(state) not in held]
    assert not missing, "a CheckConstraint must name every state"


@pytest.mark.parametrize("cycle", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_every_move_needs_a_known_capability(cycle: lifecycles.Lifecycle) -> None:
    assert {m.needs for m in cycle.moves.values()} - {""} <= set(CAPABILITIES)


def test_every_command_needs_a_known_capability() -> None:
    import django.urls

    assert django.urls.get_resolver().url_patterns
    unknown = {
        name: c.needs
        for name, c in known_commands().items()
        if c.needs and not name.startswith("tests.") and c.needs not in CAPABILITIES
    }  # type: ignore[attr-defined]
    assert not unknown


def test_every_capability_is_some_role_s_and_rating_is_no_one_s() -> None:
    held = frozenset().union(*(role.capabilities for role in ROLES.values()))
    assert held == set(CAPABILITIES)
    assert not {c for c in held if c.startswith("rating.") and c not in ("rating.read", "rating.rectify")}


def test_every_event_is_heard_or_listed() -> None:
    heard = set(wiring.WIRING.in_step) | set(wiring.WIRING.jobs)
    assert heard <= wiring.TOLD, "a listener waits for an event that nobody tells"
    assert heard.isdisjoint(wiring.UNHEARD), "an event that is heard is listed as unheard"
    assert heard | wiring.UNHEARD == wiring.TOLD, "hear the event in config/wiring.py, or list it there as unheard"


def test_every_room_s_events_are_told_of() -> None:
    for room in pkgutil.iter_modules([str(p) for p in importlib.import_module("yichuang.domains").__path__]):
        try:
            events = importlib.import_module(f"yichuang.domains.{room.name}.events")
        except ModuleNotFoundError:
            continue
        names = {v for k, v in vars(events).items() if k.isupper() and isinstance(v, str)}
        assert names <= wiring.TOLD, f"{room.name} tells an event that config/wiring.py does not know"
    assert yichuang.__path__

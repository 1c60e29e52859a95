"""The set-up of a center is kept for a moment, and each change of it shows at the next reading all the same."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yichuang.domains.places import api as places
from yichuang.foundation import shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import table

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # a Monday, twelve o'clock in Chongqing
WEEK = {"0": [["09:00", "17:00"]]}


@pytest.fixture(autouse=True)
def _kept(settings) -> Iterator[None]:
    settings.YICHUANG_SHARED_MS = 5000
    shared.forget()
    yield
    shared.forget()


def seen(actor: Actor) -> list[Any]:
    """All that is kept of a center, as its readers get it."""
    with reading(actor):
        return [
            places.center(actor.center_id), places.zones(actor.center_id), places.windows(actor.center_id),
            places.windows(actor.center_id, active_only=True), places.opening_hours(actor.center_id),
            places.open_state(actor.center_id, NOON),
        ]  # fmt: skip


def window(actor: Actor) -> places.WindowInfo:
    with reading(actor):
        return places.window_by_code(actor.center_id, "1")


CHANGES: dict[str, Callable[[Actor], Any]] = {
    "the center": lambda a: places.change_center(actor=a, name="乙区政务服务中心", settings={"yellow_threshold": 3}),
    "its hours": lambda a: places.set_opening_hours(actor=a, week=WEEK),
    "a zone": lambda a: places.add_zone(actor=a, code="Z", name="二楼"),
    "a window more": lambda a: places.add_window(actor=a, code="2", name="不动产", kind="service", zone="H"),
    "a window": lambda a: places.change_window(actor=a, window_id=window(a).id, name="社保"),
    "a window less": lambda a: places.change_window(actor=a, window_id=window(a).id, active=False),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_shows_at_once(here, what):
    places.set_opening_hours(actor=here, week={"0": [["09:00", "11:00"]]})
    before = seen(here)
    CHANGES[what](here)
    shared_now = seen(here)
    shared.forget()
    assert before != shared_now == seen(here)


def test_what_is_kept_costs_a_look_at_the_revision(here):
    table.seed()
    places.set_opening_hours(actor=here, week=WEEK)
    seen(here)
    with reading(here), CaptureQueriesContext(connection) as sent:
        places.center(here.center_id)
        places.windows(here.center_id)
        places.open_state(here.center_id, NOON)
    others = [q["sql"] for q in sent.captured_queries if "places_accessrevision" not in q["sql"]]
    assert ["foundation_legalday" in sql for sql in others] == [True]


def test_a_day_of_its_own_shows_when_the_moment_is_over(here, settings):
    """It is set a floor below, where the revision is not known: at most so old as anything that is shared."""
    places.set_opening_hours(actor=here, week=WEEK)
    assert seen(here)[-1].open
    table.set_service_day(
        actor=here, day=date(2026, 11, 23), is_open=True, opens=time(9), closes=time(10), reason="检修"
    )
    settings.YICHUANG_SHARED_MS = 1
    assert not seen(here)[-1].open


def test_who_may_not_see_a_center_leaves_nothing_behind(here, there):
    """A reader out of scope finds no windows; the next one, who may see them, does."""
    with reading(there):
        assert places.windows(here.center_id) == []
    assert [w.code for w in seen(here)[2]] == ["1"]


def test_a_list_that_was_given_away_is_the_readers_own(here):
    with reading(here):
        places.windows(here.center_id).clear()
        places.zones(here.center_id).clear()
        assert places.windows(here.center_id)
        assert places.zones(here.center_id)

"""Before and after work, and a window from one hand to the next (DB50/T 1603-2024, 5.2.1, 5.2.3)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.rules_shifts import CHECKS, unexplained, unknown_points
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .conftest import Hall
from .test_posts import TEN, Crew


@pytest.fixture
def crew(hall: Hall) -> Iterator[Crew]:
    with clock.at(TEN):
        yield Crew(hall)


def test_every_point_of_the_standard_is_on_a_list() -> None:
    text = " ".join(t for points in CHECKS.values() for t in points.values())
    for clause in ("附录 A", "5.2.1.2 a", "5.2.1.2 b", "5.2.1.2 c", "5.2.1.2 d", "5.2.3.1", "5.2.3.2", "5.2.3.3"):
        assert clause in text
    assert unexplained({"devices": " ", "forms": "缺样表"}) == ["devices"]
    assert unknown_points("closing", {"devices": "x"}) == ["devices"]


def test_a_check_is_one_confirmation_with_what_is_not_in_order(crew: Crew) -> None:
    with pytest.raises(Invalid) as no:
        queueing.check_desk(actor=crew.li, window="1", kind="opening", exceptions={"devices": ""})
    assert no.value.field == "note.devices"
    queueing.check_desk(actor=crew.li, window="1", kind="opening", exceptions={"devices": "评价器不亮"})
    with reading(crew.boss):
        listed = {w.window: w for w in queueing.in_order(crew.boss)}
    assert listed["1"].opening and listed["1"].opening.exceptions == {"devices": "评价器不亮"}
    assert not listed["1"].unchecked
    queueing.open_window(actor=crew.wang, window="2")
    with reading(crew.boss):
        assert [w.window for w in queueing.in_order(crew.boss) if w.unchecked] == ["2"]


def test_a_missing_check_stops_nobody_unless_the_center_says_so(crew: Crew) -> None:
    queueing.open_window(actor=crew.wang, window="3")
    places.change_center(actor=crew.hall.actor, settings={"opening_check_required": 1})
    with pytest.raises(Refused) as no:
        queueing.open_window(actor=crew.wang, window="2")
    assert no.value.code == "check.first"
    queueing.check_desk(actor=crew.wang, window="2", kind="opening")
    queueing.open_window(actor=crew.wang, window="2")


def slip_of(crew: Crew, who: Actor, window: str = "1") -> queueing.SlipView | None:
    with reading(who):
        return queueing.open_slip(who, crew.hall.window(window).id)


def offer(crew: Crew, **more: Any) -> UUID:
    return UUID(queueing.offer_shift(actor=crew.li, window="1", papers="两份待扫描", seals="受理专用章", **more)["id"])


def test_two_people_confirm_and_what_is_held_goes_with_the_window(crew: Crew) -> None:
    hall = crew.hall
    hall.issue()
    held = hall.act(queueing.hold, hall.call() or {}, reason="去复印")
    slip = offer(crew, to_staff=crew.wang.id, cases=["500199-20261124-00001"])
    seen = slip_of(crew, crew.wang)
    assert seen
    assert (seen.tickets, seen.cases) == (({"number": held["number"], "note": "去复印"},), ("500199-20261124-00001",))
    for who, code in ((crew.li, "slip.two_people"), (crew.head, "slip.for_another")):
        with pytest.raises(Refused) as no:
            queueing.accept_shift(actor=who, slip=slip)
        assert no.value.code == code
    queueing.accept_shift(actor=crew.wang, slip=slip)
    assert (hall.window("1").state, hall.window("1").staff_name) == ("open", "王丽")
    with reading(crew.wang):
        done = queueing.slip(crew.wang, slip)
    assert (done.state, done.from_name, done.to_name, done.accepted_at) == ("accepted", "李晓云", "王丽", TEN)
    assert queueing.resume(actor=crew.wang, ticket=held["id"], window="1")["ticket"]["state"] == "serving"
    with pytest.raises(Refused, match=r"shift_slip\.wrong_state"):
        queueing.withdraw_shift(actor=crew.li, slip=slip)


def test_only_who_sits_there_hands_over_and_nobody_is_left_at_the_window(crew: Crew) -> None:
    with pytest.raises(Refused) as no:
        queueing.offer_shift(actor=crew.wang, window="1")
    assert no.value.code == "slip.not_yours"
    crew.hall.issue()
    called = crew.hall.call() or {}
    with pytest.raises(Refused) as no:
        offer(crew)
    assert no.value.code == "ticket.window_busy"
    crew.hall.act(queueing.finish, called)
    slip = offer(crew)
    with pytest.raises(Refused, match=r"slip\.open_already"):
        offer(crew)
    with pytest.raises(Denied):
        queueing.withdraw_shift(actor=crew.wang, slip=slip)
    queueing.withdraw_shift(actor=crew.li, slip=slip)
    assert slip_of(crew, crew.li) is None
    offer(crew)


def test_another_center_s_slip_is_missing(crew: Crew, other_hall: Hall) -> None:
    slip = offer(crew)
    for act in (queueing.accept_shift, queueing.withdraw_shift):
        with pytest.raises(Missing):
            act(actor=other_hall.actor, slip=slip)

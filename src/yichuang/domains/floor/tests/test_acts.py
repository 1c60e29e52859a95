"""Two people on duty at once, refusals in words, and a second press of the same key.

Each guard was taken away once, and a test fell:

| taken away | what fell |
| --- | --- |
| the lock of the call in `_call` | two people are told that they go; one call ends twice |
| the constraint of one open call a window | two calls of one window |
| the constraint of one open order a window | two people on the way to one window |
| `one_at_a_time` of an alert | one alert settled twice, by whoever read it before the other had settled it |
| the lock in `withdraw_order` | the person is told twice that he need not go |
| `one_at_a_time` of notices | more notices than the screens hold |
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from yichuang.domains.devices import api as devices
from yichuang.domains.floor import api as floors
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading


class Floor:
    """A hall with one window, a clerk and two people on duty."""

    def __init__(self) -> None:
        made = places.found_center(
            actor=Actor.system(uuid7(), channel="cli"), code="here", name="云岭区政务服务中心", region="500199"
        )
        self.system = Actor.system(UUID(str(made["id"])))
        places.add_zone(actor=self.system, code="H", name="大厅")
        places.add_window(actor=self.system, code="1", name="综合", kind="service", zone="H")
        hashed = people.hash_password("a long enough one")
        self.clerk, self.boss, self.guide = (
            self._person(n, role, hashed) for n, role in (("李晓云", "clerk"), ("苏岚", "manager"), ("赵敏", "guide"))
        )
        queueing.open_window(actor=self.clerk, window="1")

    def _person(self, name: str, role: str, hashed: str) -> Actor:
        made = people.add_staff(
            actor=self.system, username=role, password="a long enough one", name=name, post="大厅", badge_no=role, hashed=hashed,
        )  # fmt: skip
        people.grant_role(actor=self.system, staff_id=UUID(made["id"]), role=role)
        found = people.actor_for_account(self.system.center_id, UUID(made["id"]), 0)  # type: ignore[arg-type]
        assert found
        return found

    def help(self, **more: Any) -> str:
        return str(floors.call_for_help(actor=self.clerk, window="1", reason="person", **more)["id"])


@pytest.fixture
def floor(real_db: None, remembered: Callable[[str, Callable[[], Any]], Any]) -> Floor:
    people.forget()
    return remembered("floor", Floor)  # type: ignore[no-any-return]


def attempt(done: list[str], act: Callable[..., Any], code: str, **said: Any) -> Callable[[], None]:
    """Do it; being refused with the code is the other good end."""

    def run() -> None:
        try:
            act(**said)
            done.append(said["actor"].name)
        except Refused as no:
            assert no.code == code

    return run


def test_of_two_who_answer_at_once_one_goes_and_the_other_is_told_who(floor: Floor, at_once: Any) -> None:
    call, done = floor.help(), []
    at_once([attempt(done, floors.answer_call, "call.taken", actor=a, call=call) for a in (floor.boss, floor.guide)])
    assert len(done) == 1
    with reading(floor.boss):
        today = clock.center_day(clock.now(), places.center(floor.boss.center_id).zone)  # type: ignore[arg-type]
        assert [c.answered_name for c in floors.calls_of_day(floor.boss, today)] == done


def test_a_window_has_one_call_at_a_time_even_if_two_press_at_once(floor: Floor, at_once: Any) -> None:
    done: list[str] = []
    one = {"actor": floor.clerk, "window": "1", "reason": "unwell"}
    at_once([attempt(done, floors.call_for_help, "call.already", **one) for _ in range(3)])
    assert len(done) == 1
    floors.take_back_call(actor=floor.clerk, window="1")
    assert floor.help(key="k") == floor.help(key="k")
    with pytest.raises(Refused, match=r"call\.already"):
        floor.help()
    floors.end_call(actor=floor.guide, call=floors_open(floor)[0].id, outcome="已劝离")
    with pytest.raises(Refused, match=r"call\.over"):
        floors.take_back_call(actor=floor.clerk, window="1")


def floors_open(floor: Floor) -> tuple[floors.CallView, ...]:
    with reading(floor.boss):
        return floors.watch(floor.boss).calls


def test_what_nobody_ended_yesterday_hinders_nobody_today(floor: Floor) -> None:
    floor.help()
    with clock.at(clock.now() + timedelta(days=1)):
        assert floor.help()
        assert len(floors_open(floor)) == 1


def test_an_incident_reaches_whoever_leads_the_hall_at_once(floor: Floor) -> None:
    with pytest.raises(Invalid) as no:
        floors.report_incident(actor=floor.clerk, reason="power", place=" ")
    assert no.value.field == "place"
    with pytest.raises(Invalid):
        floors.report_incident(actor=floor.clerk, reason="flood", place="大厅")
    floors.report_incident(actor=floor.clerk, reason="power", place="A 区", note="跳闸")
    with reading(floor.boss):
        text = messages.inbox(floor.boss)[0][0].text
    assert text.startswith("A 区 发生“停电断网”，李晓云 于 ")


def test_each_refusal_of_an_order_says_why(floor: Floor, at_once: Any) -> None:
    send = {"actor": floor.boss, "window": "1"}
    cases: list[tuple[str, dict[str, Any]]] = [
        ("order.there", {"staff_id": floor.clerk.id}),
        ("order.kind", {"staff_id": floor.guide.id, "kind": "stand"}),
        ("order.until", {"staff_id": floor.guide.id, "until": clock.now()}),
        ("window.missing", {"staff_id": floor.guide.id, "window": "77"}),
        ("staff.missing", {"staff_id": uuid7()}),
    ]
    for code, more in cases:
        with pytest.raises(Refused) as no:
            floors.send_to_window(**{**send, **more})
        assert no.value.code == code
    queueing.pause_window(actor=floor.clerk, window="1", reason="rest", seals_away=True)
    with pytest.raises(Refused) as no:
        floors.send_to_window(**send, staff_id=floor.clerk.id)
    assert no.value.code == "order.away"
    done: list[str] = []
    at_once(
        [
            attempt(done, floors.send_to_window, "order.already", **send, staff_id=s.id)
            for s in (floor.guide, floor.boss)
        ]
    )
    assert len(done) == 1
    with reading(floor.boss):
        order = floors.watch(floor.boss).orders[0]
    floors.withdraw_order(actor=floor.boss, order=order.id)
    with pytest.raises(Refused, match=r"order\.missing"):
        floors.withdraw_order(actor=floor.boss, order=order.id)


def test_the_screens_hold_three_notices_and_each_goes_by_itself(floor: Floor) -> None:
    for n in range(3):
        floors.broadcast(actor=floor.boss, text=f"通知 {n}", minutes=5, level="urgent" if n == 2 else "plain")
    with pytest.raises(Refused, match=r"notice\.many"):
        floors.broadcast(actor=floor.boss, text="再一条", minutes=5)
    with reading(floor.boss):
        assert [n.text for n in floors.notices(floor.boss)] == ["通知 2", "通知 0", "通知 1"]
    with clock.at(clock.now() + timedelta(minutes=5)), reading(floor.boss):
        assert floors.notices(floor.boss) == []
    for wrong in ({"text": "字" * 61}, {"level": "loud"}, {"minutes": 0}, {"text_en": "x" * 121}):
        with pytest.raises(Invalid):
            floors.broadcast(**{"actor": floor.boss, "text": "好", "minutes": 5, **wrong})  # type: ignore[arg-type]


def test_who_has_no_name_or_no_right_does_nothing(floor: Floor) -> None:
    with pytest.raises(Denied):
        floors.call_for_help(actor=floor.system, window="1", reason="person")
    with pytest.raises(Denied):
        floors.broadcast(actor=floor.guide, text="好", minutes=5)
    with pytest.raises(Denied):
        floors.answer_call(actor=floor.clerk, call=floor.help())
    with pytest.raises(Refused, match=r"alert\.missing"):
        floors.see_alert(actor=replace(floor.boss), alert="wait:A")


def test_of_several_who_see_or_settle_one_alert_at_once_one_is_written_down(floor: Floor, at_once: Any) -> None:
    kiosk = places.add_device(actor=floor.system, code="k1", name="1号自助机", kind="kiosk")["id"]
    fault = devices.report_fault(actor=floor.boss, device_id=UUID(kiosk), detail="不出声", fault="sound")["id"]
    alert, seen, done = f"fault:{fault}", [], []  # type: tuple[str, list[str], list[str]]

    def see(actor: Actor) -> Callable[[], None]:
        return lambda: seen.append(floors.see_alert(actor=actor, alert=alert)["seen_by"])

    at_once([see(a) for a in (floor.boss, floor.guide, floor.boss)])
    assert len(set(seen)) == 1 and len(seen) == 3
    at_once([attempt(done, floors.settle_alert, "alert.over", actor=floor.boss, alert=alert) for _ in range(3)])
    assert len(done) == 1
    with reading(floor.boss):
        today = clock.center_day(clock.now(), places.center(floor.boss.center_id).zone)  # type: ignore[arg-type]
        assert [r.seen_name for r in floors.records_of_day(floor.boss, today)] == [seen[0]]


def test_a_call_ends_once_and_an_order_is_withdrawn_once(floor: Floor, at_once: Any) -> None:
    call, ended, withdrawn = floor.help(), [], []  # type: tuple[str, list[str], list[str]]
    ends = {"call": call, "outcome": "已劝离"}
    at_once([attempt(ended, floors.end_call, "call.over", actor=a, **ends) for a in (floor.boss, floor.guide)])
    order = floors.send_to_window(actor=floor.boss, window="1", staff_id=floor.boss.id)["id"]
    at_once(
        [attempt(withdrawn, floors.withdraw_order, "order.missing", actor=floor.boss, order=order) for _ in range(3)]
    )
    assert (len(ended), len(withdrawn)) == (1, 1)
    with reading(floor.boss):
        assert sum("已撤回" in line.text for line in messages.inbox(floor.boss)[0]) == 1


def test_several_notices_at_once_are_no_more_than_the_screens_hold(floor: Floor, at_once: Any) -> None:
    done: list[str] = []
    say = {"actor": floor.boss, "minutes": 5}
    at_once([attempt(done, floors.broadcast, "notice.many", text=f"通知 {n}", **say) for n in range(6)])
    assert len(done) == 3

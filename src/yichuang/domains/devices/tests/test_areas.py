"""The self-service area: turns of duty and their gaps as rules, then a day in it."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

import pytest

from yichuang.domains.devices import api as devices
from yichuang.domains.devices.rules_areas import Turn, clash, gaps, present
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

A, B = uuid4(), uuid4()
NINE, TEN, NOON, TWO, FIVE = time(9), time(10), time(12), time(14), time(17)


def test_nobody_stands_in_two_places_at_once() -> None:
    turns = [Turn(A, NINE, NOON), Turn(B, NOON, FIVE)]
    assert (
        clash(turns, A, TEN, TWO) == turns[0]
        and clash(turns, A, NOON, FIVE) is None
        and clash(turns, B, NINE, NOON) is None
    )


def test_who_is_there_and_when_nobody_is() -> None:
    turns = [Turn(A, TEN, NOON), Turn(B, NINE, TEN), Turn(A, time(11), TWO)]
    assert [t.staff_id for t in present(turns, time(11, 30))] == [A, A] and present(turns, TWO) == []
    assert gaps(turns, [(time(8), NOON), (time(13), FIVE)]) == [(time(8), NINE), (TWO, FIVE)]
    assert gaps([], [(NINE, NOON)]) == [(NINE, NOON)] and gaps(turns, []) == []
    assert gaps([Turn(A, time(8), FIVE)], [(NINE, NOON), (TWO, FIVE)]) == []


def test_a_day_in_the_area(center: places.CenterInfo) -> None:
    act = Actor.system(center.id, name="周怀远")
    places.set_opening_hours(actor=act, week={"0": [["09:00", "17:00"]]})
    helper = UUID(
        people.add_staff(actor=act, username="h", password="a-long-password", name="何小云", badge_no="9", post="引导")[
            "id"
        ]
    )
    day = date(2026, 11, 23)
    kiosk = UUID(places.add_device(actor=act, code="k1", name="k1", kind="kiosk")["id"])
    devices.set_area(actor=act, code="self", name="自助区", kind="hall", place="一楼东侧")
    devices.set_machine(actor=act, area="self", name="1号机", does="取号、打印指南", device_id=kiosk)
    devices.set_duty(actor=act, area="self", staff_id=helper, day=day, starts=NINE, ends=NOON)
    with pytest.raises(Refused, match=r"duty\.clash"):
        devices.set_duty(actor=act, area="self", staff_id=helper, day=day, starts=TEN, ends=TWO)
    with pytest.raises(Invalid, match=r"duty\.order"):
        devices.set_duty(actor=act, area="self", staff_id=helper, day=day, starts=NOON, ends=NOON)
    with pytest.raises(Missing, match=r"area\.missing"):
        devices.check_area(actor=act, area="nowhere")
    with clock.at(datetime(2026, 11, 23, 9, 30, tzinfo=center.zone)):
        with pytest.raises(Invalid, match=r"area\.machine"):
            devices.check_area(actor=act, area="self", troubles={"2号机": "不亮"})
        devices.check_area(actor=act, area="self", troubles={"1号机": "纸少"})
        with pytest.raises(Refused, match=r"area\.checked_already"):
            devices.check_area(actor=act, area="self")
        devices.report_fault(actor=act, device_id=kiosk, detail="触摸不灵")
        happened = UUID(
            devices.note_incident(actor=act, area="self", what="有人遗失身份证", machine="1号机")["incident"]
        )
        devices.settle_incident(actor=act, incident=happened, done="已交服务台")
        with pytest.raises(Refused, match=r"incident\.settled_already"):
            devices.settle_incident(actor=act, incident=happened, done="再办")
        with reading(act):
            (area,) = devices.areas(act)
    assert [d.staff_name for d in area.present] == ["何小云"] and area.gaps == ((NOON, FIVE),)
    assert area.machines[0].fault == "其他故障" and area.check is not None and area.check.troubles == {"1号机": "纸少"}
    assert area.incidents[0].machine == "1号机" and area.incidents[0].done == "已交服务台"
    devices.drop_duty(actor=act, duty=area.today[0].id)
    with reading(act), clock.at(datetime(2026, 11, 23, 9, 30, tzinfo=center.zone)):
        assert devices.area(act, "self").present == ()

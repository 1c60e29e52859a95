"""Devices that live and tell so, that fall silent, that test themselves; and who mends them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yichuang.domains.devices import api as devices
from yichuang.domains.devices.models import FaultTicket
from yichuang.domains.people import api as people
from yichuang.domains.people.roles import capabilities_of
from yichuang.domains.places import api as places
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading


@dataclass(frozen=True)
class House:
    """A center, open from nine to five, with a kiosk."""

    system: Actor
    kiosk: Actor
    device: UUID

    def beat(self) -> dict[str, Any]:
        return devices.beat(actor=self.kiosk)

    def test(self, at: datetime | None = None, **results: bool | None) -> dict[str, Any]:
        told = {check: {"ok": ok} for check, ok in results.items()}
        return devices.report_test(actor=self.kiosk, results=told, device_time=(at or clock.now()).isoformat())

    def state(self) -> devices.DeviceState:
        with reading(self.system):
            (found,) = devices.device_states(self.system)
        return found

    def look(self) -> int:
        return len(devices.look_for_silence(actor=self.system)["opened"])


def furnish(center: places.CenterInfo) -> House:
    system = Actor.system(center.id)
    places.set_opening_hours(actor=system, week={str(d): [["09:00", "12:00"], ["13:00", "17:00"]] for d in range(5)})
    made = UUID(places.add_device(actor=system, code="k1", name="1号自助机", kind="kiosk")["id"])
    kiosk = Actor(
        "device", made, "1号自助机", "kiosk", center.id, (center.id,), capabilities_of(["kiosk"]), device_id=made
    )
    return House(system, kiosk, made)


@pytest.fixture
def house(center: places.CenterInfo) -> House:
    return furnish(center)


def at(center: places.CenterInfo, hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=center.zone)


def test_a_beat_writes_one_row_a_minute_and_no_line_of_the_log(house: House, center: places.CenterInfo) -> None:
    with clock.at(at(center, 9, 30)):
        assert house.beat()["test"]
        house.test(sound=True)
    with clock.at(at(center, 9, 31)):
        lines = AuditEntry.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert not house.beat()["test"]
        writes = [q["sql"] for q in caught if q["sql"].startswith(("UPDATE", "INSERT"))]
        assert len(writes) == 1 and AuditEntry.objects.count() == lines
        assert house.state().device.last_seen == clock.now()
    with clock.at(at(center, 9, 31) + timedelta(seconds=20)):
        house.beat()
        assert house.state().device.last_seen == at(center, 9, 31)
    with clock.at(at(center, 10, 1)):
        assert house.beat()["test"]  # half an hour has gone since the last one


def test_a_silent_device_opens_one_fault_that_only_its_own_test_or_a_person_closes(
    house: House, center: places.CenterInfo
) -> None:
    with clock.at(at(center, 16, 50)):
        house.beat()
    with clock.at(at(center, 16, 55)):
        assert house.look() == 0
    with clock.at(at(center, 20)):
        assert house.look() == 0  # switched off with the hall
    with clock.at(at(center, 9, 6, day=24)):
        assert house.look() == 1 and house.look() == 0
        state = house.state()
        assert state.word == "silent" and state.silent_since == at(center, 9, day=24)
        fault = state.faults[0]
        with pytest.raises(Refused, match=r"fault\.still_silent"):
            devices.close_fault(actor=house.system, fault=fault.id, done="看过")
        with reading(house.system):
            assert [d.code for d, _ in devices.silent_devices(house.system)] == ["k1"]
    with clock.at(at(center, 9, 30, day=24)):
        house.beat()
        with reading(house.system):
            assert devices.open_faults(house.system)  # it lives, but nothing says that it is well
        assert house.test(sound=True)["closed"] == [str(fault.id)]
        with reading(house.system):
            (mended,) = devices.faults(house.system)
    assert mended.by_self_test and mended.closed_by == "1号自助机" and mended.minutes_to_mend == 24


def test_a_failing_check_opens_its_fault_once_and_a_passing_one_closes_it(
    house: House, center: places.CenterInfo
) -> None:
    with clock.at(at(center, 9, 30)):
        told = house.test(at(center, 9, 33), paper=False, printer=True, sound=None)
        assert told["failing"] == ["clock", "paper"] and len(told["opened"]) == 2
        assert house.test(paper=False)["opened"] == []
        house.test(sound=True)  # says nothing of the paper
        assert [f.fault for f in house.state().faults] == ["paper"]
        fixer = Actor("staff", house.device, "周工", "", center.id, (center.id,), frozenset({"device.mend"}))
        with reading(fixer):
            told_of = {line.text for line in messages.inbox(fixer)[0]}
        assert told_of == {"1号自助机（k1）：缺纸。请接单处理。", "1号自助机（k1）：时钟偏差 +180 s。请接单处理。"}
    with clock.at(at(center, 10)):
        devices.report_test(actor=house.kiosk, results={"paper": {"ok": True}})
        state = house.state()
        assert state.faults == () and state.word == "ok" and state.results["sound"].ok
        assert state.fit_percent == "0.0"  # in its half hour of life there was no paper
    with clock.at(at(center, 12)):
        assert house.state().fit_percent == "80.0"


def test_a_fault_is_taken_answered_and_closed_with_names_and_times(house: House, center: places.CenterInfo) -> None:
    fixer = Actor(
        "staff", house.device, "周工", "系统管理", center.id, (center.id,), frozenset({"device.mend", "window.operate"})
    )
    with clock.at(at(center, 9, 30)):
        fault = UUID(devices.report_fault(actor=fixer, device_id=house.device, detail="触摸不灵")["id"])
        with pytest.raises(Refused, match=r"fault\.open_already"):
            devices.report_fault(actor=fixer, device_id=house.device, detail="触摸不灵")
    with clock.at(at(center, 9, 40)):
        devices.take_fault(actor=fixer, fault=fault)
        with pytest.raises(Refused, match=r"fault\.wrong_state"):
            devices.take_fault(actor=fixer, fault=fault)
    with clock.at(at(center, 9, 45)):
        devices.answer_fault(actor=fixer, fault=fault, answer="下午换触摸框")
        assert house.test(sound=True)["closed"] == []  # no test can say that the touch works
    with clock.at(at(center, 14)):
        with pytest.raises(Invalid, match=r"device\.text_needed"):
            devices.close_fault(actor=fixer, fault=fault, done=" ")
        devices.close_fault(actor=fixer, fault=fault, done="已换触摸框")
        with reading(house.system):
            (found,) = devices.faults(house.system)
    assert (found.opened_by, found.taken_by, found.answered_by, found.closed_by) == ("周工",) * 4
    assert found.minutes_to_answer == 15 and found.minutes_to_mend == 270 and found.done == "已换触摸框"


def test_a_self_test_is_asked_for_and_comes_with_the_next_beat(house: House, center: places.CenterInfo) -> None:
    with clock.at(at(center, 9, 30)):
        house.test(sound=True)
    with clock.at(at(center, 9, 31)):
        devices.ask_test(actor=house.system, device_id=house.device)
        assert house.state().test_waits
    with clock.at(at(center, 9, 32)):
        assert house.beat()["test"]
        house.test(sound=True)
        assert not house.state().test_waits and not house.beat()["test"]


def test_an_always_open_area_has_its_own_limit(house: House, center: places.CenterInfo) -> None:
    devices.watch_device(actor=house.system, device_id=house.device, limit_minutes=30, always_on=True)
    with clock.at(at(center, 22)):
        house.beat()
    with clock.at(at(center, 22, 30)):
        assert house.look() == 0
    with clock.at(at(center, 22, 31)):
        assert house.look() == 1
    with pytest.raises(Invalid, match=r"device\.limit_range"):
        devices.watch_device(actor=house.system, device_id=house.device, limit_minutes=0)


def test_a_device_speaks_for_itself_only(
    house: House, center: places.CenterInfo, other_center: places.CenterInfo, clerk: Actor
) -> None:
    theirs = UUID(places.add_device(actor=Actor.system(other_center.id), code="x", name="x", kind="kiosk")["id"])
    with pytest.raises(Denied, match=r"device\.not_yourself"):
        devices.beat(actor=house.kiosk, device_id=theirs)
    with pytest.raises(Denied, match=r"device\.not_yourself"):
        devices.beat(actor=clerk, device_id=house.device)  # a person speaks for a bridge, never for a kiosk
    with pytest.raises(Missing, match=r"device\.missing"):
        devices.ask_test(actor=house.system, device_id=theirs)
    bridge = UUID(places.add_device(actor=house.system, code="b1", name="1号窗口电脑", kind="bridge")["id"])
    assert devices.beat(actor=clerk, device_id=bridge)["device"] == "b1"
    for wrong in (
        {"results": {"sound": 1}},
        {"device_time": "昨天"},
        {"device_time": "2026-11-23T09:00"},
        {},
        {"round_trip_ms": -1},
    ):
        with pytest.raises(Invalid):
            devices.report_test(actor=house.kiosk, **wrong)


def told(answers: list[Any]) -> list[str]:
    """ "done" or the code of the refusal of each, sorted."""
    return sorted(a.code if isinstance(a, Refused) else "done" for a in answers)


def test_two_reports_at_once_open_one_fault(real_db: None, house: House, at_once: Any) -> None:
    def report() -> dict[str, Any]:
        return devices.report_test(actor=house.kiosk, results={"paper": {"ok": False}})

    assert told(at_once([report] * 4)) == ["done"] * 4
    with reading(house.system):
        assert FaultTicket.objects.count() == 1


def test_of_several_at_once_one_takes_a_fault_closes_it_checks_an_area_and_stands_there(
    real_db: None, house: House, center: places.CenterInfo, at_once: Any
) -> None:
    """Each guard was taken away once, and this fell: the conditional update of a fault's move, the constraint of one check a day (with the
    answer to its conflict), the lock of a person's row in `set_duty`, the lock of the incident, the lock of the turn that is dropped."""
    act = house.system
    fault = UUID(devices.report_fault(actor=act, device_id=house.device, detail="触摸不灵")["id"])
    assert told(at_once([lambda: devices.take_fault(actor=act, fault=fault)] * 3, refusals=True)) == [
        "done",
        *["fault.wrong_state"] * 2,
    ]
    assert told(at_once([lambda: devices.close_fault(actor=act, fault=fault, done="已修")] * 3, refusals=True)) == [
        "done",
        *["fault.wrong_state"] * 2,
    ]
    for code in ("a", "b", "c"):
        devices.set_area(actor=act, code=code, name=code, kind="hall", place="一楼")
    assert told(at_once([lambda: devices.check_area(actor=act, area="a")] * 3, refusals=True)) == [
        *["area.checked_already"] * 2,
        "done",
    ]
    who = UUID(
        people.add_staff(actor=act, username="h", password="a-long-password", name="何小云", badge_no="9", post="引导")[
            "id"
        ]
    )
    turn = {"actor": act, "staff_id": who, "day": clock.now().date(), "starts": time(9), "ends": time(12)}
    duties = [lambda area=area: devices.set_duty(area=area, **turn) for area in ("a", "b", "c")]
    assert told(at_once(duties, refusals=True)) == ["done", "duty.clash", "duty.clash"]
    for _ in range(6):  # the instant is short
        what = UUID(devices.note_incident(actor=act, area="a", what="遗失身份证")["incident"])
        settle = [lambda what=what: devices.settle_incident(actor=act, incident=what, done="已交")] * 4
        assert told(at_once(settle, refusals=True)) == ["done", *["incident.settled_already"] * 3]
    with reading(act):
        (duty,) = [d for area in devices.areas(act, week_of=clock.now().date()) for d in area.week]
    assert told(at_once([lambda: devices.drop_duty(actor=act, duty=duty.id)] * 3, refusals=True)) == [
        "done",
        "duty.missing",
        "duty.missing",
    ]

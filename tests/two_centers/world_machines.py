"""A kiosk that has tested itself and has a fault, and two questions from the windows, in each of the two centers."""

from datetime import date, time
from typing import TYPE_CHECKING
from uuid import UUID

from yichuang.domains.devices import api as devices
from yichuang.domains.helping import api as helping

if TYPE_CHECKING:
    from .world import Side


def machines(side: "Side") -> None:
    """The rows that the room of machines keeps."""
    act, kiosk = side.system, UUID(side.its["device_kiosk"])
    devices.report_test(actor=act, device_id=kiosk, results={"sound": {"ok": True}})
    devices.set_printer(actor=act, device_id=kiosk, way="file", address="kiosk")
    side.its["fault"] = devices.report_fault(actor=act, device_id=kiosk, detail="触摸不灵")["id"]


def questions(side: "Side") -> None:
    """One that waits, one that has its answer."""
    asker = side.actor()
    side.its["question"] = helping.ask(actor=asker, kind="hardware", text=f"{side.letter} 读卡器没有反应")["id"]
    side.its["answered"] = helping.ask(actor=asker, kind="hardware", text="打印机怎么换纸")["id"]
    helping.answer(actor=side.system, question=UUID(side.its["answered"]), text="打开上盖，把纸卷放进去")


def areas(side: "Side") -> None:
    """A self-service area with a machine, a turn of duty, a check and an incident; and one that was not looked at today."""
    act = side.system
    for name in ("area", "area_unchecked"):
        code = side.its[name] = f"{side.letter}-{name}"
        devices.set_area(actor=act, code=code, name="自助区", kind="hall", place="一楼")
    code = side.its["area"]
    devices.set_machine(actor=act, area=code, name="1号机", does="查询打印", device_id=UUID(side.its["device_kiosk"]))
    turn = {"day": date(2030, 1, 8), "starts": time(9), "ends": time(12)}
    side.its["duty"] = devices.set_duty(actor=act, area=code, staff_id=side.staff["desk"], **turn)["duty"]
    devices.check_area(actor=act, area=code, troubles={"1号机": "屏幕花"})
    side.its["incident"] = devices.note_incident(actor=act, area=code, what="有人遗失身份证", machine="1号机")[
        "incident"
    ]

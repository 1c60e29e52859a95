"""The slip that the server prints: what the bytes hold is what the page shows; a printer that fails is said, and becomes a fault."""

import re
from pathlib import Path
from typing import Any

from django.test import Client

from yichuang.domains.devices import api as devices
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


def test_a_slip_comes_from_the_printer_and_a_failing_printer_is_said(
    kiosk: Client, staff: Actor, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    with reading(staff):
        device = places.device_by_code(staff.center_id, "kiosk-1")  # type: ignore[arg-type]
    devices.set_printer(actor=staff, device_id=device.id, way="file", address="kiosk-1")
    shown = kiosk.post("/kiosk/take/", {"queue": "A", "key": "k"}, follow=True)
    page = shown.content.decode()
    at = re.search(r'data-slip-print="(/kiosk/slip/([^/]+)/print/)"', page)
    assert at and "data-print-once" not in page
    said = kiosk.post(at[1]).json()
    assert said == {"printed": True, "message": "小票已打印，请在下方取走。"}
    data = (tmp_path / "slips" / "kiosk-1.bin").read_bytes()
    number = re.search(r'ki-slip__no">([A-Z]\d+)<', page)
    assert number and number[1].encode() in data and f"/t/{at[2]}".encode() in data
    for words in (staff_center(staff).name, "前面", "手机扫码看排队"):
        assert words.encode("gb18030") in data and words in page

    devices.set_printer(actor=staff, device_id=device.id, way="network", address="127.0.0.1:1")
    said = kiosk.post(at[1]).json()
    assert not said["printed"] and said["message"].startswith("打印机没有响应，小票没有打出来。号码已经排上")
    with reading(staff):
        assert [(f.fault, f.detail) for f in devices.open_faults(staff)] == [("printer", "offline")]
    devices.set_printer(actor=staff, device_id=device.id, way="file", address="kiosk-1")
    assert kiosk.post(at[1]).json()["printed"]
    with reading(staff):
        assert devices.open_faults(staff) == [] and devices.faults(staff)[0].by_self_test
    devices.set_printer(actor=staff, device_id=device.id, way="bridge")
    assert kiosk.post(at[1]).json()["data"]
    assert kiosk.post("/kiosk/slip/2222-3333-4444/print/").status_code == 404


def staff_center(staff: Actor) -> places.CenterInfo:
    assert staff.center_id is not None
    return places.center(staff.center_id)

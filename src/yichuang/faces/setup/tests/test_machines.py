"""A kiosk that tells how it is, and the pages on which that is read and mended."""

import json
import re
from typing import Any

from django.test import Client

from yichuang.domains.devices import api as devices
from yichuang.domains.places import api as places
from yichuang.faces.setup.tests.test_pages import as_, demo, post  # noqa: F401 - fixtures
from yichuang.foundation import clock
from yichuang.foundation.scope import reading


def tell(client: Client, path: str, **said: Any) -> Any:
    return client.post(path, json.dumps(said), content_type="application/json")


def test_a_kiosk_fails_its_test_is_mended_by_a_person_and_by_its_next_test(demo, as_):  # noqa: F811
    with reading(demo):
        kiosk = places.device_by_code(demo.center_id, "kiosk-1")
    machine = Client()
    machine.post("/device/enrol/", {"device_key": places.new_device_key(actor=demo, device_id=kiosk.id)})
    shown = machine.get("/kiosk/").content.decode()
    assert 'data-beat="/device/beat/"' in shown and 'data-test="/device/test/"' in shown
    assert tell(machine, "/device/beat/").json()["test"] is True
    now = clock.now().isoformat()
    bad = {"paper": {"ok": False, "detail": "out"}, "sound": {"ok": False, "detail": "no audio"}}
    told = tell(machine, "/device/test/", results=bad, device_time=now, round_trip_ms=20)
    assert told.json() == {"ok": False, "failing": ["paper", "sound"]}
    wrong = tell(machine, "/device/test/", results={"coffee": {"ok": True}})
    assert wrong.status_code == 422 and wrong.json()["field"] == "results.coffee" and wrong.json()["message"]
    assert tell(Client(), "/device/beat/").status_code == 403 and machine.post("/device/beat/").status_code == 422
    assert tell(as_("clerk1"), "/device/beat/", device=str(kiosk.id)).status_code == 403

    it = as_("system")
    page = it.get("/setup/devices/state/").content.decode()
    assert "有故障" in page and "缺纸" in page and "声音故障" in page
    post(it, "/setup/devices/state/", "test", device=str(kiosk.id))
    assert "等待自检" in it.get("/setup/devices/state/now/").content.decode()
    assert tell(machine, "/device/beat/").json()["test"] is True
    with reading(demo):
        paper = next(f for f in devices.open_faults(demo) if f.fault == "paper")
    for act, more in (("take", {}), ("answer", {"answer": "马上换纸"}), ("close", {"done": "已换纸"})):
        assert post(it, "/setup/devices/faults/", act, fault=str(paper.id), **more).status_code == 302  # type: ignore[attr-defined]
    tell(machine, "/device/test/", results={"sound": {"ok": True}, "paper": {"ok": True}}, device_time=now)
    page = it.get("/setup/devices/faults/").content.decode()
    assert "没有未修复的故障" in page and "已换纸" in page and "自检通过，自动关闭" in page
    assert not re.search(r"<b>None|：None", page)

"""Registers of papers in set-up: numbers set aside and voided, stamps from hand to hand, printers."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


@pytest.fixture
def system(demo_db: None) -> Client:
    client = Client()
    client.post("/login/", {"username": "system", "password": people.DEMO_PASSWORD})
    return client


@pytest.fixture
def here(demo_db: None) -> Actor:
    return Actor.system(places.center_by_code("demo").id)


def post(client: Client, path: str, **data: str) -> int:
    return client.post(path, {"key": str(uuid4()), **data}).status_code


def test_numbers_are_set_aside_and_the_unused_voided(system, here):
    with reading(here):
        unit = places.department_by_code(here.center_id, "scjg")
    form = {"act": "reserve", "department": str(unit.id), "kind": "receipt"}
    assert post(system, "/setup/papers/", **form, count="3", purpose="停电应急包") == 302
    assert post(system, "/setup/papers/", **form, count="0", purpose="停电应急包") == 422
    assert post(system, "/setup/papers/", **form, count="many", purpose="停电应急包") == 422
    [series] = [s for s in _series(here) if s.kind == "receipt" and s.reserved]
    mark = f"{unit.id}:receipt:{series.year}"
    page = system.get("/setup/papers/", {"series": mark}).content.decode()
    assert "停电应急包" in page
    assert unit.short_name in page
    assert (
        post(system, f"/setup/papers/?series={mark}", act="void", series=mark, number=str(series.last), reason="没有用")
        == 302
    )
    assert (
        post(system, f"/setup/papers/?series={mark}", act="void", series=mark, number=str(series.last), reason="没有用")
        == 409
    )
    assert "没有用" in system.get("/setup/papers/", {"series": mark}).content.decode()
    assert system.get("/setup/papers/", {"series": "nonsense", "before": "x"}).status_code == 200


def _series(here):
    with reading(here):
        return documents.series_list(here)


def test_a_stamp_goes_from_hand_to_hand_and_the_register_shows_it(system, here):
    with reading(here):
        unit = places.department_by_code(here.center_id, "scjg")
        one, two = people.staff_list(here.center_id, today=clock.now().date(), active_only=True)[:2]
    form = {
        "act": "register", "department": str(unit.id), "code": "5001990009", "name": "市监受理章", "purpose": "受理专用章",
        "keeper_id": str(one.id), "place": "抽屉", "valid_from": "2026-01-01",
    }  # fmt: skip
    assert post(system, "/setup/papers/seals/", **form) == 302
    assert post(system, "/setup/papers/seals/", **form) == 409
    page = system.get("/setup/papers/seals/").content.decode()
    seal = re.search(r"\?seal=([0-9a-f-]{36})", page).group(1)
    for act, more in (
        ("hand_over", {"keeper_id": str(two.id), "place": "柜"}), ("lock", {"place": "保险柜"}), ("take_out", {"place": "抽屉"}),
        ("return", {"receiver": "陈立秋", "note": "到期"}),
    ):  # fmt: skip
        assert post(system, "/setup/papers/seals/", act=act, seal=seal, **more) == 302, act
    shown = system.get("/setup/papers/seals/", {"seal": seal}).content.decode()
    for words in (one.name, two.name, "保险柜", "陈立秋", "到期", "已交回"):
        assert words in shown, words
    with reading(here):
        assert documents.seal(here, UUID(seal)).state == "returned"


def test_a_department_s_habit_is_kept(system, here):
    with reading(here):
        unit = places.department_by_code(here.center_id, "scjg")
    assert post(system, "/setup/papers/seals/", act="habit", department=str(unit.id), service_receipt="on") == 302
    with reading(here):
        assert documents.paper_habits(here)[unit.id] is True


def test_printers_are_entered_and_retired(system, here):
    assert post(system, "/setup/papers/printers/", act="add", code="P1", name="一号激光", window="1") == 302
    assert post(system, "/setup/papers/printers/", act="add", code="P2", name="没有地方") == 422
    with reading(here):
        [printer] = documents.printers(here)
    assert printer.place == "1 号窗口"
    form = {"act": "change", "printer": str(printer.id), "name": "走廊激光", "place": "三楼"}
    assert post(system, "/setup/papers/printers/", **form) == 302
    with reading(here):
        assert documents.printers(here, active_only=True) == []
    assert "走廊激光" in system.get("/setup/papers/printers/").content.decode()

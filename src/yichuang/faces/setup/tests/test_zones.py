"""Zones and windows on their page, with their English names."""

from typing import Any

from yichuang.domains.places import api as places
from yichuang.faces.setup.tests.test_pages import as_, demo, post, text  # noqa: F401 - fixtures among them
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


def test_a_zone_gets_its_english_name_when_it_is_made_and_later(as_: Any, demo: Actor) -> None:  # noqa: F811
    def zone() -> places.ZoneInfoRow:
        with reading(demo):
            return next(z for z in places.zones(demo.center_id) if z.code == "E")  # type: ignore[arg-type]

    client = as_("system")
    given = {"name": "二楼办事区", "name_en": "Upstairs", "floor": "二楼", "floor_en": "2F"}
    post(client, "/setup/windows/", "add_zone", code="E", **given)
    assert (zone().name, zone().name_en, zone().floor_en) == ("二楼办事区", "Upstairs", "2F")
    refused: Any = post(client, "/setup/windows/", "change_zone", zone=zone().id, **given | {"name_en": "x" * 121})
    assert refused.status_code == 422 and "“英文名称”最多写 120 个字" in text(refused)
    post(
        client, "/setup/windows/", "change_zone", zone=zone().id, **given | {"name": "二楼", "name_en": "Second floor"}
    )
    assert (zone().name, zone().name_en) == ("二楼", "Second floor")
    assert "Second floor" in text(client.get("/setup/windows/"))


def test_a_window_has_an_english_name_too(as_: Any, demo: Actor) -> None:  # noqa: F811
    client, given = as_("system"), {"zone": "A", "kind": "service", "name": "综合办事", "name_en": "Anything"}
    post(client, "/setup/windows/", "add_window", code="77", **given)
    with reading(demo):
        made = places.window_by_code(demo.center_id, "77")  # type: ignore[arg-type]
    assert made.name_en == "Anything"
    post(
        client, "/setup/windows/", "change_window", window=made.id, code="77", active="on",
        **given | {"name_en": "All services"},
    )  # fmt: skip
    with reading(demo):
        assert places.window(made.id).name_en == "All services"

"""`yichuang center`: the file that it gives is the file that it takes, and every wrong field of it is named."""

import tomllib
from typing import Any

import pytest

from yichuang.config.cli import center
from yichuang.config.cli.house import Stop
from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

FILLED = {"code": "qingshi", "name": "青石区政务服务中心", "region": "500199", "address": "政务街 8 号", "phone": "023-00003000",
          "supervision_phone": "023-00003001"}  # fmt: skip


def filled(**more: Any) -> dict[str, Any]:
    document = tomllib.loads(center.TEMPLATE) | FILLED | more
    for n, role in enumerate(("system", "security", "audit")):
        document["administrators"][role] |= {"username": role, "name": "罗小满", "badge_no": f"X{n}"}
    return document


def test_the_template_filled_in_is_taken() -> None:
    assert center._faults(filled()) == []
    given, first = center._parts(filled())
    assert given == FILLED | {"level": "district", "zone": "Asia/Shanghai"}
    assert (first[0].role, first[0].post) == ("system", "系统管理员")


def test_the_template_as_it_comes_names_everything_to_fill_in() -> None:
    named = {fault.split(":")[0] for fault in center._faults(tomllib.loads(center.TEMPLATE))}
    assert named == set(FILLED) | {
        f"administrators.{role}.{key}"
        for role in ("system", "security", "audit")
        for key in ("username", "name", "badge_no")
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fax": "1"}, "fax: not known"),
        ({"region": 500199}, 'region: write it in quotation marks, "500199"'),
        ({"region": "5001"}, "region: "),
        ({"level": "county"}, "(city, district, town, village)"),
        ({"code": "青石"}, "code: "),
        ({"address": "政务街\n8 号"}, "address: write it on one line"),
        ({"administrators": "three"}, "administrators.audit.badge_no: is missing"),
    ],
)
def test_a_wrong_field_is_named_with_what_to_do(wrong: dict[str, Any], said: str) -> None:
    document = filled() | wrong
    assert any(said in fault for fault in center._faults(document))


def test_a_file_that_is_not_there_or_not_toml_ends_with_a_sentence(tmp_path: Any) -> None:
    with pytest.raises(Stop, match="center template"):
        center._read(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"name = \xff")
    with pytest.raises(Stop, match="not TOML"):
        center._read(tmp_path / "bad.toml")


def test_the_list_names_items_that_lead_to_no_queue(demo_db: None) -> None:
    demo = places.demo_center()
    assert demo
    assert center._lacks(demo.id) == []
    actor = Actor.system(demo.id)
    with reading(actor):
        offer = catalog.offer(actor, "S04")
    assert offer
    catalog.offer_item(actor=actor, code="S04", department_id=offer.department_id, group="")
    assert center._lacks(demo.id) == [
        "1 of its items lead to no queue in use, so that nobody gets a number for them: S04"
    ]

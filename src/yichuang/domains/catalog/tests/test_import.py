"""Taking a catalogue file in: strictly, whole or not at all, and without a second effect."""

from typing import Any

import pytest

from yichuang.domains.catalog import api as catalog
from yichuang.domains.catalog.models import ItemVersion
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid

from .conftest import ITEM, document, published


def errors_of(doc: Any) -> list[str]:
    with pytest.raises(Invalid) as no:
        catalog.dry_run(doc)
    assert no.value.code == "catalog.file"
    return no.value.facts["errors"]  # type: ignore[no-any-return]


def test_the_switch_for_a_refusal_is_imported_and_kept_for_general_licences(here: Actor) -> None:
    catalog.import_catalogue(actor=here, document=document(refusal_with_notice=True))
    draft = catalog.draft("T01")
    assert draft and draft.refusal_with_notice is True
    catalog.import_catalogue(actor=here, document=document(fee={"text": "10 元"}))
    kept = catalog.draft("T01")
    assert kept and kept.refusal_with_notice is True, "what a file does not name stays"
    for over in ({"refusal_with_notice": "yes"}, {"refusal_with_notice": True, "intake_rule": "POLLUTION_3D"}):
        with pytest.raises(Invalid) as no:
            catalog.import_catalogue(actor=here, document=document(**over))
        assert no.value.field == "items[0].refusal_with_notice"


def test_taking_the_same_file_in_again_changes_nothing(here: Actor) -> None:
    first = catalog.import_catalogue(actor=here, document=document())
    assert (first["new"], first["changed"], first["same"]) == (1, 0, 0)
    again = catalog.import_catalogue(actor=here, document=document())
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 1)
    assert ItemVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"materials": [{**ITEM["materials"][0], "copies": "two"}]}, "items[0].materials[0].copies: 应是整数"),
        ({"materials": [{**ITEM["materials"][0], "copies": True}]}, "items[0].materials[0].copies: 应是整数"),
        (
            {"materials": [{**ITEM["materials"][0], "tolerable": "no"}]},
            "items[0].materials[0].tolerable: 应是 true 或 false",
        ),
        ({"materials": [ITEM["materials"][0], ITEM["materials"][0]]}, "items[0].materials[1].name: 与"),
        (
            {"materials": [{**ITEM["materials"][0], "shows": ["uscc", "colour"]}]},
            "items[0].materials[0].shows[1]: 应是其中之一",
        ),
        ({"materials": []}, "items[0].materials: 至少要有一项材料"),
        ({"id": "a/b"}, "items[0].id: 只能用字母"),
        ({"name": "\ud800"}, "items[0].name: 含有不能保存的字符"),
        ({"notes": "\x00"}, "items[0].notes: 含有不能保存的字符"),
        ({"colour": "blue"}, "items[0].colour: 不认识的字段"),
        ({"name": None}, "items[0].name: 缺少这个字段"),
        ({"promise_limit": None}, "items[0].promise_limit: 缺少这个字段"),
        ({"intake_rule": "MAYBE"}, "items[0].intake_rule: 应是其中之一"),
        ({"statutory_limit": {"value": 5, "unit": "旬"}}, "items[0].statutory_limit.unit: 应是其中之一"),
        ({"statutory_limit": {"value": 5, "unit": "当场"}}, "items[0].statutory_limit.value: 当场办理的时限应为 0"),
        ({"legal_basis": [{"article": "1"}]}, "items[0].legal_basis[0].law: 缺少这个字段"),
        (
            {"questions": [{"code": "q", "text": "？", "answers": []}]},
            "items[0].questions[0].answers: 至少要有两个选项",
        ),
        ({"questions": []}, "items[0].materials[2].when.who: 没有这个问题或选项"),
    ],
)
def test_every_error_names_its_path(here: Actor, over: dict[str, Any], said: str) -> None:
    assert any(e.startswith(said) for e in errors_of(document(**over))), errors_of(document(**over))


def test_all_errors_of_a_file_are_told_at_once(here: Actor) -> None:
    found = errors_of({"items": [{**ITEM, "name": 5, "type_code": "99"}, {**ITEM, "level": None}], "extra": 1})
    paths = [e.split(":")[0] for e in found]
    assert {"extra", "items[0].name", "items[0].type_code", "items[1].level", "items[1].id"} <= set(paths)


def test_one_bad_item_keeps_the_good_ones_out(here: Actor) -> None:
    with pytest.raises(Invalid):
        catalog.import_catalogue(actor=here, document={"items": [ITEM, {**ITEM, "id": "T02", "fee": 3}]})
    assert not ItemVersion.objects.exists()


@pytest.mark.parametrize("doc", [[], "text", None, {}, {"items": {}}, {"items": ["x"]}, {"items": [{}]}])
def test_what_is_no_catalogue_is_refused_whole(here: Actor, doc: Any) -> None:
    assert errors_of(doc)


def test_a_dry_run_says_what_would_change_and_writes_nothing(here: Actor) -> None:
    published(here)
    before = ItemVersion.objects.count()
    changed = document(
        promise_limit={"value": 3, "unit": "工作日", "sure": "typical"},
        materials=[*ITEM["materials"][:1], {**ITEM["materials"][1], "copies": 1}],
        fee={"text": "10元"},
    )
    [diff] = catalog.dry_run(changed)
    said = {(c.path, c.kind, c.before, c.after) for c in diff.changes}
    assert ("promised.value", "changed", "5", "3") in said
    assert ("fee", "changed", "不收费", "10元") in said
    assert ("materials.[营业执照].copies", "changed", "2", "1") in said
    assert any(path == "materials.[委托书]" and kind == "removed" for path, kind, _, _ in said)
    assert ItemVersion.objects.count() == before


def test_what_a_file_leaves_out_stays_and_what_it_empties_goes(here: Actor) -> None:
    guide = published(here)
    catalog.import_catalogue(actor=here, document=document(conditions=None, quantity=None))
    assert catalog.draft("T01") is None, "nothing was said, so nothing changed"
    catalog.import_catalogue(actor=here, document=document(conditions=[]))
    draft = catalog.draft("T01")
    assert draft
    assert draft.conditions == ()
    assert draft.quantity == guide.quantity
    assert draft.materials[0].filled_sample == guide.materials[0].filled_sample, "forms are kept by the material's name"


def test_a_days_limit_is_counted_as_the_law_of_the_item_says(here: Actor) -> None:
    catalog.import_catalogue(actor=here, document=document())
    licence = catalog.draft("T01")
    assert licence
    assert licence.statutory
    assert licence.statutory.unit == "working_day"
    assert licence.statutory.extension_limit().value == 10  # type: ignore[union-attr]
    assert licence.delivery
    assert licence.delivery.starts_at == "decision"
    catalog.import_catalogue(actor=here, document=document(id="T02", type="公共服务", type_code="20"))
    service = catalog.draft("T02")
    assert service
    assert service.statutory
    assert service.statutory.unit == "natural_day"
    assert service.item_class == "public"


def test_importing_needs_the_capability(here: Actor) -> None:
    with pytest.raises(Denied):
        catalog.import_catalogue(actor=Actor.citizen(here.center_id), document=document())  # type: ignore[arg-type]


def test_what_a_material_shows_is_named_by_code_or_in_chinese_and_kept(here: Actor) -> None:
    rows = [{**m, "shows": []} for m in ITEM["materials"]]
    rows[0]["shows"] = ["申请人姓名（名称）", "uscc", "applicant_name"]
    catalog.import_catalogue(actor=here, document=document(materials=rows))
    draft = catalog.draft(ITEM["id"])
    assert draft is not None
    assert [m.shows for m in draft.materials] == [("applicant_name", "uscc"), *[()] * (len(rows) - 1)]

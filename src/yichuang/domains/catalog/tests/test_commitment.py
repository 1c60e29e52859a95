"""A commitment is offered only with its four contents (DB50/T 1603-2024 5.3.6.2), and never in the scopes that the state keeps out."""

from typing import Any

import pytest

from yichuang.domains.catalog import api as catalog
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused

from .conftest import ITEM, PDF, document
from .test_import import errors_of

LETTER: dict[str, Any] = {
    "applies": True,
    "kind": "场所承诺",
    "basis": "某条例第八条",
    "terms": "有一间店；承诺后当场受理",
    "duties": "部门提供咨询，两个月内核查",
    "breach": "核查发现不符的，限期整改；可以申诉；整改后修复信用",
}


def publish(here: Actor, **commitment: Any) -> catalog.Guide:
    catalog.import_catalogue(actor=here, document=document(commitment_告知承诺={**LETTER, **commitment}))
    catalog.attach_form(
        actor=here, code="T01", material="M1", kind="filled_sample", name="示范.pdf", content_type="application/pdf",
        data=PDF,
    )  # fmt: skip
    catalog.publish_item(actor=here, code="T01")
    return catalog.guide("T01")


def test_the_four_contents_and_the_days_come_with_the_file(here: Actor) -> None:
    guide = publish(here, verify_days=30, repair_days=15)
    assert guide.commitment
    assert [getattr(guide, part) for part in catalog.PROMISE_PARTS] == [
        LETTER[part.removeprefix("commitment_")] for part in catalog.PROMISE_PARTS
    ]
    assert (guide.commitment_verify_days, guide.commitment_repair_days, guide.commitment_sure) == (30, 15, "confirmed")


@pytest.mark.parametrize("part", ["basis", "terms", "duties", "breach"])
@pytest.mark.parametrize("said", ["", "  "])
def test_without_one_of_the_four_the_item_cannot_be_published(here: Actor, part: str, said: str) -> None:
    with pytest.raises(Refused) as no:
        publish(here, **{part: said})
    assert no.value.code == "item.commitment_lacks"
    assert no.value.facts["parts"] == [f"commitment_{part}"]
    [waiting] = catalog.drafts(2026)
    assert waiting.lacks == (f"commitment_{part}",)
    with pytest.raises(Missing):
        catalog.guide("T01")


def test_an_item_that_offers_none_needs_no_letter(here: Actor) -> None:
    guide = publish(here, applies=False, basis="", terms="", duties="", breach="", excluded="public_safety")
    assert not guide.commitment
    assert guide.commitment_excluded == "public_safety"


@pytest.mark.parametrize("scope", catalog.EXCLUDED)
def test_in_a_scope_that_is_kept_out_a_file_cannot_offer_one(here: Actor, scope: str) -> None:
    found = errors_of(document(commitment_告知承诺={**LETTER, "excluded": scope}))
    assert [e.split(":")[0] for e in found] == ["items[0].commitment_告知承诺.applies"]


@pytest.mark.parametrize(
    ("over", "path"),
    [
        ({"commitment_告知承诺": {**LETTER, "excluded": "weather"}}, "items[0].commitment_告知承诺.excluded"),
        ({"commitment_告知承诺": {**LETTER, "verify_days": 0}}, "items[0].commitment_告知承诺.verify_days"),
        ({"commitment_告知承诺": {**LETTER, "repair_days": "ten"}}, "items[0].commitment_告知承诺.repair_days"),
        ({"commitment_告知承诺": {**LETTER, "basis": 3}}, "items[0].commitment_告知承诺.basis"),
        ({"materials": [{**ITEM["materials"][0], "tolerable": True}]}, "items[0].materials[0].tolerable"),
        ({"materials": [{**ITEM["materials"][0], "replaceable": "yes"}]}, "items[0].materials[0].replaceable"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_by_its_path(here: Actor, over: dict[str, Any], path: str) -> None:
    assert path in [e.split(":")[0] for e in errors_of(document(**over))]


def test_what_a_file_does_not_name_of_the_letter_stays(here: Actor) -> None:
    publish(here)
    catalog.import_catalogue(
        actor=here, document=document(commitment_告知承诺={"applies": True, "basis": "新条例第九条"})
    )
    draft = catalog.draft("T01")
    assert draft
    assert (draft.commitment_basis, draft.commitment_terms) == ("新条例第九条", LETTER["terms"])


def test_a_material_says_that_a_commitment_may_replace_it(here: Actor) -> None:
    rows = [ITEM["materials"][0], {**ITEM["materials"][1], "replaceable": True}]
    catalog.import_catalogue(actor=here, document=document(materials=rows))
    draft = catalog.draft("T01")
    assert draft
    assert [m.replaceable for m in draft.materials] == [False, True]

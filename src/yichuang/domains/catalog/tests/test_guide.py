"""One person's list, finding items by everyday words, and which center offers what."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.domains.catalog import api as catalog
from yichuang.domains.catalog.models import ItemVersion
from yichuang.domains.places.tests.test_set_up import department
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .conftest import ITEM, PDF, document, published


def needs(guide: catalog.Guide, **answers: str) -> dict[str, str]:
    return {line.material.code: line.need for line in catalog.checklist(guide, answers)}


def test_answers_narrow_the_list_to_this_person(here: Actor) -> None:
    guide = published(here)
    assert needs(guide) == {"M1": "yes", "M2": "yes", "M3": "ask"}
    assert needs(guide, who="self")["M3"] == "no"
    assert needs(guide, who="agent")["M3"] == "yes"
    assert catalog.open_questions(guide, {}) == ["who"]
    assert catalog.checklist(guide, {"who": "self"})[2].why == "本人"


def test_an_answer_that_no_question_has_is_refused_by_its_field(here: Actor) -> None:
    guide = published(here)
    for given_, field in (({"who": "nobody"}, "situation.who"), ({"when": "now"}, "situation.when")):
        with pytest.raises(Invalid) as no:
            catalog.checklist(guide, given_)
        assert no.value.field == field


def test_a_situation_may_be_a_text_or_a_mapping(here: Actor) -> None:
    guide = published(here)
    assert catalog.parse_situation(guide, "who=agent") == catalog.parse_situation(guide, {"who": "agent"})
    assert catalog.parse_situation(guide, None) == {}
    with pytest.raises(Invalid):
        catalog.parse_situation(guide, ["who"])


@given(st.sampled_from(["self", "agent", ""]))
def test_answering_never_brings_back_what_an_answer_excluded(answer: str) -> None:
    from yichuang.domains.catalog.types import AnswerInfo, Guide, MaterialInfo, QuestionInfo

    material = MaterialInfo(
        "M1", "x", "", "main", "situational", False, "", "", 1, True, "text", "text", "",
        {"who": ("agent",), "size": ("big",)}, None, None, (),
    )  # fmt: skip
    questions = tuple(
        QuestionInfo(q, q, "", tuple(AnswerInfo(a, a) for a in answers))
        for q, answers in (("who", ("self", "agent")), ("size", ("big", "small")))
    )
    fields = dict.fromkeys(Guide.__dataclass_fields__)
    guide = Guide(**{**fields, "materials": (material,), "questions": questions})  # type: ignore[arg-type]
    some = {"who": answer} if answer else {}
    before = catalog.checklist(guide, some)[0].need
    for size in ("big", "small"):
        after = catalog.checklist(guide, {**some, "size": size})[0].need
        assert not (before == "no" and after != "no")
        assert after == (
            "ask" if not answer and size == "big" else "yes" if (answer, size) == ("agent", "big") else "no"
        )


def test_the_guide_of_a_published_version_is_kept_in_memory(here: Actor, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    published(here)
    with django_assert_num_queries(1):
        catalog.guide("T01")


def test_items_are_found_by_name_everyday_words_parts_and_code(here: Actor) -> None:
    published(here)
    for words in ("小店登记", "开小店", "我要开小店", "小店", "t01", "登记证", "营业执照"):
        assert [i.code for i in catalog.search(here, words)] == ["T01"], words
    for words in ("护照", "'; drop table", "%", "\x00", "x" * 5000, "　"):
        assert [i.code for i in catalog.search(here, words)] == ([] if words.strip("　\x00") else ["T01"]), words


def test_a_part_of_a_code_finds_the_item_behind_those_that_are_called_so(
    here: Actor, django_assert_num_queries: Any
) -> None:
    items = [
        ITEM | {"id": code, "name": name}
        for code, name in (("S30", "甲"), ("S03", "乙"), ("115001030", "丙"), ("Z9", "S3级证书"))
    ]
    catalog.import_catalogue(actor=here, document={"items": items})
    for item in items:
        catalog.attach_form(
            actor=here, code=item["id"], material="M1", kind="filled_sample", name="样表.pdf",
            content_type="application/pdf", data=PDF,
        )  # fmt: skip
        catalog.publish_item(actor=here, code=item["id"])
    for asked, found in (
        ("S3", ["Z9", "S30"]), ("s0", ["S03"]), ("03", ["S03", "115001030"]), ("1150", ["115001030"]), ("1030", ["115001030"]),
        ("30", ["S30", "115001030"]), ("S30", ["S30"]), ("0", []), ("S", ["Z9"]), ("S9", []), ("3%", []), ("３０", []),
    ):  # fmt: skip
        with django_assert_num_queries(1):
            assert [i.code for i in catalog.search(here, asked)] == found, asked
    with reading(here):
        assert catalog.search(here, "S3", offered=True) == []


def test_drafts_are_not_found(here: Actor) -> None:
    catalog.import_catalogue(actor=here, document=document())
    assert catalog.search(here, "小店") == []


def test_a_center_offers_an_item_with_department_and_queue(here: Actor, there: Actor) -> None:
    published(here)
    unit = department(here)
    catalog.offer_item(actor=here, code="T01", department_id=unit, group="A")
    with reading(here):
        assert [i.group for i in catalog.search(here, offered=True)] == ["A"]
        assert catalog.search(here, group="B") == []
        assert catalog.offer(here, "T01").department_id == unit  # type: ignore[union-attr]
    with reading(there):
        assert catalog.search(there, offered=True) == []
        assert catalog.offer(there, "T01") is None
        assert [i.code for i in catalog.search(there)] == ["T01"], "the catalogue itself belongs to everybody"
    with pytest.raises(Refused):
        catalog.offer_item(actor=there, code="T01", department_id=unit, group="A")


def test_an_item_handled_elsewhere_names_the_system(here: Actor) -> None:
    published(here)
    unit = department(here)
    with pytest.raises(Invalid):
        catalog.offer_item(actor=here, code="T01", department_id=unit, group="A", handled_in="external")
    catalog.offer_item(
        actor=here, code="T01", department_id=unit, group="A", handled_in="external", external_system="市级系统"
    )
    with reading(here):
        assert catalog.offer(here, "T01").external_system == "市级系统"  # type: ignore[union-attr]


def test_an_unknown_item_or_form_is_missing(here: Actor) -> None:
    with pytest.raises(Missing):
        catalog.guide("X99")
    with pytest.raises(Missing):
        catalog.form_file(UUID(int=1))
    with pytest.raises(Missing):
        catalog.guide_of_version(UUID(int=1))


def test_a_published_version_is_never_written_again(here: Actor) -> None:
    guide = published(here)
    catalog.import_catalogue(actor=here, document=document(name="改名后的小店登记"))
    assert ItemVersion.objects.get(pk=guide.version_id).name == "小店登记"
    assert catalog.draft("T01").number == 2  # type: ignore[union-attr]

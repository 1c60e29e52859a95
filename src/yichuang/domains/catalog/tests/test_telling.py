"""A changed guide is told to the windows once it is published, and who read it is known (6.2.2)."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .conftest import document, published


def offered(here: Actor) -> None:
    from yichuang.foundation.identity import make_uscc

    unit = places.add_department(
        actor=here, code="sc", name="甲区市场监督管理局", short_name="甲市监", uscc=make_uscc("11500199701000001"),
        review_organ="甲区人民政府", court="甲区人民法院",
    )  # fmt: skip
    catalog.offer_item(actor=here, code="T01", department_id=UUID(unit["id"]), group="A")


def clerk(here: Actor) -> Actor:
    return replace(here, kind="staff", id=uuid4(), capabilities=frozenset({"window.operate"}))


def inbox(actor: Actor) -> list[messages.InboxLine]:
    with reading(actor):
        return messages.inbox(actor)[0]


@pytest.fixture
def changed(here: Actor) -> Actor:
    """Published, offered, and published anew with another fee."""
    published(here)
    offered(here)
    catalog.import_catalogue(actor=here, document=document(fee={"text": "每件 10 元", "sure": "confirmed"}))
    catalog.publish_item(actor=here, code="T01")
    return here


def test_the_windows_read_that_the_guide_has_changed_and_from_when(changed: Actor) -> None:
    (line,) = inbox(clerk(changed))
    assert "T01" in line.text and "第 2 版" in line.text and "1 处变动" in line.text
    assert line.link == "/p/here/items/T01/" and line.kind == "办事指南变更"


def test_reading_it_is_the_acknowledgement_of_that_version(changed: Actor) -> None:
    one, other = clerk(changed), clerk(changed)
    messages.mark_read(actor=one, message=inbox(one)[0].id)
    with reading(changed):
        assert catalog.acknowledged(changed, "T01", 2) == {one.id} and other.id
        assert catalog.acknowledged(changed, "T01", 1) == set()


def test_a_first_version_and_an_item_that_is_not_offered_disturb_nobody(here: Actor) -> None:
    published(here)
    assert inbox(clerk(here)) == []
    catalog.import_catalogue(actor=here, document=document(fee={"text": "每件 10 元", "sure": "confirmed"}))
    catalog.publish_item(actor=here, code="T01")
    assert inbox(clerk(here)) == []


def test_another_center_s_windows_are_not_told_by_this_one(changed: Actor, there: Actor) -> None:
    assert inbox(clerk(there)) == []

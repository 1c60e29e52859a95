"""The publish gate: the eight contents of 行政许可法 30, and a promise that the statute can bear."""

from datetime import date, timedelta
from typing import Any

import pytest

from yichuang.domains.catalog import api as catalog
from yichuang.domains.catalog.models import ItemVersion
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused

from .conftest import PDF, document, published


def attach(here: Actor, code: str = "T01") -> None:
    catalog.attach_form(
        actor=here, code=code, material="M1", kind="filled_sample", name="示范.pdf", content_type="application/pdf",
        data=PDF,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("over", "lack"),
    [
        ({"legal_basis": []}, "legal_basis"),
        ({"conditions": None}, "conditions"),
        ({"quantity": None}, "quantity"),
        ({"procedure": None}, "procedure"),
        ({"statutory_limit": {"value": 0, "unit": "当场"}, "promise_limit": {"value": 0, "unit": "当场"}}, ""),
    ],
)
def test_each_of_the_eight_contents_is_asked_for_by_name(here: Actor, over: dict[str, Any], lack: str) -> None:
    catalog.import_catalogue(actor=here, document=document(**over))
    if not lack:
        attach(here)
        assert catalog.publish_item(actor=here, code="T01")
        return
    with pytest.raises(Refused) as no:
        catalog.publish_item(actor=here, code="T01")
    assert no.value.code == "item.lacks"
    assert no.value.facts["parts"] == [lack, "sample_form"]
    with pytest.raises(Missing):
        catalog.guide("T01")


def test_a_filled_sample_of_the_form_is_one_of_the_eight(here: Actor) -> None:
    catalog.import_catalogue(actor=here, document=document())
    with pytest.raises(Refused) as no:
        catalog.publish_item(actor=here, code="T01")
    assert no.value.facts["parts"] == ["sample_form"]
    attach(here)
    catalog.publish_item(actor=here, code="T01")
    guide = catalog.guide("T01")
    assert catalog.form_file(guide.materials[0].filled_sample.id)[2] == PDF  # type: ignore[union-attr]


def test_a_promise_that_can_outlast_the_statute_needs_an_answer_which_is_kept(here: Actor) -> None:
    late = {"statutory_limit": {"value": 15, "unit": "自然日"}, "promise_limit": {"value": 7, "unit": "工作日"}}
    catalog.import_catalogue(actor=here, document=document(**late))
    attach(here)
    with pytest.raises(Refused) as no:
        catalog.publish_item(actor=here, code="T01", effective_from=date(2026, 1, 5))
    assert no.value.code == "item.promise_outlasts"
    assert no.value.facts["day"].startswith("2026-02")
    catalog.publish_item(actor=here, code="T01", effective_from=date(2026, 1, 5), answer="取较早的一个日期")
    assert ItemVersion.objects.get(state="published").answered == "取较早的一个日期"


def test_a_new_version_takes_over_on_its_day_and_a_pinned_one_stays_readable(here: Actor) -> None:
    old = published(here)
    catalog.import_catalogue(actor=here, document=document(fee={"text": "10元"}))
    start = catalog.today() + timedelta(days=3)
    catalog.publish_item(actor=here, code="T01", effective_from=start)
    assert catalog.guide("T01").fee == "不收费"
    assert catalog.guide("T01", on=start).fee == "10元"
    assert catalog.guide_of_version(old.version_id).fee == "不收费"
    with clock.at(clock.now() + timedelta(days=4)):
        assert catalog.guide("T01").number == 2


def test_two_versions_on_one_day_leave_the_later_one_in_force(here: Actor) -> None:
    published(here)
    catalog.import_catalogue(actor=here, document=document(fee={"text": "10元"}))
    catalog.publish_item(actor=here, code="T01")
    assert catalog.guide("T01").fee == "10元"
    assert ItemVersion.objects.filter(state="published", effective_to=None).count() == 1


def test_a_draft_can_be_thrown_away_and_leaves_what_is_in_force(here: Actor) -> None:
    published(here)
    catalog.import_catalogue(actor=here, document=document(fee={"text": "10元"}))
    catalog.discard_draft(actor=here, code="T01")
    assert catalog.draft("T01") is None
    assert catalog.guide("T01").fee == "不收费"
    with pytest.raises(Missing, match=r"item\.no_draft"):
        catalog.publish_item(actor=here, code="T01")


def test_importing_with_publish_is_all_or_nothing_too(here: Actor) -> None:
    with pytest.raises(Refused, match=r"item\.lacks"):
        catalog.import_catalogue(actor=here, document=document(), publish=True)
    assert not ItemVersion.objects.exists()


def test_a_form_that_is_no_form_is_refused(here: Actor) -> None:
    catalog.import_catalogue(actor=here, document=document())
    for data, kind in ((b"", "application/pdf"), (b"x", "application/zip")):
        with pytest.raises(Refused, match=r"form\.unusable"):
            catalog.attach_form(
                actor=here, code="T01", material="M1", kind="blank_form", name="x", content_type=kind, data=data
            )

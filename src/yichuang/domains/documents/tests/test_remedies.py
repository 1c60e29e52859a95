"""Each class and act has its own way to complain; no formula for all."""

from __future__ import annotations

import pytest

from yichuang.domains.documents.remedies import ACTS, ADMINISTRATIVE, CLASSES, remedies
from yichuang.foundation.errors import Invalid

WHO = {"organ": "云岭区某局", "review_organ": "云岭区人民政府", "court": "云岭区人民法院"}


@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize("item_class", sorted(ADMINISTRATIVE))
def test_an_administrative_act_gives_sixty_days_and_six_months(item_class: str, act: str) -> None:
    words = remedies(item_class, act, **WHO)
    assert "六十日内向云岭区人民政府申请行政复议" in words
    assert "六个月内依法向云岭区人民法院提起行政诉讼" in words
    assert "三个月" not in words


def test_review_first_closes_the_direct_way_to_court() -> None:
    for words in (remedies("licence", "deny", **WHO, review_first=True), remedies("information", "refuse", **WHO)):
        assert "应当先" in words
        assert "十五日内" in words
        assert "六个月" not in words


def test_legal_aid_goes_to_the_judicial_department_first() -> None:
    words = remedies("legal_aid", "refuse", **WHO)
    assert "司法行政部门提出异议" in words
    assert words.index("异议") < words.index("复议")


def test_a_utility_is_no_organ_to_be_reviewed() -> None:
    words = remedies("utility", "deny", **WHO)
    assert "行政复议" not in words
    assert "民事诉讼" in words
    assert "12345" in words


def test_a_paper_sent_by_internet_names_the_internet_way() -> None:
    assert "https://fy.example" in remedies("licence", "deny", **WHO, online="https://fy.example")


@pytest.mark.parametrize("item_class", sorted(CLASSES))
@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_paragraph_is_one_sentence_with_names_in_it(item_class: str, act: str) -> None:
    words = remedies(item_class, act, **WHO)
    assert words.endswith("。")
    assert "{" not in words
    assert "None" not in words


def test_unknown_classes_and_acts_are_refused() -> None:
    with pytest.raises(Invalid):
        remedies("magic", "deny", **WHO)
    with pytest.raises(Invalid):
        remedies("licence", "shrug", **WHO)

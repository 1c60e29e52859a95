"""Each class and act has its own way to complain; no formula for all."""

from __future__ import annotations

import pytest

from yichuang.domains.documents.remedies import ACTS, ADMINISTRATIVE, AGAINST, CLASSES, remedies
from yichuang.foundation.errors import Invalid

WHO = {"organ": "云岭区某局", "review_organ": "云岭区人民政府", "court": "云岭区人民法院"}


DECIDES = sorted(k for k, a in ACTS.items() if not a.step)


@pytest.mark.parametrize("act", DECIDES)
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


def test_the_table_holds_every_class_and_act_there_is() -> None:
    """Written out a second time, so that nothing is dropped or added without somebody saying so twice."""
    assert set(CLASSES) == ADMINISTRATIVE | {"legal_aid", "information", "utility"}
    assert set(ACTS) == {
        "refuse",
        "deny",
        "return",
        "revoke",
        "approve",
        "file",
        "done",
        "extend",
        "special",
        "withdraw",
    }
    assert {"refuse", "deny", "return", "revoke"} == AGAINST


@pytest.mark.parametrize("act", ["extend", "special", "withdraw"])
@pytest.mark.parametrize("item_class", sorted(CLASSES))
def test_a_step_of_the_procedure_is_no_decision(item_class: str, act: str) -> None:
    words = remedies(item_class, act, **WHO)
    assert "六十日" not in words
    assert "六个月" not in words
    assert "12345" in words


def test_whose_land_it_is_the_civil_courts_decide() -> None:
    assert "民事诉讼" in remedies("real_estate", "done", **WHO)
    assert "民事" not in remedies("licence", "done", **WHO)


@pytest.mark.parametrize("act", DECIDES)
def test_whoever_is_served_by_internet_hears_of_the_internet_way_even_without_an_address(act: str) -> None:
    assert "公布的互联网渠道" in remedies("licence", act, **WHO, online=True)
    assert "互联网" not in remedies("licence", act, **WHO)


def test_information_is_reviewed_first_only_when_the_answer_is_no() -> None:
    assert "应当先" not in remedies("information", "approve", **WHO)
    assert all("应当先" in remedies("information", act, **WHO) for act in AGAINST)


def test_the_item_s_own_flag_puts_review_first_for_every_act() -> None:
    for act in DECIDES:
        words = remedies("benefit", act, **WHO, review_first=True)
        assert "应当先" in words
        assert "六个月" not in words


def test_a_filing_is_disputed_by_those_concerned() -> None:
    assert remedies("filing", "file", **WHO).startswith("利害关系人如")


def test_unknown_classes_and_acts_are_refused() -> None:
    with pytest.raises(Invalid):
        remedies("magic", "deny", **WHO)
    with pytest.raises(Invalid):
        remedies("licence", "shrug", **WHO)

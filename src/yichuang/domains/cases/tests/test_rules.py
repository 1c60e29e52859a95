"""What each rule allows, and why. Pure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.domains.cases.reasons import REASONS, words
from yichuang.domains.cases.rules import (
    DEFECTS,
    OUTCOMES,
    RULES,
    STATUSES,
    IntakeFacts,
    MaterialFact,
    Outcome,
    known,
    lawful_outcomes,
    rule_of,
)
from yichuang.domains.cases.rules.law import cite, numeral
from yichuang.domains.catalog.types import INTAKE_RULES

TODAY = date(2026, 11, 23)
FULL = tuple(MaterialFact(f"M{n}", name, "received") for n, name in enumerate(("申请书", "身份证明", "布局图"), 1))


def facts(rule: str = "LICENSE_STD", **over: object) -> IntakeFacts:
    return replace(IntakeFacts(rule=rule, materials=FULL, today=TODAY), **over)  # type: ignore[arg-type]


def outcome(name: str, given_facts: IntakeFacts) -> Outcome:
    return next(o for o in lawful_outcomes(given_facts) if o.outcome == name)


def with_status(status: str, at: int = 2, **over: object) -> tuple[MaterialFact, ...]:
    return tuple(replace(m, status=status, **over) if n == at else m for n, m in enumerate(FULL))


def codes(o: Outcome) -> list[str]:
    return [r.code for r in o.reasons]


def test_a_licence_with_everything_is_accepted_and_nothing_else_is_lawful() -> None:
    assert {o.outcome for o in lawful_outcomes(facts()) if o.lawful} == {"accept"}


@pytest.mark.parametrize("status", sorted(DEFECTS))
def test_a_licence_with_a_defect_is_told_and_neither_accepted_nor_refused(status: str) -> None:
    seen = facts(materials=with_status(status))
    assert codes(outcome("accept", seen)) == [f"material.{status}"]
    assert outcome("one_time_notice", seen).lawful
    refused = outcome("refuse", seen)
    assert not refused.lawful and "refuse.defects_are_told" in codes(refused)


@pytest.mark.parametrize(
    ("status", "possible"), [("missing", False), ("wrong", True), ("not_in_form", True), ("inconsistent", True)]
)
def test_an_error_may_be_mended_at_the_counter_a_missing_paper_may_not(status: str, possible: bool) -> None:
    assert outcome("correct_now", facts(materials=with_status(status))).lawful is possible


def test_nothing_is_told_before_everything_was_looked_at() -> None:
    materials = (replace(FULL[0], status="missing"), replace(FULL[1], status="not_looked_at"), FULL[2])
    told = outcome("one_time_notice", facts(materials=materials))
    assert not told.lawful and "notice.look_at_all" in codes(told)


def test_a_paper_that_only_a_person_can_judge_does_not_block_until_it_is_found_wanting() -> None:
    optional = replace(FULL[2], required=False)
    assert outcome("accept", facts(materials=(*FULL[:2], replace(optional, status="not_looked_at")))).lawful
    assert not outcome("accept", facts(materials=(*FULL[:2], replace(optional, status="missing")))).lawful


@pytest.mark.parametrize("ground", ["not_competent", "special_law"])
def test_refusing_needs_a_ground_in_law(ground: str) -> None:
    assert not outcome("refuse", facts()).lawful
    assert outcome("refuse", facts(ground=ground)).lawful


def test_a_refusal_for_another_organ_asks_which_one() -> None:
    assert "competent_organ" in outcome("refuse", facts(ground="not_competent")).needs
    assert "competent_organ" not in outcome("refuse", facts(ground="special_law")).needs


@pytest.mark.parametrize(("rule", "item", "center", "both"), [
    ("LICENSE_STD", None, 0, False), ("LICENSE_STD", None, 1, True),
    ("LICENSE_STD", True, 0, True), ("LICENSE_STD", False, 1, False),
    ("REAL_ESTATE_INSTANT", False, 0, True), ("POLLUTION_3D", True, 1, False), ("FILING", True, 1, False),
])  # fmt: skip
def test_the_law_goes_before_the_item_and_the_item_before_the_center(
    rule: str, item: bool | None, center: int, both: bool
) -> None:
    assert rule_of(rule).refuses_with_notice(item, center) is both


def test_a_refusal_beside_the_notice_says_that_it_ends_nothing() -> None:
    told = outcome("one_time_notice", facts(materials=with_status("missing"), refuses_too=True))
    assert told.lawful and codes(told)[:2] == ["notice.refuses_and_tells", "notice.refusal_ends_nothing"]
    alone = outcome("one_time_notice", facts(materials=with_status("missing")))
    assert "notice.refusal_ends_nothing" not in codes(alone)


def test_not_required_is_its_own_ground() -> None:
    assert not outcome("not_required", facts()).lawful
    assert outcome("not_required", facts(ground="no_licence_needed")).lawful
    assert not outcome("refuse", facts(ground="no_licence_needed")).lawful


def test_silence_past_the_day_means_acceptance_and_telling_is_too_late() -> None:
    late = facts(materials=with_status("missing"), tell_by=date(2026, 11, 20))
    accept = outcome("accept", late)
    assert accept.lawful and accept.deemed and codes(accept) == ["accept.deemed"]
    assert codes(outcome("one_time_notice", late))[0] == "notice.too_late"


def test_on_the_last_day_telling_is_still_in_time() -> None:
    assert outcome("one_time_notice", facts(materials=with_status("missing"), tell_by=TODAY)).lawful


def test_after_completion_an_old_defect_can_no_longer_be_told_and_blocks_nothing() -> None:
    seen = facts(materials=with_status("wrong"), period=2)
    assert not outcome("one_time_notice", seen).lawful
    accept = outcome("accept", seen)
    assert accept.lawful and "material.not_told_then" in codes(accept)


def test_after_completion_a_defect_of_the_new_paper_may_be_told() -> None:
    seen = facts(materials=with_status("wrong", told=True), period=2)
    assert outcome("one_time_notice", seen).lawful and not outcome("accept", seen).lawful


def test_a_filing_is_filed_when_complete_never_accepted() -> None:
    assert {o.outcome for o in lawful_outcomes(facts("FILING")) if o.lawful} == {"file"}
    lacking = facts("FILING", materials=with_status("missing"))
    assert {o.outcome for o in lawful_outcomes(lacking) if o.lawful} == {"one_time_notice"}


def test_an_instant_item_is_done_when_complete() -> None:
    assert {o.outcome for o in lawful_outcomes(facts("INSTANT")) if o.lawful} == {"accept"}
    assert outcome("accept", facts("INSTANT")).settles


def test_a_rule_that_nobody_knows_says_so_and_allows_nothing() -> None:
    found = lawful_outcomes(facts("NEVER_HEARD_OF"))
    assert not known("NEVER_HEARD_OF") and [o.outcome for o in found] == list(OUTCOMES)
    assert all(not o.lawful and codes(o) == ["intake.rule_unknown"] for o in found)
    assert list(rule_of("NEVER_HEARD_OF").papers) == ["receipt"]


def test_every_rule_of_the_catalogue_is_known() -> None:
    assert set(RULES) == set(INTAKE_RULES)


def test_a_decided_case_has_no_outcome_left() -> None:
    assert all(codes(o) == ["case.not_at_intake"] for o in lawful_outcomes(facts(at_intake=False)))


def test_without_an_applicant_nothing_is_accepted() -> None:
    assert "party.applicant_missing" in codes(outcome("accept", facts(has_applicant=False)))


ANY = st.lists(
    st.builds(MaterialFact, st.just("M1"), st.just("某材料"), st.sampled_from(STATUSES), st.booleans(), st.booleans()),
    min_size=1, max_size=6,
)  # fmt: skip


@given(st.sampled_from(sorted(RULES)), ANY, st.integers(1, 3), st.booleans(), st.booleans())
def test_whatever_is_found_every_outcome_has_a_reason_in_words(
    rule: str, materials: list, period: int, late: bool, who: bool
) -> None:
    tell_by = (date(2026, 11, 20) if late else TODAY) if RULES[rule].deems else None
    for instant in (True, False):
        seen = IntakeFacts(
            rule, tuple(materials), TODAY, has_applicant=who, period=period, tell_by=tell_by, instant=instant
        )
        check_reasons(lawful_outcomes(seen))


def check_reasons(found: list[Outcome]) -> None:
    assert sorted(o.outcome for o in found) == sorted(OUTCOMES)
    for o in found:
        assert o.reasons and all(r.code in REASONS and "%(" not in words(r) for r in o.reasons)


EACH = st.sampled_from(sorted(RULES))


def favourable(seen: IntakeFacts) -> Outcome:
    return outcome("file" if seen.rule == "FILING" else "accept", seen)


@given(EACH, ANY, st.integers(1, 3), st.booleans())
def test_accepting_and_telling_are_never_lawful_together(rule: str, materials: list, period: int, late: bool) -> None:
    seen = IntakeFacts(rule, tuple(materials), TODAY, period=period, tell_by=_told_by(rule, late))
    assert not (favourable(seen).lawful and outcome("one_time_notice", seen).lawful)


def _told_by(rule: str, late: bool) -> date | None:
    return (date(2026, 11, 20) if late else TODAY) if RULES[rule].deems else None


@given(EACH, ANY, st.integers(1, 3), st.booleans())
def test_when_everything_was_looked_at_somebody_is_always_answered(
    rule: str, materials: list, period: int, late: bool
) -> None:
    looked = tuple(replace(m, status="missing" if m.status == "not_looked_at" else m.status) for m in materials)
    seen = IntakeFacts(rule, looked, TODAY, period=period, tell_by=_told_by(rule, late))
    assert favourable(seen).lawful or outcome("one_time_notice", seen).lawful


def words_of(code: str, paper: str = "") -> str:
    return "".join(
        w.title + w.opening + w.basis + w.statement + w.overdue
        for kind, w in RULES[code].papers.items()
        if paper in kind
    )


@pytest.mark.parametrize("code", [c for c in RULES if c not in ("LICENSE_STD", "WATER_5WD")])
def test_only_licences_cite_the_licence_law(code: str) -> None:
    assert "行政许可法" not in words_of(code)


def test_taking_water_cites_it_only_where_the_regulation_is_silent() -> None:
    assert "第三十二条第一款第（四）项" in words_of("WATER_5WD", "deemed")
    others = [k for k in RULES["WATER_5WD"].papers if k != "deemed"]
    assert not any("行政许可法" in words_of("WATER_5WD", k) for k in others if k != "acceptance")


@pytest.mark.parametrize(
    ("bases", "said"),
    [
        ([("食品安全法", "35")], "《食品安全法》第三十五条"),
        ([("市场主体登记管理条例", "16-19")], "《市场主体登记管理条例》第十六条至第十九条"),
        (
            [("公共场所卫生管理条例", "4、8"), ("公司法(2023)", "239-240")],
            "《公共场所卫生管理条例》第四条、第八条、《公司法》第二百三十九条至第二百四十条",
        ),
        ([("促进个体工商户发展条例", "")], "《促进个体工商户发展条例》"),
        ([("某办法", "附则二")], "《某办法》附则二"),
        ([], ""),
    ],
)
def test_laws_are_cited_as_statutes_write_them(bases: list, said: str) -> None:
    assert cite(bases) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (239, "二百三十九")],
)
def test_articles_are_numbered_in_chinese(n: int, said: str) -> None:
    assert numeral(n) == said

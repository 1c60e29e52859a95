"""When something may follow later, and until when: the hard days included. Pure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.domains.cases.reasons import REASONS, words
from yichuang.domains.cases.rules import RULES, IntakeFacts, MaterialFact, Reason
from yichuang.domains.cases.rules.tolerance import (
    Tolerance,
    ToleranceFacts,
    after_days,
    check_date,
    chosen_materials,
    days_until,
    judge,
    lapsed,
    last_working_day,
    to_remind,
    usual_date,
)
from yichuang.foundation.workdays.published import published

CALENDAR = published()
TODAY = date(2026, 11, 23)
LATEST = date(2026, 11, 30)
LIST = (
    MaterialFact("M1", "申请书", "received"),
    MaterialFact("M2", "布局图", "received"),
    MaterialFact("M3", "管理制度", "received"),
    MaterialFact("M4", "人员信息", "received"),
)


def seen(**over: object) -> IntakeFacts:
    return replace(IntakeFacts(rule="LICENSE_STD", materials=LIST, today=TODAY), **over)  # type: ignore[arg-type]


def facts(intake: IntakeFacts, **over: object) -> ToleranceFacts:
    plain = ToleranceFacts(
        intake=intake, rule=RULES["LICENSE_STD"], allowed=True, latest=LATEST, main=frozenset({"M1", "M2"}),
        tolerable=frozenset({"M3"}),
    )  # fmt: skip
    return replace(plain, **over)  # type: ignore[arg-type]


def lacking(**statuses: str) -> IntakeFacts:
    return seen(materials=tuple(replace(m, status=statuses.get(m.code, m.status)) for m in LIST))


def codes(found: Tolerance) -> list[str]:
    return [r.code for r in found.reasons]


@pytest.mark.parametrize("status", ["missing", "not_in_form", "wrong", "inconsistent"])
def test_something_secondary_that_is_listed_may_follow(status: str) -> None:
    found = judge(facts(lacking(M3=status)))
    assert found.lawful
    assert [m.code for m in found.lacking] == ["M3"]
    assert codes(found) == ["tolerance.possible"]


@pytest.mark.parametrize("status", ["missing", "not_in_form", "wrong", "inconsistent"])
@pytest.mark.parametrize("main", ["M1", "M2"])
def test_a_main_material_must_be_there_and_in_form(main: str, status: str) -> None:
    found = judge(facts(lacking(M3="missing", **{main: status})))
    assert not found.lawful
    assert codes(found) == ["tolerance.main_defective"]


def test_what_is_secondary_but_not_listed_stands_in_the_way() -> None:
    assert codes(judge(facts(lacking(M3="missing", M4="missing")))) == ["tolerance.not_tolerable"]


def test_a_main_material_that_a_list_wrongly_calls_tolerable_stays_a_main_one() -> None:
    found = judge(facts(lacking(M1="missing"), tolerable=frozenset({"M1", "M3"})))
    assert codes(found) == ["tolerance.main_defective"]


def test_nothing_follows_when_nothing_lacks_or_something_was_not_looked_at() -> None:
    assert codes(judge(facts(seen()))) == ["tolerance.nothing_lacks"]
    assert codes(judge(facts(lacking(M3="missing", M2="not_looked_at")))) == ["material.not_looked_at"]
    assert codes(judge(facts(lacking(M2="not_looked_at")))) == ["material.not_looked_at"]


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"allowed": False}, "tolerance.item_has_none"),
        ({"rule": RULES["REAL_ESTATE_INSTANT"]}, "tolerance.rule_has_none"),
        ({"rule": RULES["INSTANT"]}, "tolerance.on_the_spot"),
        ({"rule": RULES["FILING"]}, "tolerance.on_the_spot"),
        ({"latest": None}, "tolerance.on_the_spot"),
        ({"latest": TODAY}, "tolerance.on_the_spot"),
        ({"barred_until": TODAY}, "tolerance.lapsed_before"),
    ],
)
def test_what_the_item_or_an_earlier_lapse_keeps_out(over: dict[str, object], code: str) -> None:
    assert codes(judge(facts(lacking(M3="missing"), **over))) == [code]


def test_a_ban_ends_with_its_last_day() -> None:
    assert judge(facts(lacking(M3="missing"), barred_until=TODAY - timedelta(days=1))).lawful


def test_after_a_deemed_acceptance_nothing_is_asked_any_more() -> None:
    late = replace(lacking(M3="missing"), tell_by=TODAY - timedelta(days=1))
    assert codes(judge(facts(late))) == ["tolerance.deemed"]
    assert judge(facts(replace(late, tell_by=TODAY))).lawful, "until 24:00 of the last day it may still be told"


def test_what_the_first_notice_did_not_name_is_never_asked_for_later() -> None:
    again = replace(lacking(M3="missing"), period=2)
    assert codes(judge(facts(again))) == ["tolerance.nothing_lacks"]
    told = replace(again, materials=tuple(replace(m, told=m.code == "M3") for m in again.materials))
    assert judge(facts(told)).lawful


def test_an_answered_case_and_one_without_an_applicant_are_not_tolerated() -> None:
    assert codes(judge(facts(replace(lacking(M3="missing"), at_intake=False)))) == ["case.not_at_intake"]
    assert codes(judge(facts(replace(lacking(M3="missing"), has_applicant=False)))) == ["party.applicant_missing"]


def test_every_reason_has_a_sentence_that_can_be_filled() -> None:
    everything = [
        judge(facts(lacking(M1="missing", M3="missing", M4="wrong"))),
        judge(facts(lacking(M3="missing"))),
        judge(facts(seen(), allowed=False)),
        judge(facts(lacking(M3="missing"), rule=RULES["REAL_ESTATE_INSTANT"], barred_until=TODAY)),
        judge(facts(lacking(M3="missing"), barred_until=TODAY)),
        judge(facts(lacking(M3="missing"), latest=None)),
        judge(facts(replace(lacking(M3="missing"), tell_by=date(2026, 11, 20)))),
    ]
    for reason in (r for found in everything for r in found.reasons):
        assert reason.code in REASONS
        assert "%(" not in words(reason)


# ---- the date ----


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("today", "by", "latest", "code", "instead"),
    [
        ("11-23", "11-23", "11-30", "", None),  # the same evening
        ("11-23", "11-30", "11-30", "", None),  # the last day of the promise itself
        ("11-23", "12-01", "11-30", "tolerance.date_beyond", "11-30"),
        ("11-23", "11-20", "11-30", "tolerance.date_past", None),
        ("11-23", "11-28", "11-30", "tolerance.date_rests", "11-30"),  # Saturday, Monday is still within the promise
        ("11-23", "11-28", "11-28", "tolerance.date_rests", "11-27"),  # Saturday, and the promise ends that day
        ("02-11", "02-18", "02-26", "tolerance.date_rests", "02-24"),  # Spring Festival until the 23rd
        ("02-11", "02-14", "02-26", "", None),  # a Saturday that is worked
        ("02-11", "02-23", "02-23", "tolerance.date_rests", "02-14"),  # a promise that ends inside the festival
        ("09-28", "10-08", "10-09", "", None),  # the first day after the National Day
        ("09-28", "10-07", "10-09", "tolerance.date_rests", "10-08"),
        ("09-28", "10-10", "10-12", "", None),  # again a Saturday that is worked
    ],
)
def test_the_date_lies_within_the_promise_on_a_day_on_which_somebody_takes_it(
    today: str, by: str, latest: str, code: str, instead: str | None
) -> None:
    found = check_date(day(by), day(today), day(latest), CALENDAR)
    assert (found.code if found else "") == code
    if found and instead:
        assert found.facts.get("day", found.facts.get("latest")) == day(instead)
        assert "%(" not in words(found)


@pytest.mark.parametrize(
    ("today", "usual", "latest", "offered"),
    [
        ("11-23", 5, "11-30", "11-27"),  # five working days would be the last day; one is left to decide
        ("11-23", 2, "11-30", "11-25"),
        ("11-23", 5, "11-24", "11-24"),  # a promise of one day leaves no reserve
        ("11-23", 30, "11-30", "11-27"),
        ("02-13", 5, "02-26", "02-25"),  # 14th worked, 15th to 23rd off: 14, 24, 25, 26; a day before the last
        ("09-30", 3, "10-10", "10-09"),
    ],
)
def test_the_date_that_is_offered_first_leaves_the_department_a_day(
    today: str, usual: int, latest: str, offered: str
) -> None:
    found = usual_date(day(today), day(latest), usual, CALENDAR)
    assert found == day(offered)
    assert check_date(found, day(today), day(latest), CALENDAR) is None


@given(
    st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.integers(1, 60), st.integers(0, 90)
)  # fmt: skip
def test_what_is_offered_can_always_be_promised(today: date, usual: int, span: int) -> None:
    latest = after_days(today, 1, CALENDAR) + timedelta(days=span)
    found = usual_date(today, latest, usual, CALENDAR)
    assert today <= found <= latest
    assert CALENDAR.is_working(found)


@given(st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.integers(0, 60))
def test_days_and_date_say_the_same(today: date, days: int) -> None:
    by = after_days(today, days, CALENDAR)
    assert days_until(today, by, CALENDAR) == days
    assert last_working_day(by, today, CALENDAR) == by or days == 0


@pytest.mark.parametrize(
    ("state", "today", "over"),
    [
        ("open", "11-27", False),  # 23:59 of the day is still the day
        ("open", "11-28", True),  # from 00:00 it is over
        ("supplied", "12-30", False),
        ("lapsed", "12-30", False),  # lapses once
    ],
)
def test_it_lapses_at_midnight_and_only_while_it_is_open(state: str, today: str, over: bool) -> None:
    assert lapsed(state, day("11-27"), day(today)) is over


@pytest.mark.parametrize(
    ("today", "by", "before", "remind"),
    [
        ("11-25", "11-27", 1, False),
        ("11-26", "11-27", 1, True),
        ("11-27", "11-27", 1, True),
        ("11-28", "11-27", 1, False),  # over: told of the lapse instead
        ("02-14", "02-24", 1, True),  # the last working day before the festival
        ("02-13", "02-24", 1, False),
    ],
)
def test_the_applicant_is_reminded_on_the_working_day_before(today: str, by: str, before: int, remind: bool) -> None:
    assert to_remind(day(by), day(today), before, CALENDAR) is remind


def test_a_list_of_materials_must_name_exactly_what_lacks() -> None:
    need = judge(facts(lacking(M3="missing"))).lacking
    assert chosen_materials(None, need) == (set(), set())
    assert chosen_materials(["M3"], need) == (set(), set())
    assert chosen_materials(["M3", "M4"], need) == ({"M4"}, set())
    assert chosen_materials([], need) == (set(), {"M3"})


def test_a_reason_says_the_excluded_scope_in_words() -> None:
    assert "生态" in words(Reason("commitment.excluded", {"scope": "environment"}))

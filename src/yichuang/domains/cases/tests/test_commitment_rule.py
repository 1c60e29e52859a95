"""Who is told, who may choose a commitment, and what a breach does. Pure."""

from datetime import date, timedelta

import pytest

from yichuang.domains.cases.reasons import words
from yichuang.domains.cases.rules.commitment import (
    GRADES,
    Offer,
    PastBreach,
    bars,
    may_appeal,
    may_decide,
    may_repair_credit,
    must_tell,
    obstacles,
    overdue,
    owed_again,
    standing,
)


@pytest.mark.parametrize(
    ("status", "replaced", "awaited", "reported", "owed"),
    [
        ("not_looked_at", True, False, False, True),
        ("missing", True, False, False, True),
        ("not_in_form", True, False, False, True),
        ("received", True, False, False, False),  # brought although nobody had to: it lies in the file
        ("not_in_form", True, False, True, False),  # reached the organ that decides: never asked for a second time
        ("not_in_form", False, True, True, True),  # promised for later, whatever of it went up
        ("missing", False, False, False, False),
    ],
)
def test_taking_a_commitment_back_asks_only_for_what_nobody_has_brought(
    status: str, replaced: bool, awaited: bool, reported: bool, owed: bool
) -> None:
    assert owed_again(status, replaced=replaced, awaited=awaited, reported=reported) is owed


DAY = date(2026, 11, 27)
NEXT = DAY + timedelta(days=1)


def past(grade: str, state: str, repaired: bool = False) -> PastBreach:
    return PastBreach(grade, state, repaired, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("grade", "state", "repaired", "barred"),
    [
        ("minor", "open", False, False),  # while it can still be put right a slip bars nobody
        ("general", "open", False, True),
        ("serious", "open", False, True),
        ("minor", "corrected", False, False),
        ("general", "corrected", False, False),
        ("serious", "corrected", False, True),  # a false promise is not undone by mending the shop
        ("minor", "uncorrected", False, True),
        ("general", "uncorrected", False, True),
        ("general", "decided", False, True),
        ("serious", "decided", False, True),
        ("serious", "decided", True, False),
        ("general", "decided", True, False),
        *((g, "overturned", False, False) for g in GRADES),
    ],
)
def test_an_unrepaired_breach_bars_until_the_credit_is_repaired(
    grade: str, state: str, repaired: bool, barred: bool
) -> None:
    assert bars(past(grade, state, repaired)) is barred


def test_everybody_is_told_of_an_item_in_scope_also_who_may_not_choose_it() -> None:
    barred = standing(True, "", [past("serious", "decided")])
    assert must_tell(barred)
    assert [r.code for r in obstacles(barred)] == ["commitment.barred"]
    assert must_tell(Offer(ready=True)) and not obstacles(Offer(ready=True))


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        (Offer(ready=False), "commitment.item_has_none"),
        (Offer(ready=True, excluded="environment"), "commitment.excluded"),
        (Offer(ready=True, withdrawn=True), "commitment.withdrawn_before"),
    ],
)
def test_why_it_cannot_be_chosen(offer: Offer, code: str) -> None:
    [no] = obstacles(offer)
    assert no.code == code
    assert "%(" not in words(no)


def test_out_of_scope_nobody_has_to_be_told() -> None:
    assert not must_tell(Offer(ready=False))
    assert not must_tell(Offer(ready=True, excluded="public_safety"))


def test_of_several_breaches_the_latest_that_bars_is_named() -> None:
    older = PastBreach("serious", "decided", False, date(2025, 5, 6))
    mended = PastBreach("general", "corrected", False, date(2026, 9, 1))
    offer = standing(True, "", [older, past("general", "uncorrected"), mended])
    assert offer.bar is not None and offer.bar.found_on == date(2026, 3, 2)


@pytest.mark.parametrize(("today", "over"), [(DAY, False), (NEXT, True)])
def test_the_correction_period_ends_at_midnight_of_its_last_day(today: date, over: bool) -> None:
    assert overdue("open", DAY, today) is over
    assert not overdue("corrected", DAY, today)


@pytest.mark.parametrize(
    ("grade", "state", "today", "may"),
    [
        ("minor", "open", DAY, False),
        ("general", "open", DAY, False),
        ("general", "open", NEXT, True),
        ("serious", "open", DAY, True),  # a false promise needs no period
        ("minor", "uncorrected", DAY, True),
        ("serious", "corrected", NEXT, False),
        ("serious", "decided", NEXT, False),
        ("serious", "overturned", NEXT, False),
    ],
)
def test_when_the_decision_may_be_revoked_or_changed(grade: str, state: str, today: date, may: bool) -> None:
    assert may_decide(grade, state, DAY, today) is may


@pytest.mark.parametrize(
    ("state", "appealed", "today", "may"),
    [
        ("open", False, DAY, True),
        ("open", False, NEXT, False),
        ("open", True, DAY, False),
        ("uncorrected", False, DAY, True),
        ("corrected", False, DAY, True),
        ("decided", False, DAY, False),  # against the decision there are the remedies of the law
        ("overturned", False, DAY, False),
    ],
)
def test_one_appeal_within_its_days(state: str, appealed: bool, today: date, may: bool) -> None:
    assert may_appeal(state, appealed, DAY, today, told=True) is may
    if today == NEXT:
        assert may_appeal(state, appealed, DAY, today, told=False), "his days have not begun"


@pytest.mark.parametrize(
    ("state", "appeal_open", "may"),
    [("open", False, False), ("uncorrected", False, False), ("corrected", False, True), ("decided", False, True),
     ("decided", True, False), ("overturned", False, False)],
)  # fmt: skip
def test_credit_is_repaired_once_the_matter_is_closed(state: str, appeal_open: bool, may: bool) -> None:
    assert may_repair_credit(state, appeal_open) is may

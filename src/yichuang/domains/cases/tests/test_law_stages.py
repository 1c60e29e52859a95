"""Joint handling (42.2), two stages (35, 43) and renewal (50): the days counted by hand."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.cases.law import joint, renewal, two_stage
from yichuang.domains.cases.law.joint import Part
from yichuang.domains.cases.law.renewal import Renewal, Standing
from yichuang.domains.cases.law.two_stage import Report
from yichuang.foundation.deadlines import Limit, Office, Stop, StopKind, Unit
from yichuang.foundation.errors import Refused
from yichuang.foundation.workdays.published import published

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = published()
D = date


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def working(days: int) -> Limit:
    return Limit(days, Unit.WORKING_DAY, "某条例")


# ---- joint handling: 45, and 15 more ----

# accepted, last day of 45, last day of 60
JOINT = [
    # Jan 6-9 12-16 19-23 26-30: 19; Feb 2-6 9-13, Sat 14 (worked), 24-27, Sat 28 (worked): 16; Mar 2-6 9-13: 10
    ("2026-01-05T10:00", D(2026, 3, 13), D(2026, 4, 3)),  # then Mar 16-20 23-27 30 31: 12; Apr 1 2 3
    # Feb 16; Mar 22; Apr 1-3 (4-6 Qingming), 7-10: 7
    ("2026-01-30T10:00", D(2026, 4, 10), D(2026, 5, 6)),  # then Apr 13-17 20-24 27-30: 14; May 1-5 off; 6
    # 23:59 is still the 24th: Sep 25 26, Sun 28 (worked), 29 30: 5; Oct 1-8 off; 9 10, Sat 11 (worked): 8; Oct 13-31: 15; Nov: 20; Dec 1 2
    ("2025-09-24T23:59", D(2025, 12, 2), D(2025, 12, 23)),  # then Dec 3-5 8-12 15-19: 13; 22 23
]  # fmt: skip


@pytest.mark.parametrize(("accepted", "last", "extended"), JOINT)
def test_all_organs_together_have_forty_five_days_and_fifteen_more(accepted: str, last: date, extended: date) -> None:
    start = at(accepted)
    assert joint.whole(start, DAYS, start, ZONE).due == last
    most = joint.longer()
    assert (most.most.value, most.approver) == (15, "government_head")
    assert joint.whole(start, DAYS, start, ZONE, extension=most.most).due == extended


def test_one_organ_s_procedure_stops_the_whole() -> None:
    start = at("2026-01-05T10:00")
    held = [Stop(StopKind.EXPERT_REVIEW, at("2026-03-09T09:00"), at("2026-03-11T09:00"))]  # the 9th and 10th
    assert joint.whole(start, DAYS, start, ZONE, stops=held).due == D(2026, 3, 17)
    never = [Stop(StopKind.TESTING, at("2026-03-09T09:00"))]
    assert joint.whole(start, DAYS, start, ZONE, stops=never).due is None


def test_an_organ_keeps_its_quicker_limit_and_gives_way_to_the_whole() -> None:
    """Ten days: Jan 6-9 12-16 19. Sixty would end on April 3, after the whole's March 13."""
    start = at("2026-01-05T10:00")
    found = joint.dates([Part("消防", working(10)), Part("规划", working(60))], start, DAYS, ZONE)
    assert {o: t.due for o, t in found.items()} == {"消防": D(2026, 1, 19), "规划": D(2026, 3, 13)}
    own = joint.dates([Part("消防", working(10)), Part("规划", working(60))], start, DAYS, ZONE, own=working(5))
    assert {t.due for t in own.values()} == {D(2026, 1, 12)}, "a shorter limit of the whole binds every organ"


def test_working_hours_of_a_stage_or_an_organ_are_those_of_the_center() -> None:
    """Six working hours from 10:00: the usual day of 09-12 and 13-17:30 leaves 6.5; one of 09-12 and 14-17 leaves 5, and one tomorrow."""
    six, start = Limit(6, Unit.WORKING_HOUR, "某条例"), at("2026-11-23T10:00")
    short = Office.read("09:00-12:00,14:00-17:00")
    usual, other = at("2026-11-23T17:00"), at("2026-11-24T10:00")
    for found in (
        two_stage.review(start, DAYS, start, ZONE, own=six),
        two_stage.decision(start, DAYS, start, ZONE, own=six),
        joint.whole(start, DAYS, start, ZONE, own=six),
        joint.dates([Part("消防", six), Part("规划", working(3))], start, DAYS, ZONE)["消防"],
    ):
        assert found.due_at == usual
    for found in (
        two_stage.review(start, DAYS, start, ZONE, own=six, office=short),
        two_stage.decision(start, DAYS, start, ZONE, own=six, office=short),
        joint.whole(start, DAYS, start, ZONE, own=six, office=short),
        joint.dates([Part("消防", six), Part("规划", working(3))], start, DAYS, ZONE, office=short)["消防"],
    ):
        assert found.due_at == other


@pytest.mark.parametrize(("organs", "code"), [(["消防"], "joint.one_organ"), (["消防", "消防"], "joint.organ_twice")])
def test_joint_means_several_organs(organs: list[str], code: str) -> None:
    with pytest.raises(Refused) as no:
        joint.dates([Part(o, working(10)) for o in organs], at("2026-01-05T10:00"), DAYS, ZONE)
    assert no.value.code == code


# ---- two stages: 20 days of review, everything goes up, nothing is asked for again ----

# accepted, last day of the review
REVIEW = [
    ("2026-02-02T10:00", D(2026, 3, 6)),  # Feb 3-6, 9-13, Sat 14 (worked): 10; 15-23 off; 24-27, Sat 28 (worked): 15; Mar 2-6
    ("2026-02-27T23:59", D(2026, 3, 26)),  # Sat 28 (worked); Mar 2-6 9-13 16-20: 16; 23-26
    ("2025-09-26T10:00", D(2025, 10, 30)),  # Sun 28 (worked) 29 30; 1-8 off; 9 10 Sat 11 (worked): 6; 13-17 20-24: 16; 27-30
]  # fmt: skip


@pytest.mark.parametrize(("accepted", "last"), REVIEW)
def test_the_lower_organ_reviews_within_twenty_days_of_its_acceptance(accepted: str, last: date) -> None:
    assert two_stage.review(at(accepted), DAYS, at(accepted), ZONE).due == last


def test_a_procedure_of_the_review_stops_it() -> None:
    """Nov 24-27 30: 5; Dec 1-3 stopped; on the 4th it was over before the day was: 4, 7-11, 14-18: 16; 21-24."""
    start = at("2026-11-23T10:00")
    held = [Stop(StopKind.EXPERT_REVIEW, at("2026-12-01T09:00"), at("2026-12-04T15:00"))]
    assert two_stage.review(start, DAYS, start, ZONE, stops=held).due == D(2026, 12, 24)


def test_the_superior_s_own_limit_runs_from_the_arrival_of_the_report_and_inherits_nothing() -> None:
    """Reviewed in a week, the decision is not due later for it: Dec 1-4 7-11 14-18 21-25 28."""
    one, two = two_stage.last_days(at("2026-11-23T10:00"), at("2026-11-30T16:00"), DAYS, ZONE)
    assert (one, two) == (D(2026, 12, 21), D(2026, 12, 28))
    own = two_stage.last_days(
        at("2026-11-23T10:00"), at("2026-11-30T16:00"), DAYS, ZONE, review_own=working(5), decide_own=working(3)
    )
    assert own == (D(2026, 11, 30), D(2026, 12, 3))


def test_only_a_licence_gives_the_superior_days_of_its_own() -> None:
    """A law that says "thirty days from the acceptance" means both stages: the report starts no further thirty."""
    thirty = Limit(30, Unit.NATURAL_DAY, "某条例")
    assert two_stage.starts_on_report(thirty, is_licence=False) is None
    assert two_stage.starts_on_report(thirty, is_licence=True) == thirty
    assert two_stage.starts_on_report(None, is_licence=True) == two_stage.DECIDE_LIMIT


@pytest.mark.parametrize(
    ("dues", "binds"),
    [
        (
            {"review": D(2026, 12, 7), "statutory": D(2026, 12, 23), "promise": D(2026, 12, 21)},
            (D(2026, 12, 7), "review"),
        ),
        ({"review": D(2026, 12, 7), "statutory": D(2026, 12, 4)}, (D(2026, 12, 4), "statutory")),
        ({"review": D(2026, 12, 7), "statutory": D(2026, 12, 7)}, (D(2026, 12, 7), "review")),
        ({"review": D(2026, 12, 7), "promise": D(2026, 12, 7)}, (D(2026, 12, 7), "promise")),
        ({"statutory": D(2026, 12, 23), "promise": D(2026, 12, 21)}, (D(2026, 12, 21), "promise")),
    ],
)
def test_while_a_review_runs_the_earliest_of_its_day_statute_and_promise_binds(
    dues: dict[str, date], binds: tuple[date, str]
) -> None:
    from yichuang.domains.cases.recounting import binding_date

    assert binding_date(dues.items()) == binds


@pytest.mark.parametrize(
    ("reported", "late"),
    [("2026-12-21T23:59", False), ("2026-12-22T00:00", True), (None, True)],
)
def test_a_review_is_late_after_24_00_of_its_last_day(reported: str | None, late: bool) -> None:
    found = two_stage.review(at("2026-11-23T10:00"), DAYS, at("2026-12-22T09:00"), ZONE)
    assert two_stage.review_is_late(found, at(reported) if reported else None) is late


def test_everything_goes_up_and_nothing_is_asked_for_again() -> None:
    report = Report("同意，材料属实。", frozenset({"M1", "M2"}))
    two_stage.check_report(report, ["M2", "M1"])
    two_stage.check_asking(["M3"], report)
    for act, code in (
        (lambda: two_stage.check_report(report, ["M1", "M2", "M3"]), "two_stage.papers_kept_back"),
        (lambda: two_stage.check_report(Report(" ", report.papers), ["M1"]), "two_stage.no_opinion"),
        (lambda: two_stage.check_asking(["M3", "M1"], report), "two_stage.asked_again"),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.code == code


# ---- renewal: asked thirty days before, silence renews ----

# last day of validity, own limit, last day to ask
ASKED = [
    (D(2026, 12, 31), None, D(2026, 12, 1)),
    (D(2026, 3, 31), None, D(2026, 3, 1)),  # a Sunday: it does not give way, later would be too late
    (D(2028, 3, 30), None, D(2028, 2, 29)),  # a leap day
    (D(2027, 1, 15), None, D(2026, 12, 16)),  # across the year
    (D(2026, 3, 31), Limit(60, Unit.NATURAL_DAY, "某条例"), D(2026, 1, 30)),
    # 30 working days back: Mar 30, 27-23, 20-16, 13-9, 6-2: 21; Sat Feb 28, 27-24: 26; Sat 14, 13 12 11
    (D(2026, 3, 31), working(30), D(2026, 2, 11)),
]


@pytest.mark.parametrize(("expires", "own", "last"), ASKED)
def test_the_last_day_to_ask_is_counted_back(expires: date, own: Any, last: date) -> None:
    assert renewal.last_day_to_ask(expires, DAYS, own) == last


E = D(2026, 12, 31)
STANDING = [
    # asked, decided, today
    (D(2026, 12, 1), None, D(2026, 12, 31), Standing.WAITING),  # the last day of validity is the organ's still
    (D(2026, 12, 1), None, D(2027, 1, 1), Standing.DEEMED),
    (D(2026, 12, 2), None, D(2027, 1, 1), Standing.LATE),  # one day late: silence renews nothing
    (D(2026, 12, 1), D(2026, 12, 31), D(2027, 1, 1), Standing.DECIDED),
    (D(2026, 12, 1), D(2027, 1, 4), D(2027, 1, 5), Standing.DEEMED),  # a refusal that comes later comes too late
    (D(2026, 12, 20), D(2027, 1, 4), D(2027, 1, 5), Standing.DECIDED),  # a late request may be decided at any time
]


@pytest.mark.parametrize(("asked", "decided", "today", "standing"), STANDING)
def test_silence_renews_what_was_asked_for_in_time(
    asked: date, decided: date | None, today: date, standing: Standing
) -> None:
    assert renewal.standing(Renewal(E, asked, decided), today, DAYS) is standing


def test_silence_renews_licences_alone() -> None:
    assert renewal.standing(Renewal(E, D(2026, 11, 2)), D(2027, 1, 1), DAYS, is_licence=False) is Standing.WAITING


def test_it_is_renewed_at_24_00_and_without_a_gap() -> None:
    assert renewal.deems_at(E, ZONE) == at("2027-01-01T00:00")
    assert renewal.renewed_from(E) == D(2027, 1, 1)


def test_what_has_ended_is_applied_for_anew_and_nobody_asks_too_early() -> None:
    ninety = Limit(90, Unit.NATURAL_DAY, "某条例")
    renewal.check_asked(Renewal(E, D(2026, 12, 31)), DAYS, None, ninety)  # late, but it may be asked
    renewal.check_asked(Renewal(E, D(2026, 10, 2)), DAYS, None, ninety)  # 90 days back from 12-31
    for asked, code in ((D(2027, 1, 1), "renewal.over"), (D(2026, 10, 1), "renewal.too_early")):
        with pytest.raises(Refused) as no:
            renewal.check_asked(Renewal(E, asked), DAYS, None, ninety)
        assert no.value.code == code
    with pytest.raises(Refused) as unit:
        renewal.last_day_to_ask(E, DAYS, Limit(1, Unit.MONTH, "某条例"))
    assert unit.value.code == "renewal.unit"

"""A longer limit: once, by two people, in time, with reasons on paper (行政许可法 42; DB50/T 1603-2024, 5.3.3.1)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.law.extension import GOVERNMENT_HEAD, ORGAN_HEAD, Ends, allowed, in_time, promise_is_over
from yichuang.domains.cases.models import CaseDateChange, CaseExtension
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines import Limit, Unit
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .conftest import MONDAY
from .halls import Hall
from .reading_papers import text_of

DAY = timedelta(days=1)
REASON = "现场情况复杂，需要补充调查。"


def head_of(hall: Hall, **more: Any) -> Actor:
    given = {"id": uuid4(), "name": "周正", "post": "副局长", **more}
    return replace(hall.officer, capabilities=hall.officer.capabilities | {"case.extend"}, **given)


def ask(hall: Hall, no: str, **more: Any) -> dict[str, Any]:
    return cases.ask_extension(actor=hall.officer, case=no, **{"reason": REASON, **more})


def approve(hall: Hall, no: str, actor: Actor | None = None, **more: Any) -> dict[str, Any]:
    given = {"approver": "周正", "approver_post": "云岭区市场监督管理局局长", **more}
    return cases.approve_extension(actor=actor or head_of(hall), case=no, **given)


# statutory, the item's own extension, licence, joint: what is allowed at most, and who approves
TABLE = [
    (Limit(20, Unit.WORKING_DAY, "行政许可法42"), None, True, False, (10, Unit.WORKING_DAY, ORGAN_HEAD)),
    (None, None, True, False, (10, Unit.WORKING_DAY, ORGAN_HEAD)),
    (Limit(45, Unit.WORKING_DAY, "行政许可法42"), None, True, True, (15, Unit.WORKING_DAY, GOVERNMENT_HEAD)),
    (Limit(3, Unit.WORKING_DAY, "市场主体登记管理条例19"), Limit(3, Unit.WORKING_DAY), True, False, (3, Unit.WORKING_DAY, ORGAN_HEAD)),
    (Limit(60, Unit.NATURAL_DAY, "居民身份证法12"), Limit(30, Unit.NATURAL_DAY), False, False, (30, Unit.NATURAL_DAY, ORGAN_HEAD)),
    (Limit(45, Unit.WORKING_DAY, "医疗机构管理条例19"), None, True, False, None),
    (Limit(15, Unit.NATURAL_DAY, "社会保险法57"), None, False, False, None),
    (None, None, False, False, None),
]  # fmt: skip


@pytest.mark.parametrize(("statutory", "own", "licence", "joint", "said"), TABLE)
def test_how_much_the_law_allows(statutory: Any, own: Any, licence: bool, joint: bool, said: Any) -> None:
    found = allowed(statutory, own, is_licence=licence, joint=joint)
    assert (found and (found.most.value, found.most.unit, found.approver)) == said


def test_asking_moves_no_date_and_approving_does_with_a_paper(hall: Hall) -> None:
    """Promise 5 + 10 working days from 11-23: 24-27, 30, 1-4, 7-11, Monday 14."""
    no = hall.accepted()
    asked = ask(hall, no)
    assert (asked["due"], asked["value"], asked["approver"]) == ("2026-11-30", 10, "organ_head")
    with clock.at(MONDAY + DAY):
        done = approve(hall, no)
    assert (done["due_before"], done["due"], done["state"]) == ("2026-11-30", "2026-12-14", "accepted")
    page = hall.page(no)
    said = text_of(hall.officer, page.id, "extension")
    for part in (REASON, "周正", "局长", "2026年11月30日", "2026年12月14日", "第四十二条", "延长办理期限告知书"):
        assert part in said, part
    assert {d.kind: d.due for d in page.deadlines if d.kind != "tell"} == {
        "promise": date(2026, 12, 14), "statutory": date(2027, 1, 4),
    }  # fmt: skip
    with reading(hall.clerk):
        (change,) = CaseDateChange.objects.filter(kind="case")
    assert (change.reason, change.old, change.new, change.notice) == (
        "extended", date(2026, 11, 30), date(2026, 12, 14), done["papers"][0]["no"],
    )  # fmt: skip


def test_a_part_of_what_is_allowed_may_be_asked_for_and_no_more(hall: Hall) -> None:
    no = hall.accepted()
    for wrong in (0, 11, True, "5"):
        with pytest.raises(Invalid) as refused:
            ask(hall, no, days=wrong)
        assert refused.value.field == "days"
    ask(hall, no, days=3)
    assert approve(hall, no)["due"] == "2026-12-03"


def test_without_reason_approver_or_post_there_is_no_extension(hall: Hall) -> None:
    no = hall.accepted()
    with pytest.raises(Invalid) as silent:
        ask(hall, no, reason=" ")
    assert silent.value.field == "reason"
    ask(hall, no)
    for field in ("approver", "approver_post"):
        with pytest.raises(Invalid) as wrong:
            approve(hall, no, **{field: " "})
        assert wrong.value.field == field
    assert hall.page(no).row.due == date(2026, 11, 30)


def test_two_people_are_needed(hall: Hall) -> None:
    no = hall.accepted()
    head = head_of(hall)
    cases.ask_extension(actor=head, case=no, reason=REASON)
    with pytest.raises(Refused) as own:
        approve(hall, no, head)
    assert own.value.code == "extension.own_request"
    with pytest.raises(Denied):
        approve(hall, no, hall.officer)
    assert approve(hall, no)["due"] == "2026-12-14"


def test_who_approves_belongs_to_the_department(hall: Hall) -> None:
    no = hall.accepted()
    ask(hall, no)
    stranger = head_of(hall, department_id=hall.other_department)
    stranger = replace(stranger, capabilities=stranger.capabilities | {"case.check"})  # one who sees every department's
    with pytest.raises(Denied) as refused:
        approve(hall, no, stranger)
    assert refused.value.code == "extension.other_department"


def test_it_is_granted_once(hall: Hall) -> None:
    no = hall.accepted()
    ask(hall, no)
    with pytest.raises(Refused) as waiting:
        ask(hall, no)
    assert waiting.value.code == "extension.asked_already"
    approve(hall, no)
    with pytest.raises(Refused) as again:
        ask(hall, no)
    assert again.value.code == "extension.already"
    with pytest.raises(Refused) as answered:
        approve(hall, no)
    assert answered.value.code == "extension.not_asked"


# when promise and statute run out, as hours of 2026-12-01; what is asked at noon: the refusal, or whether the promise is over
HOURS = [
    ({"promise": 13, "statutory": 20}, "", False),
    ({"promise": 11, "statutory": 20}, "", True),
    ({"promise": 12, "statutory": 20}, "", True),  # the very instant: over
    ({"promise": 11, "statutory": 12}, "extension.too_late", True),
    ({"promise": 13, "statutory": 11}, "extension.too_late", False),  # a promise beyond the law does not carry it
    ({"promise": 13}, "", False),
    ({"promise": 11}, "extension.too_late", False),  # no law sets days: its promise is all that could be lengthened
    ({"statutory": 13}, "", False),
    ({"statutory": 11}, "extension.too_late", False),
    ({"promise": 11, "statutory": None}, "extension.while_stopped", True),
    ({}, "extension.while_stopped", False),
]


@pytest.mark.parametrize(("hours", "refusal", "over"), HOURS)
def test_the_limit_that_the_law_lengthens_has_to_run_still(hours: dict[str, Any], refusal: str, over: bool) -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 12, 1, hour, tzinfo=UTC)

    limits = {k: Ends(at(h).date() if h else None, at(h) if h else None) for k, h in hours.items()}
    assert promise_is_over(limits, at(12)) is over
    try:
        in_time("1", limits, at(12), stopped=False)
        said = ""
    except Refused as no:
        said = no.code
    assert said == refusal
    with pytest.raises(Refused) as held:
        in_time("1", limits, at(12), stopped=True)
    assert held.value.code == "extension.while_stopped"


LAST = MONDAY + 28 * DAY
"""The statute's twentieth working day from 11-23: Monday 2026-12-21."""


def test_after_the_last_day_of_the_law_nothing_is_extended_not_even_what_was_asked_in_time(hall: Hall) -> None:
    no, asked = hall.accepted(), hall.accepted()
    midnight = LAST.replace(hour=16, minute=0)  # 24:00 where the hall stands
    with clock.at(midnight - timedelta(minutes=1)):
        ask(hall, asked)  # on the last day it is still possible
    with clock.at(midnight):
        for act in (lambda: ask(hall, no), lambda: approve(hall, asked)):
            with pytest.raises(Refused) as late:
                act()
            assert (late.value.code, late.value.facts["due"]) == ("extension.too_late", date(2026, 12, 21))


def test_a_promise_that_was_broken_before_stays_broken_and_the_law_s_date_alone_moves(hall: Hall) -> None:
    """Promise to 11-30, statute to 12-21; ten more from 12-21: 22-25, 28-31, 1-1, 1-4 (2027 is not published)."""
    no = hall.accepted()
    with clock.at(MONDAY + 8 * DAY):
        with reading(hall.officer):
            assert cases.clock_page(hall.officer, no).no_extension == ""
        ask(hall, no)
        with reading(hall.officer):
            effect = cases.preview_extension(hall.officer, no)
        assert (effect.before, effect.after, effect.kept) == (date(2026, 12, 21), date(2027, 1, 4), date(2026, 11, 30))
        done = approve(hall, no)
    assert (done["due"], done["due_before"], done["due_after"]) == ("2026-11-30", "2026-12-21", "2027-01-04")
    with clock.at(MONDAY + 9 * DAY):
        page = hall.page(no)
        assert {d.kind: (d.due, d.light) for d in page.deadlines if d.kind != "tell"} == {
            "promise": (date(2026, 11, 30), "bad"), "statutory": (date(2027, 1, 4), "ok"),
        }  # fmt: skip
        assert (page.row.due, page.row.light) == (date(2026, 11, 30), "bad")
        (words,) = cases.progress(page.tracking_code).pauses
        assert "没有在承诺的日期前办结" in words and "最迟 2027年1月4日 作出决定" in words
    said = text_of(hall.officer, page.id, "extension")
    for part in (
        "没有在承诺的2026年11月30日前办结", "法定期限20个工作日", "原届满日期2026年12月21日", "新届满日期2027年1月4日", REASON,
    ):  # fmt: skip
        assert part in said, part
    with reading(hall.clerk):
        (change,) = CaseDateChange.objects.all()
    assert (change.kind, change.old, change.new, change.notice) == (
        "statutory", date(2026, 12, 21), date(2027, 1, 4), done["papers"][0]["no"],
    )  # fmt: skip
    with clock.at(MONDAY + 10 * DAY):  # a stop after it counts both anew: the promise is still not lengthened
        procedure = cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=1)["procedure"]
    with clock.at(MONDAY + 11 * DAY):
        assert cases.finish_procedure(actor=hall.officer, case=no, procedure=procedure)["due"] == "2026-11-30"
        with pytest.raises(Refused) as again:
            ask(hall, no)
    assert again.value.code == "extension.already"
    assert {d.kind: d.due for d in hall.page(no).deadlines}["statutory"] == date(2027, 1, 5)


def test_while_the_clock_stands_still_there_is_nothing_to_extend(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    with clock.at(MONDAY + DAY):
        procedure = cases.start_procedure(actor=hall.officer, case=no, name="卫生检测", days=5)["procedure"]
        with pytest.raises(Refused) as refused:
            ask(hall, no)
    assert refused.value.code == "extension.while_stopped"
    with clock.at(MONDAY + 3 * DAY):
        assert cases.finish_procedure(actor=hall.officer, case=no, procedure=procedure)["due"] == "2026-12-02"
        ask(hall, no)
        assert approve(hall, no)["due"] == "2026-12-16"  # an extension after a stop counts both: ten more from 12-02


def test_an_item_whose_law_knows_no_extension_has_none(hall: Hall) -> None:
    no = hall.accepted(item="X1")
    with pytest.raises(Refused) as refused:
        ask(hall, no)
    assert refused.value.code == "extension.no_law"


def test_a_no_leaves_the_date_and_a_new_request_is_possible(hall: Hall) -> None:
    no = hall.accepted()
    ask(hall, no)
    head = head_of(hall)
    with pytest.raises(Invalid):
        cases.decline_extension(actor=head, case=no, reason="")
    done = cases.decline_extension(actor=head, case=no, reason="可以在原期限内办结。")
    assert done["due"] == "2026-11-30"
    ask(hall, no, days=2)
    assert cases.take_back_extension(actor=hall.officer, case=no)["due"] == "2026-11-30"
    ask(hall, no, days=1)
    assert approve(hall, no)["due"] == "2026-12-01"


def test_a_request_lapses_when_the_case_is_decided_or_taken_back(hall: Hall) -> None:
    decided, withdrawn = hall.accepted(), hall.accepted()
    for no in (decided, withdrawn):
        ask(hall, no)
    cases.decide(actor=hall.officer, case=decided, decision="approve", reasons="可以")
    cases.withdraw(actor=hall.clerk, case=withdrawn, reason="不办了")
    with reading(hall.clerk):
        assert set(CaseExtension.objects.values_list("state", flat=True)) == {"lapsed"}
    with pytest.raises(Refused) as over:
        ask(hall, decided)
    assert over.value.code == "extension.not_now"


def test_another_department_s_request_is_not_there(hall: Hall) -> None:
    no = hall.accepted()
    with pytest.raises(Missing):
        cases.ask_extension(actor=replace(hall.officer, department_id=hall.other_department), case=no, reason=REASON)

"""What a citizen sees: by his code everything that is his, by number and four digits the status alone."""

import re
from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest

from yichuang.domains.cases import api as cases
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.identity import make_resident_id

from .halls import PERSON, Hall, hide


def test_by_his_code_a_citizen_sees_state_date_and_why(hall: Hall) -> None:
    made = hall.open("L1")
    hall.check(made["no"])
    hall.decide(made["no"], "accept")
    seen = cases.progress(made["tracking_code"])
    assert (seen.state_label, seen.due, seen.left, seen.light_label) == (
        "已受理",
        date(2026, 11, 30),
        "剩 5 个工作日",
        "正常",
    )
    assert any("5 个工作日" in line for line in seen.why) and seen.binding is not None
    assert [s.state for s in seen.steps] == ["done", "done", "now", "ahead", "ahead"]


@pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("-", "")])
def test_a_code_may_be_typed_as_it_is_heard(hall: Hall, change: object) -> None:
    made = hall.open("L1")
    assert cases.progress(change(made["tracking_code"])).no == made["no"]  # type: ignore[operator]


@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC", "x" * 500, "' OR 1=1"])
def test_a_wrong_code_leads_nowhere(hall: Hall, code: str) -> None:
    with pytest.raises(Missing):
        cases.progress(code)


def test_nothing_personal_is_given_away(hall: Hall) -> None:
    made = hall.open("L1")
    hall.check(made["no"])
    said = str(asdict(cases.progress(made["tracking_code"]))).replace(made["tracking_code"], "")
    said = re.sub("[0-9a-f-]{36}", "", said)  # in an id or a code, which is random, any four digits may stand
    for hidden in (PERSON["name"], PERSON["id_no"], PERSON["id_no"][-4:], PERSON["phone"], "李晓云"):
        assert hidden not in said


def test_who_has_to_correct_sees_what_and_by_when(hall: Hall) -> None:
    made = hall.open("L1")
    hall.check(made["no"], {"M1": "received", "M2": "received", "M3": "missing"})
    hall.decide(made["no"], "one_time_notice", correction_days=10)
    seen = cases.progress(made["tracking_code"])
    assert seen.correct_by == date(2026, 12, 7) and [m["name"] for m in seen.missing] == ["场所证明"]


def test_a_late_case_says_so(hall: Hall) -> None:
    made = hall.open("L1")
    hall.check(made["no"])
    hall.decide(made["no"], "accept")
    with clock.at(datetime(2026, 12, 2, 2, tzinfo=UTC)):
        seen = cases.progress(made["tracking_code"])
    assert (seen.light, seen.light_label, seen.left) == ("bad", "超期", "超期 2 个工作日")


def look(hall: Hall, no: str, last4: str, source: str = "10.0.0.1") -> dict:
    return cases.look_up_status(actor=Actor.citizen(hall.id), no=no, last4=last4, source=source)


def test_number_and_four_digits_tell_the_status_only(hall: Hall) -> None:
    no = hall.accepted()
    assert look(hall, no, PERSON["id_no"][-4:].lower()) == {
        "found": True,
        "no": no,
        "state": "accepted",
        "state_label": "已受理",
    }
    for wrong in ((no, "0000"), ("500199-20261123-99999", PERSON["id_no"][-4:]), (no, ""), (no, "X")):
        assert look(hall, *wrong) == {"found": False}


def test_guessing_is_stopped_by_number_and_by_source(hall: Hall) -> None:
    no = hall.accepted()
    for _ in range(5):
        look(hall, no, "0000")
    with pytest.raises(Refused) as refused:
        look(hall, no, PERSON["id_no"][-4:], "10.0.0.2")
    assert refused.value.code == "case.look_up_too_often"
    for n in range(15):
        look(hall, f"500199-20261123-9{n:04d}", "0000")
    with pytest.raises(Refused):
        look(hall, "500199-20261123-77777", "0000")
    with clock.at(datetime(2026, 11, 23, 2, 20, tzinfo=UTC)):
        assert look(hall, no, PERSON["id_no"][-4:])["found"]


def test_a_sensitive_case_hides_its_name(hall: Hall) -> None:
    made = hall.open("L1", [{**PERSON, "id_no": make_resident_id("510202", date(1950, 1, 1))}])
    hide(hall.clerk, made["no"])
    seen = cases.progress(made["tracking_code"])
    assert seen.sensitive and seen.item_name == "" and seen.result_name == ""

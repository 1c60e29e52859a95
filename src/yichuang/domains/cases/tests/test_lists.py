"""Lists: by due date and light, found, paged by key; and what each read costs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yichuang.domains.cases import api as cases
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing
from yichuang.foundation.identity import make_resident_id
from yichuang.foundation.scope import reading

from .halls import PERSON, Hall, of_unknown_rule

MONDAY = datetime(2026, 11, 23, 2, 6, tzinfo=UTC)


def person(n: int) -> dict:
    return {
        **PERSON,
        "name": f"申请人{n}",
        "id_no": make_resident_id("500199", MONDAY.date() - timedelta(days=9000 + n)),
    }


def accepted_days_ago(hall: Hall, days: int, n: int = 1) -> str:
    with clock.at(MONDAY - timedelta(days=days)):
        no: str = hall.complete("L1", parties=[person(n)])
        hall.decide(no, "accept")
    return no


def test_the_one_due_first_stands_first_with_its_light(hall: Hall) -> None:
    late, soon, fine = (accepted_days_ago(hall, d, d) for d in (10, 7, 0))
    with reading(hall.officer):
        page = cases.office_queue(hall.officer)
        assert [(r.no, r.light) for r in page.rows] == [(late, "bad"), (soon, "warn"), (fine, "ok")]
        for light, no in (("bad", late), ("warn", soon), ("ok", fine)):
            assert [r.no for r in cases.office_queue(hall.officer, light=light).rows] == [no]
        counts = cases.queue_counts(hall.officer)
    assert {k: counts[k] for k in ("open", "bad", "warn", "ok")} == {"open": 3, "bad": 1, "warn": 1, "ok": 1}


def test_pages_neither_skip_nor_repeat(hall: Hall) -> None:
    made = {accepted_days_ago(hall, n % 3, n) for n in range(7)}
    seen: list[str] = []
    after = ""
    with reading(hall.officer):
        while True:
            page = cases.office_queue(hall.officer, after=after, size=3)
            seen += [r.no for r in page.rows]
            if not (after := page.after):
                break
    assert len(seen) == 7 and set(seen) == made


@pytest.mark.parametrize("mark", ["x", "2026-11-23~x", "x~01a20ab1-9e5a-7f9c-b8f7-ef462609a62d", "a~b~c"])
def test_a_forged_page_mark_is_refused(hall: Hall, mark: str) -> None:
    with reading(hall.officer), pytest.raises(Invalid):
        cases.office_queue(hall.officer, after=mark)


def test_a_case_is_found_by_number_name_item_and_whole_id(hall: Hall) -> None:
    first, second = accepted_days_ago(hall, 0, 1), accepted_days_ago(hall, 0, 2)
    with reading(hall.officer):
        for q in (first, first[-5:], "申请人1", person(1)["id_no"]):
            assert [r.no for r in cases.office_queue(hall.officer, q=q).rows] == [first], q
        assert {r.no for r in cases.office_queue(hall.officer, q="小面馆").rows} == {first, second}
        assert cases.office_queue(hall.officer, q="没有这个").rows == []


def test_each_show_has_its_states(hall: Hall) -> None:
    waiting, owed, done = hall.complete("L1"), hall.accepted(), hall.complete("F1")
    hall.decide(done, "file")
    with reading(hall.officer):
        shown = {show: {r.no for r in cases.office_queue(hall.officer, show=show).rows} for show in cases.SHOWS}
    assert shown == {
        "open": {owed},
        "arriving": {waiting},
        "lapsed": set(),
        "decided": {done},
        "over": set(),
        "all": {waiting, owed, done},
    }


def test_the_same_persons_earlier_cases_are_found(hall: Hall) -> None:
    first, second, other = hall.complete("L1"), hall.complete("F1"), hall.complete("L1", parties=[person(5)])
    with reading(hall.clerk):
        assert [r.no for r in cases.earlier_cases(hall.clerk, second)] == [first]
        assert cases.earlier_cases(hall.clerk, other) == []


def test_what_is_still_at_the_window(hall: Hall) -> None:
    no, gone = hall.accepted(window="1"), hall.accepted(window="1")
    cases.hand_over(actor=hall.clerk, cases=[gone])
    with reading(hall.clerk):
        assert [r.no for r in cases.to_hand_over(hall.clerk)] == [no]
    filed, to_answer, waiting = hall.complete("F1"), hall.complete("P1"), hall.complete("L1")
    of_unknown_rule(hall.clerk, to_answer)
    hall.decide(filed, "file")
    with reading(hall.clerk):
        assert {r.no for r in cases.to_hand_over(hall.clerk)} == {no, filed, to_answer} - {waiting}


def test_a_supervisor_of_both_reads_both_and_a_stranger_none(hall: Hall, other_hall: Hall) -> None:
    here, there = hall.accepted(), other_hall.accepted()
    eye = replace(hall.clerk, capabilities=frozenset({"case.read"}), reads=(hall.id, other_hall.id))
    with reading(eye):
        ids = [str(h.page(no).id) for h, no in ((hall, here), (other_hall, there))]
    with reading(eye):
        assert {cases.case_page(eye, i).id.hex for i in ids} == {i.replace("-", "") for i in ids}
    for act in (cases.decide_intake, cases.check_materials, cases.withdraw):
        with pytest.raises(Denied):
            act(
                actor=eye,
                case=here,
                **{
                    "decide_intake": {"outcome": "accept"},
                    "check_materials": {"materials": {}},
                    "withdraw": {"reason": "x"},
                }[act.__name__],
            )
    with reading(other_hall.clerk), pytest.raises(Missing):
        cases.case_page(other_hall.clerk, ids[0])


def test_who_reads_both_finds_his_own_center_first(hall: Hall, other_hall: Hall) -> None:
    no = hall.complete()
    assert other_hall.complete() == no
    for mine, reads in ((hall, (other_hall.id, hall.id)), (other_hall, (hall.id, other_hall.id))):
        eye = replace(mine.clerk, reads=reads)
        with reading(eye):
            assert cases.case_page(eye, no).row.department_id == mine.department


def test_reading_needs_the_right_to_read(hall: Hall) -> None:
    nobody = Actor.citizen(hall.id)
    with reading(nobody), pytest.raises(Denied):
        cases.case_page(nobody, "x")


def cost(hall: Hall, act) -> int:  # type: ignore[no-untyped-def]
    """Each in a reading of its own: what one has looked at would spare the next a statement."""
    with reading(hall.clerk), CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


@pytest.mark.parametrize("many", [1, 6])
def test_reads_cost_what_they_say_however_much_there_is(hall: Hall, many: int) -> None:
    ticket = hall.ticket()
    made = [hall.open("L1", parties=[person(n)], ticket=ticket["id"]) for n in range(many)]
    for row in made:
        hall.check(row["no"])
        for n in range(many):
            cases.attach_file(
                actor=hall.clerk,
                case=row["no"],
                material="M1",
                name=f"{n}.pdf",
                content_type="application/pdf",
                data=b"%PDF-1.7 x",
            )
        hall.decide(row["no"], "accept")
    no, code = made[0]["no"], made[0]["tracking_code"]
    made_list = cases.hand_over(actor=hall.clerk, cases=[r["no"] for r in made])
    with reading(hall.clerk):
        cases.case_page(hall.clerk, no)  # the catalogue and the calendar come into memory
    costs = {
        "case_page": cost(hall, lambda: cases.case_page(hall.clerk, no)),
        "outcomes": cost(hall, lambda: cases.outcomes(hall.clerk, no)),
        "preview": cost(hall, lambda: cases.preview_intake(hall.clerk, no)),
        "queue": cost(hall, lambda: cases.office_queue(hall.clerk)),
        "counts": cost(hall, lambda: cases.queue_counts(hall.clerk)),
        "ticket": cost(hall, lambda: cases.cases_of_ticket(hall.clerk, ticket["id"])),
        "earlier": cost(hall, lambda: cases.earlier_cases(hall.clerk, no)),
        "handover": cost(hall, lambda: cases.handover_list(hall.clerk, made_list["id"])),
        "progress": cost(hall, lambda: cases.progress(code)),
    }
    assert costs == {
        "case_page": 11,
        "outcomes": 4,
        "preview": 3,
        "queue": 3,
        "counts": 3,
        "ticket": 3,
        "earlier": 5,
        "handover": 4,
        "progress": 10,
    }

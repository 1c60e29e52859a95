"""Two people at once: one acts, the other is told; no number is given twice."""

from datetime import UTC, datetime
from typing import Any

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import Case, Ruling
from yichuang.domains.documents import api as documents
from yichuang.foundation import numbering
from yichuang.foundation.scope import reading

from .halls import PERSON, Hall

MORNING = datetime(2026, 11, 23, 2, 6, tzinfo=UTC)


def test_two_clerks_decide_the_same_case_and_one_wins(hall: Hall, at_once: Any) -> None:
    no = hall.complete()
    answers = at_once([lambda: hall.decide(no, "accept") for _ in range(6)], refusals=True, when=MORNING)
    won = [a for a in answers if isinstance(a, dict)]
    assert len(won) == 1 and {a.code for a in answers if not isinstance(a, dict)} == {"case.already_decided"}
    with reading(hall.clerk):
        assert Ruling.objects.count() == 1
        assert len(documents.papers_of(hall.clerk, f"case:{Case.objects.get(no=no).pk}")) == 1
        assert numbering.gaps(hall.id) == []


def test_accepting_and_taking_back_at_once_leave_one_story(hall: Hall, at_once: Any) -> None:
    no = hall.complete()
    at_once([
        lambda: hall.decide(no, "accept"),
        lambda: cases.withdraw(actor=hall.clerk, case=no, reason="不办了"),
    ], refusals=True, when=MORNING)  # fmt: skip
    page = hall.page(no)
    assert page.state == "withdrawn" and len(page.rulings) <= 1


def test_twenty_cases_opened_at_once_have_twenty_numbers_in_a_row(hall: Hall, at_once: Any) -> None:
    answers = at_once(
        [lambda: cases.open_case(actor=hall.clerk, item="L1", parties=[PERSON]) for _ in range(20)], when=MORNING
    )
    assert sorted(a["no"] for a in answers) == [f"500199-20261123-{n:05d}" for n in range(1, 21)]


def test_papers_of_one_department_are_numbered_without_a_gap_at_any_haste(hall: Hall, at_once: Any) -> None:
    numbers = [hall.complete() for _ in range(6)]
    answers = at_once([lambda no=no: hall.decide(no, "accept") for no in numbers], when=MORNING)  # type: ignore[misc]
    assert sorted(int(a["papers"][0]["no"].split("〕")[1].rstrip("号")) for a in answers) == [1, 2, 3, 4, 5, 6]


def test_two_officers_sign_one_list_once(hall: Hall, at_once: Any) -> None:
    made = cases.hand_over(actor=hall.clerk, cases=[hall.accepted()])
    answers = at_once(
        [lambda: cases.take_over(actor=hall.officer, handover=made["id"]) for _ in range(3)],
        refusals=True,
        when=MORNING,
    )
    assert sum(isinstance(a, dict) for a in answers) == 1

"""Two people at once on a case that was accepted: one wins, the other is told why not, and one paper number is used.

One hall for all. Without the lock of the case every race fails: the second wall (version, uniqueness) still lets one win, without words.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import commands
from yichuang.domains.cases.models import Case, CaseRenewal, Ruling
from yichuang.foundation import clock, numbering
from yichuang.foundation.errors import Busy
from yichuang.foundation.models import SeriesNumber
from yichuang.foundation.scope import reading

from .acting import LICENCE, REPORT
from .conftest import MONDAY
from .halls import Hall, build
from .promising import PAPER, TWO, approved, committed, lacking, tolerated
from .test_correct import told
from .test_extension import head_of
from .test_reopen import JUDGMENT, denied
from .test_threads import MORNING

NEW_YEAR = datetime(2027, 1, 5, 2, tzinfo=UTC)
SPRING = datetime(2027, 3, 5, 2, tzinfo=UTC)
HEARING = {"matter": "排烟", "persons": "相邻住户陈国华"}


def to_commit(hall: Hall) -> str:
    no: str = hall.open("COM", procedure="commitment")["no"]
    hall.check(no, {"M1": "received", "M3": "received"})
    return no


def stopped(hall: Hall) -> str:
    no = hall.accepted()
    cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=3)
    return no


def asked(hall: Hall) -> str:
    no = hall.accepted()
    cases.ask_extension(actor=hall.officer, case=no, reason="案情复杂")
    return no


def asked_to_hear(hall: Hall) -> str:
    no = hall.accepted()
    cases.tell_hearing_right(actor=hall.officer, case=no, **HEARING)
    return no


@dataclass(frozen=True)
class Race:
    """A case, what several do to it at the same time, with which papers for the winner and which refusal for the others."""

    make: Callable[[Hall], str]
    act: str
    args: dict[str, Any]
    papers: int
    refusal: str
    who: str = "officer"
    when: datetime = MONDAY
    find: Callable[[Hall, str], dict[str, Any]] = field(default=lambda hall, no: {})


def procedure(hall: Hall, no: str) -> dict[str, Any]:
    return {"procedure": hall.page(no).procedures[0].id}


RACES = {
    "tolerating": Race(lambda h: lacking(h, M3="missing"), "decide_intake",
                       {"outcome": "accept", "tolerate": {"by": "2026-11-27", "signing": PAPER}}, 2, "case.already_decided", "clerk"),
    "supplying": Race(tolerated, "supply", {"materials": {"M3": {"status": "received"}}}, 1, "tolerance.nothing_open", "clerk"),
    "committing": Race(to_commit, "decide_intake", {"outcome": "accept", "commit": {"signing": PAPER}}, 2,
                       "case.already_decided", "clerk"),
    "taking a commitment back": Race(committed, "withdraw_commitment", {"reason": "改走一般程序"}, 1, "case.wrong_state", "clerk"),
    "verifying": Race(lambda h: approved(h, committed(h)), "verify_commitment",
                      {"result": "kept", "findings": "一致", "verifiers": TWO}, 0, "commitment.nothing_made"),
    "stopping": Race(Hall.accepted, "start_procedure", {"kind": "testing", "days": 3}, 1, "procedure.runs_already"),
    "going on": Race(stopped, "finish_procedure", {}, 1, "procedure.wrong_state", find=procedure),
    "asking for longer": Race(Hall.accepted, "ask_extension", {"reason": "案情复杂"}, 0, "extension.asked_already"),
    "approving": Race(asked, "approve_extension", {"approver": "周正", "approver_post": "局长"}, 1, "extension.not_asked", "head"),
    "reporting": Race(lambda h: h.accepted(item="S2"), "report_up", REPORT, 0, "two_stage.reported_already", "system"),
    "telling of a hearing": Race(Hall.accepted, "tell_hearing_right", HEARING, 1, "hearing.open_already"),
    "asking for a hearing": Race(asked_to_hear, "apply_for_hearing", {"applicant": "陈国华"}, 1, "hearing.wrong_state"),
    "giving back": Race(told, "give_back", {"reasons": "逾期", "basis": "某办法第九条"}, 1, "case.wrong_state", when=NEW_YEAR),
    "reopening": Race(denied, "reopen", JUDGMENT, 1, "case.reopened_already", when=SPRING),
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(shared_real_db: None) -> Hall:
    with clock.at(MONDAY):
        hall = build()
        hall.accepted()  # the first paper of a process takes long: it loads the fonts
        return hall


def pressed(command: Callable[..., Any], **given: Any) -> Any:
    """As a person does who is told to try again at once: on a machine under load the lock may be waited for too long."""
    for _ in range(5):
        try:
            return command(**given)
        except Busy as busy:
            last = busy
    raise last


def numbers(hall: Hall) -> int:
    with reading(hall.system):
        return SeriesNumber.objects.count()


@pytest.mark.parametrize("race", RACES.values(), ids=list(RACES))
def test_one_wins_the_others_are_refused_and_numbers_are_used_once(shared: Hall, race: Race, at_once: Any) -> None:
    with clock.at(MONDAY):
        no = race.make(shared)
    given = {**race.args, **race.find(shared, no)}
    who = {"clerk": shared.clerk, "officer": shared.officer, "head": head_of(shared), "system": shared.system}[race.who]
    people = [replace(who, id=uuid4() if who.id else None, name=f"经办{n}") for n in range(3)]
    before, command = numbers(shared), getattr(commands, race.act)
    answers = at_once(
        [lambda p=p: pressed(command, actor=p, case=no, **given) for p in people], refusals=True, when=race.when
    )  # type: ignore[misc]
    won = [a for a in answers if isinstance(a, dict)]
    assert [getattr(a, "code", a) for a in answers if not isinstance(a, dict)] == [race.refusal] * 2
    assert len(won) == 1 and len(won[0].get("papers", [])) == race.papers
    assert numbers(shared) - before == race.papers
    assert numbering.gaps(shared.id) == []


def test_an_extension_is_approved_or_declined_and_never_both(shared: Hall, at_once: Any) -> None:
    with clock.at(MONDAY):
        no = asked(shared)
    one, other = head_of(shared), head_of(shared)
    answers = at_once([
        lambda: pressed(cases.approve_extension, actor=one, case=no, approver="周正", approver_post="局长"),
        lambda: pressed(cases.decline_extension, actor=other, case=no, reason="不必"),
    ], refusals=True, when=MORNING)  # fmt: skip
    assert sum(isinstance(a, dict) for a in answers) == 1
    assert [a.code for a in answers if not isinstance(a, dict)] == ["extension.not_asked"]


def renewing(hall: Hall) -> str:
    with clock.at(MONDAY):
        no = hall.accepted()
        cases.note_renewal(actor=hall.officer, case=no, **LICENCE)
    return no


def test_a_renewal_noted_twice_at_once_leaves_one_licence_and_the_day_of_the_last(shared: Hall, at_once: Any) -> None:
    with clock.at(MONDAY):
        no = shared.accepted()
    ends = [f"2027-01-{day}" for day in (11, 12, 13, 14)]
    answers = at_once([
        lambda d=d: pressed(cases.note_renewal, actor=shared.officer, case=no, licence_no=d, expires_on=d) for d in ends
    ], when=MORNING)  # fmt: skip
    assert all(isinstance(a, dict) for a in answers), answers
    with reading(shared.system):
        row, case = CaseRenewal.objects.get(case__no=no), Case.objects.get(no=no)
    assert case.renews_after == row.expires_on and row.licence_no == f"{row.expires_on}"
    assert sorted(a["version"] for a in answers) == list(range(case.version - 3, case.version + 1))


def test_the_job_and_the_acts_that_come_with_it_renew_a_licence_once(shared: Hall, at_once: Any) -> None:
    no, before = renewing(shared), numbers(shared)
    job = [lambda: pressed(commands.renew_by_law, actor=shared.system, case=no)] * 2
    acts = [
        lambda: pressed(cases.decide, actor=shared.officer, case=no, decision="deny", reasons="不合", basis="某办法"),
        lambda: pressed(cases.start_procedure, actor=shared.officer, case=no, kind="testing", days=3),
    ]  # fmt: skip
    answers = at_once(job + acts, refusals=True, when=NEW_YEAR)
    assert [a.code for a in answers[2:]] == ["case.wrong_state", "procedure.not_now"]
    assert sum(a["renewed"] for a in answers[:2]) <= 1  # none where an act came first: it renews before it is refused
    with reading(shared.system):
        case = Case.objects.get(no=no)
        rulings = Ruling.objects.filter(case=case, stage="decision")
        assert [(r.outcome, r.deemed) for r in rulings] == [("approve", True)]
        assert case.state == "decided" and CaseRenewal.objects.get(case=case).paper_no == rulings[0].paper_no
    assert numbers(shared) - before == 1 and numbering.gaps(shared.id) == []

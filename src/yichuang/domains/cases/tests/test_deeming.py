"""Acceptance by silence: at 24:00 and not a second before, before every act, on every page, once, with its paper and its message."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import Case, CaseDeadline
from yichuang.domains.cases.tasks import deem_due_of
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, messages, scope
from yichuang.foundation.errors import Refused
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

from .halls import Hall, build
from .reading_papers import text_of

ZONE = ZoneInfo("Asia/Shanghai")
SECOND = timedelta(seconds=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def received(hall: Hall, at: datetime, item: str = "L1", **more: Any) -> str:
    """Something lacks, and nobody says so."""
    with clock.at(at):
        no: str = hall.open(item, **more)["no"]
        hall.check(no, {"M1": "received", "M2": "missing"})
    return no


def stored(hall: Hall, no: str) -> Case:
    with reading(hall.clerk):
        return Case.objects.get(no=no)


def run_job(hall: Hall) -> None:
    deem_due_of(str(hall.id))


RECEIPTS = [
    # 16:55, 17:05 and 23:59 of one day are one day; five working days after Monday the 23rd is Monday the 30th
    ("2026-11-23T16:55:00", "L1", "2026-12-01T00:00:00", date(2026, 11, 30)),
    ("2026-11-23T17:05:00", "L1", "2026-12-01T00:00:00", date(2026, 11, 30)),
    ("2026-11-23T23:59:00", "L1", "2026-12-01T00:00:00", date(2026, 11, 30)),
    # three days for pollution, five for water
    ("2026-11-23T16:55:00", "D1", "2026-11-27T00:00:00", date(2026, 11, 26)),
    ("2026-11-23T23:59:00", "K1", "2026-12-01T00:00:00", date(2026, 11, 30)),
    # the last evening before National Day 2027 is beyond the published calendar; before New Year 2027 is not counted either
    ("2026-12-31T17:05:00", "L1", "2027-01-08T00:00:00", date(2027, 1, 7)),
]


@pytest.mark.parametrize(("at", "item", "due", "last"), RECEIPTS)
def test_silence_accepts_at_24_and_not_a_second_before(hall: Hall, at: str, item: str, due: str, last: date) -> None:
    no = received(hall, local(at), item)
    with clock.at(local(due) - SECOND):
        page = hall.page(no)
        assert (page.state, page.deemed) == ("received", False)
        run_job(hall)
        assert stored(hall, no).state == "received"
    with clock.at(local(due)):
        page = hall.page(no)  # the job has not run
        assert (page.state, page.deemed, page.row.state_label) == ("accepted", True, "视为受理")
        assert stored(hall, no).state == "received", "reading writes nothing"
        promised = page.deadline("promise")
        assert promised and promised.starts_on == last
        run_job(hall)
    kept = stored(hall, no)
    assert (kept.state, kept.deemed, kept.accepted_at) == ("accepted", True, local(at).astimezone(UTC))
    with clock.at(local(due)):
        after = hall.page(no)
    assert (after.row.due, after.row.due_kind) == (page.row.due, page.row.due_kind), (
        "a page promised what was then written down"
    )


def test_received_on_the_last_evening_before_spring_festival(real_db: None) -> None:
    """14 February 2026, a Saturday, is worked; the 15th to the 23rd are free; the 24th to the 27th and Saturday the 28th are worked."""
    hall = build(since=local("2026-02-02T10:00:00"))
    no = received(hall, local("2026-02-14T17:05:00"))
    with clock.at(local("2026-02-28T23:59:59")):
        assert hall.page(no).deadline("tell").due == date(2026, 2, 28)
        run_job(hall)
        assert stored(hall, no).state == "received"
    with clock.at(local("2026-03-01T00:00:00")):
        assert hall.page(no).deemed
        run_job(hall)
    assert stored(hall, no).deemed


def test_it_is_one_act_with_both_dates_on_paper_without_a_seal_and_the_department_is_told(hall: Hall) -> None:
    no = received(hall, local("2026-11-23T17:05:00"))
    with clock.at(local("2026-12-01T00:00:00")):
        run_job(hall)
        run_job(hall)
        page = hall.page(no)
        with reading(hall.clerk):
            (paper,) = [p for p in documents.papers_of(hall.clerk, f"case:{page.id}") if p.kind == "deemed"]
            lines = AuditEntry.objects.filter(subject=f"case:{page.id}", action="case.deemed").count()
            told = messages.messages_about(hall.system, f"case:{page.id}")
    said = text_of(hall.clerk, page.id, "deemed")
    for part in (
        "视为受理确认书",
        paper.number_text,
        "2026年11月23日",
        "2026年11月30日",
        "第三十二条第一款第（四）项",
        "20个工作日",
        "5个工作日",
    ):
        assert part in said, part
    assert paper.seal_mode == "none" and lines == 1
    assert len(told) == 2 and all(m.kind == "case.deemed" or m.kind == "视为受理" for m in told)
    statutory = page.deadline("statutory")
    assert statutory and statutory.starts_on == date(2026, 11, 23)
    (ruling,) = page.rulings
    assert (ruling.deemed, ruling.by_name) == (True, "依法视为受理")


def test_what_was_due_stays_done_when_the_act_that_met_it_is_refused(hall: Hall) -> None:
    no = received(hall, local("2026-11-23T10:06:00"))
    with clock.at(local("2026-12-01T00:00:00")):
        with pytest.raises(Refused) as refused:
            hall.decide(no, "one_time_notice", key="late")
        assert refused.value.code == "case.was_deemed"
        assert stored(hall, no).state == "accepted"
        assert not any(o.lawful for o in hall.outcomes(no).values())


def test_an_act_that_is_still_lawful_goes_on_after_it_in_one_call(hall: Hall) -> None:
    no = received(hall, local("2026-11-23T10:06:00"))
    with clock.at(local("2026-12-01T00:00:00")):
        assert cases.hand_over(actor=hall.clerk, cases=[no], key="once")["count"] == 1
        page = hall.page(no)
    assert page.deemed and page.state == "accepted"


def test_a_notice_in_the_last_second_is_in_time(hall: Hall) -> None:
    with clock.at(local("2026-11-23T10:06:00")):
        no = hall.open("L1")["no"]
        hall.check(no, {"M1": "received", "M2": "missing", "M3": "received"})
    with clock.at(local("2026-12-01T00:00:00") - SECOND):
        assert hall.decide(no, "one_time_notice")["state"] == "correcting"
    with clock.at(local("2026-12-02T00:00:00")):
        run_job(hall)
        assert stored(hall, no).state == "correcting"


def test_the_second_period_runs_from_completion(hall: Hall) -> None:
    with clock.at(local("2026-11-23T10:06:00")):
        no = hall.open("L1")["no"]
        hall.check(no, {"M1": "received", "M2": "missing", "M3": "received"})
        hall.decide(no, "one_time_notice")
    with clock.at(local("2026-12-07T09:30:00")):
        cases.complete_correction(actor=hall.clerk, case=no, materials={"M2": {"status": "wrong"}})
    with clock.at(local("2026-12-15T00:00:00")):
        run_job(hall)
        page = hall.page(no)
    assert page.deemed and page.row.accepted_at == local("2026-12-07T09:30:00").astimezone(UTC)


def test_the_department_s_queue_and_the_citizen_see_it_before_the_job(hall: Hall) -> None:
    no = received(hall, local("2026-11-23T10:06:00"))
    code = hall.page(no).tracking_code
    with clock.at(local("2026-12-01T00:00:00")):
        with reading(hall.officer):
            rows = cases.office_queue(hall.officer).rows
            counts = cases.queue_counts(hall.officer)
        progress = cases.progress(code)
    assert [(r.no, r.state_label) for r in rows] == [(no, "视为受理")] and counts["open"] == 1
    assert progress.state == "accepted" and progress.due is not None and progress.why


@pytest.mark.parametrize("item", ["F1", "I1", "P1", "P2", "R1"])
def test_other_rules_know_no_acceptance_by_silence(hall: Hall, item: str) -> None:
    no = received(hall, local("2026-11-23T10:06:00"), item)
    with clock.at(local("2027-03-01T00:00:00")):
        run_job(hall)
        assert (hall.page(no).state, stored(hall, no).deems_at) == ("received", None)


def test_a_day_that_became_a_holiday_gives_the_organ_one_more(hall: Hall) -> None:
    """What the recount after a change of the calendar leaves in the limit's row is what holds."""
    no = received(hall, local("2026-11-23T10:06:00"))
    with transaction.atomic():
        scope.enter(hall.clerk)
        moved = {"due": date(2026, 12, 1), "due_at": local("2026-12-02T00:00:00")}
        CaseDeadline.objects.filter(case__no=no, kind="tell").update(**moved)
    with clock.at(local("2026-12-01T00:00:00")):
        run_job(hall)
        assert stored(hall, no).state == "received"
    with clock.at(local("2026-12-02T00:00:00")):
        run_job(hall)
    assert stored(hall, no).deemed


# ---- real estate: on the spot ----

WEEK = {str(n): [["09:00", "12:00"], ["13:00", "17:30"]] for n in range(5)}


def real_estate(hall: Hall, at: datetime) -> tuple[str, str]:
    """(case, ticket) of somebody who sits at window 1."""
    places.set_opening_hours(actor=hall.system, week=WEEK)
    with clock.at(at):
        ticket = hall.ticket()["id"]
    return received(hall, at, "E1", ticket=ticket), ticket


def test_a_ticket_does_not_end_over_a_real_estate_case_without_an_answer(hall: Hall) -> None:
    no, ticket = real_estate(hall, local("2026-11-23T10:06:00"))
    with pytest.raises(Refused) as refused:
        queueing.finish(actor=hall.system, ticket=ticket)
    assert (refused.value.code, refused.value.facts["no"]) == ("case.answer_on_the_spot", no)
    hall.check(no, {"M3": "received"})
    hall.decide(no, "one_time_notice")
    assert queueing.finish(actor=hall.system, ticket=ticket)["ticket"]["state"] == "served"


def test_a_draft_too_holds_the_ticket_and_a_withdrawal_frees_it(hall: Hall) -> None:
    ticket = hall.ticket()["id"]
    no = hall.open("E1", ticket=ticket)["no"]
    with pytest.raises(Refused):
        queueing.finish(actor=hall.system, ticket=ticket)
    cases.withdraw(actor=hall.clerk, case=no, reason="改天再办")
    assert queueing.finish(actor=hall.system, ticket=ticket)["ticket"]["state"] == "served"


def test_at_closing_silence_accepts_unless_the_person_still_sits_there(hall: Hall) -> None:
    no, ticket = real_estate(hall, local("2026-11-23T16:55:00"))
    with clock.at(local("2026-11-23T17:30:00")):
        run_job(hall)
        assert stored(hall, no).state == "received", "extended service: the visit goes on"
        queueing.hold(actor=hall.system, ticket=ticket, reason="明天再来")
    with clock.at(local("2026-11-24T00:00:00")):
        run_job(hall)
    kept = stored(hall, no)
    assert (kept.state, kept.deemed) == ("accepted", True)
    assert "第十七条第二款" in text_of(hall.clerk, kept.pk, "deemed")


@pytest.mark.parametrize(("at", "due"), [
    ("2026-11-23T16:55:00", "2026-11-23T17:30:00"),  # before closing: at closing
    ("2026-11-23T11:59:00", "2026-11-23T17:30:00"),  # lunch is no closing
    ("2026-11-23T17:35:00", "2026-11-24T00:00:00"),  # extended service: the end of the day
    ("2026-11-28T10:00:00", "2026-11-29T00:00:00"),  # a Saturday without hours
])  # fmt: skip
def test_on_the_spot_ends_at_closing_without_a_ticket(hall: Hall, at: str, due: str) -> None:
    places.set_opening_hours(actor=hall.system, week=WEEK)
    no = received(hall, local(at), "E1")
    with clock.at(local(due) - SECOND):
        run_job(hall)
        assert stored(hall, no).state == "received"
    with clock.at(local(due)):
        run_job(hall)
        assert stored(hall, no).deemed

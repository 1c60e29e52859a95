"""Each light is told once to each whom it concerns, early, late, and however often the job runs (5.1.2.6)."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import reminding, tasks
from yichuang.domains.cases.models import CaseReminder, CaseStop
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.messages.models import Message
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays.published import published

from .halls import Hall, hide
from .lights import DUE, LAW, at, found, lit, reminders, run


def test_while_a_date_is_far_nobody_is_disturbed(hall: Hall) -> None:
    no = hall.accepted()
    assert run(hall, at(DUE - timedelta(days=4))) == 0 and lit(hall, no) == []


def test_the_last_working_day_but_one_is_yellow_and_the_day_after_is_red(
    hall: Hall, lead: Actor, overseer: Actor
) -> None:
    no = hall.accepted()
    friday = DUE - timedelta(days=3)
    assert run(hall, at(friday, 0, 1)) == 1
    assert run(hall, at(DUE, 23, 59)) == 0, "each light once"
    assert run(hall, at(DUE + timedelta(days=1), 0, 0)) == 1
    assert lit(hall, no) == [("promise", "yellow"), ("promise", "red")]
    for actor in (hall.officer, lead, overseer):
        said = found(actor, at(DUE + timedelta(days=1)))
        assert any("将到" in text and no in text for text in said), actor.name
        assert any("已超过承诺期限 11-30" in text for text in said), actor.name
    assert found(hall.clerk, at(DUE + timedelta(days=1))) == []


def test_a_job_that_was_down_for_days_tells_the_light_of_its_own_moment(hall: Hall) -> None:
    no = hall.accepted()
    assert run(hall, at(DUE + timedelta(days=9))) == 1
    assert lit(hall, no) == [("promise", "red")]


def test_the_statute_is_told_as_well_and_apart(hall: Hall) -> None:
    no = hall.accepted()
    run(hall, at(DUE + timedelta(days=1)))
    run(hall, at(LAW))
    run(hall, at(LAW + timedelta(days=1)))
    assert lit(hall, no) == [("promise", "red"), ("statutory", "yellow"), ("statutory", "red")]


def test_the_center_says_how_early(hall: Hall) -> None:
    no = hall.accepted()
    places.change_center(actor=hall.system, settings={"yellow_threshold": 3})
    assert run(hall, at(date(2026, 11, 25), 9)) == 1
    assert lit(hall, no) == [("promise", "yellow")]


def test_who_signed_for_the_papers_is_told_and_not_his_colleagues(hall: Hall) -> None:
    no = hall.accepted()
    made = cases.hand_over(actor=hall.clerk, cases=[no])
    cases.take_over(actor=hall.officer, handover=made["id"])
    run(hall, at(DUE))
    colleague = replace(hall.officer, id=uuid4())
    assert len(found(hall.officer, at(DUE))) == 1 and found(colleague, at(DUE)) == []


def test_many_lights_are_one_message_to_those_who_oversee(hall: Hall, lead: Actor, overseer: Actor) -> None:
    nos = [hall.accepted() for _ in range(3)]
    assert run(hall, at(DUE)) == 3
    for actor in (lead, overseer):
        listed = [text for text in found(actor, at(DUE)) if text.startswith("3 件办件临期")]
        assert len(listed) == 1 and all(no in listed[0] for no in nos)


def test_what_is_decided_in_time_is_told_to_nobody(hall: Hall) -> None:
    no = hall.accepted()
    cases.decide(actor=hall.officer, case=no, decision="approve", reasons="符合")
    run(hall, at(DUE + timedelta(days=2)))
    assert not [kind for kind, _ in lit(hall, no) if kind in ("promise", "statutory")]


def test_a_correction_due_soon_is_told_to_the_applicant_with_the_guide_s_link(hall: Hall) -> None:
    no = hall.open()["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    hall.decide(no, "one_time_notice", correction_days=5)
    assert run(hall, at(DUE - timedelta(days=5))) == 1
    with reading(hall.clerk):
        (message,) = Message.objects.filter(channel="sms")
        code = cases.case_page(hall.clerk, no).tracking_code
    assert message.template == "case.supply" and message.link == f"/q/{code}/"
    assert message.facts["guide"].endswith("/p/demo/items/L1/") and "%(guide)s" in message.text
    assert message.facts["due"] == "11月30日"
    assert reminders(hall, no)[0].told == ("经办人", "首席事务代表", "监督人员", "申请人")


def test_a_message_about_a_sensitive_case_names_the_item_in_no_link(hall: Hall) -> None:
    no = hall.open()["no"]
    hide(hall.clerk, no)
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    hall.decide(no, "one_time_notice", correction_days=5)
    run(hall, at(DUE - timedelta(days=5)))
    with reading(hall.clerk):
        (message,) = Message.objects.filter(channel="sms")
        code = cases.case_page(hall.clerk, no).tracking_code
    assert message.link == f"/q/{code}/" and message.facts["guide"].endswith("/p/demo/items/")
    assert "L1" not in str(message.facts["guide"])


def test_a_correction_that_is_over_goes_to_the_windows(hall: Hall) -> None:
    no = hall.open()["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    hall.decide(no, "one_time_notice", correction_days=5)
    run(hall, at(DUE + timedelta(days=1)))
    assert any("补正期限 11-30 已过" in text for text in found(hall.clerk, at(DUE + timedelta(days=1))))


def test_nobody_who_left_no_number_is_written_to(hall: Hall) -> None:
    from .halls import PERSON

    no = hall.open(parties=[{**PERSON, "phone": ""}])["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    hall.decide(no, "one_time_notice", correction_days=5)
    assert run(hall, at(DUE)) == 1
    assert "申请人" not in reminders(hall, no)[0].told


def test_a_special_procedure_that_outlasts_its_notice_is_late(hall: Hall) -> None:
    no = hall.accepted()
    with reading(hall.clerk):
        case_id = cases.case_page(hall.clerk, no).id
    stop = {
        "kind": "expert_review",
        "name": "专家评审",
        "basis": "行政许可法第四十五条",
        "days_needed": 5,
        "days_unit": "working_day",
    }
    from django.db import transaction

    from yichuang.domains.cases.models import Case, CaseDeadline
    from yichuang.foundation.scope import enter

    with transaction.atomic():
        enter(hall.system)
        CaseStop.objects.create(
            center_id=hall.id, case_id=case_id, state="running", state_since=clock.now(), started_at=clock.now(),
            started_by="赵", expected_until=DUE, **stop,
        )  # fmt: skip
        Case.objects.filter(pk=case_id).update(state="stopped", due=None)
        CaseDeadline.objects.filter(case_id=case_id, kind__in=["promise", "statutory"]).update(due=None, due_at=None)
    assert run(hall, at(DUE - timedelta(days=4))) == 0
    run(hall, at(DUE))
    run(hall, at(DUE + timedelta(days=1)))
    assert lit(hall, no) == [("procedure", "yellow"), ("procedure", "red")]


def test_ten_jobs_at_once_tell_each_light_once(hall: Hall) -> None:
    for _ in range(12):
        hall.accepted()
    faults: list[BaseException] = []

    def go() -> None:
        try:
            with clock.at(at(DUE)):
                cases.remind_due(actor=hall.system)
        except BaseException as broken:
            faults.append(broken)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=go) for _ in range(10)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert not faults
    with reading(hall.clerk):
        assert CaseReminder.objects.count() == 12
        assert Message.objects.filter(needs="deadline.read").count() == 1


def test_what_did_not_change_is_not_walked(hall: Hall) -> None:
    """With everything told, a run reads and writes nothing of any case."""
    for _ in range(5):
        hall.accepted()
    run(hall, at(DUE))
    with clock.at(at(DUE, 11)), Counted() as seen:
        assert cases.remind_due(actor=hall.system) == {"reminded": 0}
    assert len(seen.touched) <= 2 and not [sql for sql in seen.touched if "UPDATE" in sql or "INSERT" in sql], (
        seen.touched
    )


class Counted:
    """The statements that touch the tables of cases while it is open."""

    def __enter__(self) -> "Counted":
        self.touched: list[str] = []
        self.wrapper = connection.execute_wrapper(self._note)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.wrapper.__exit__(*exc)

    def _note(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if '"cases_' in sql:
            self.touched.append(sql)
        return execute(sql, params, many, context)


def test_the_job_looks_after_every_center(hall: Hall, other_hall: Hall) -> None:
    nos = {h.id: h.accepted() for h in (hall, other_hall)}
    with clock.at(at(DUE)):
        tasks.look_for_lights(timestamp=0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT args->>'center_id' FROM procrastinate_jobs WHERE task_name = 'cases.tell_lights'")
            asked = {UUID(row[0]) for row in cursor.fetchall()}
        assert {hall.id, other_hall.id} <= asked
        for h in (hall, other_hall):
            tasks.tell_lights_of(center_id=str(h.id))
    for h in (hall, other_hall):
        assert lit(h, nos[h.id]) == [("promise", "yellow")]


@pytest.mark.parametrize(
    ("today", "due", "light"),
    [
        (date(2026, 11, 25), date(2026, 11, 27), "green"),
        (date(2026, 11, 26), date(2026, 11, 27), "yellow"),
        (date(2026, 11, 27), date(2026, 11, 30), "yellow"),  # the weekend between counts for nothing
        (date(2026, 11, 28), date(2026, 11, 30), "yellow"),
        (date(2026, 11, 30), date(2026, 11, 30), "yellow"),
        (date(2026, 12, 1), date(2026, 11, 30), "red"),
        (date(2026, 9, 30), date(2026, 10, 8), "yellow"),  # the holiday of the first week of October
    ],
)
def test_a_light_is_of_working_days(today: date, due: date, light: str) -> None:
    assert reminding.light_of(today, due, 1, published()) == light

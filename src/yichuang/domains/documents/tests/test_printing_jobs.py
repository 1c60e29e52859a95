"""Prints are counted with a reason from the second on, here or at a neighbour's printer."""

from __future__ import annotations

import threading
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connections

from yichuang.domains.documents import api as papers
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading


def test_every_copy_counts_for_itself_and_a_second_time_says_why(hall) -> None:
    made, clerk = hall.issue("receipt"), hall.clerk("甲", window=hall.window("5"))
    papers.mark_printed(actor=clerk, paper=made["id"], copy="service")
    papers.mark_printed(actor=clerk, paper=made["id"], copy="archive")
    with pytest.raises(Invalid) as no:
        papers.mark_printed(actor=clerk, paper=made["id"], copy="both", reason=" ")
    assert (no.value.code, no.value.field) == ("paper.reprint_reason_missing", "reason")
    papers.mark_printed(actor=clerk, paper=made["id"], copy="both", reason="墨迹不清")
    life = hall.life(made["id"])
    assert life.paper.printed == 4
    assert [(p.copy, p.nth, p.place, p.reason) for p in life.prints] == [
        ("service", 1, "5 号窗口", ""), ("archive", 1, "5 号窗口", ""),
        ("service", 2, "5 号窗口", "墨迹不清"), ("archive", 2, "5 号窗口", "墨迹不清"),
    ]  # fmt: skip
    with reading(hall.actor):
        assert AuditEntry.objects.filter(action="paper.printed", reason="墨迹不清").count() == 1


def test_two_prints_at_once_get_two_places(hall) -> None:
    made, gate = hall.issue("receipt"), threading.Barrier(4)

    def run() -> None:
        gate.wait()
        try:
            papers.mark_printed(actor=hall.actor, paper=made["id"], reason="同时打印")
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run) for _ in range(4)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert sorted(p.nth for p in hall.life(made["id"]).prints) == [1, 2, 3, 4]


def test_a_paper_is_printed_at_a_neighbour_s_printer_by_its_clerk(hall) -> None:
    five, six = hall.window("5"), hall.window("6")
    mine, neighbour = hall.clerk("甲", window=five), hall.clerk("乙", window=six)
    printer = papers.add_printer(actor=hall.actor, code="P6", name="六号激光", window="6")["id"]
    made = hall.issue("receipt")
    job = papers.send_to_printer(actor=mine, paper=made["id"], printer=printer, note="我的打印机卡纸了")["id"]
    with reading(neighbour):
        [waiting] = papers.print_jobs(neighbour, window_id=six)
        assert papers.print_jobs(neighbour, window_id=five) == []
        assert [p.waiting for p in papers.printers(neighbour)] == [1]
    assert (waiting.number_text, waiting.from_place, waiting.note) == (made["number"], "5 号窗口", "我的打印机卡纸了")
    papers.print_job_done(actor=neighbour, job=job)
    life = hall.life(made["id"])
    assert {(p.by_name, p.place, p.nth) for p in life.prints} == {("乙", "6 号窗口（六号激光）", 1)}
    assert [(j.state, j.done_by_name) for j in life.jobs] == [("printed", "乙")]
    with pytest.raises(Refused) as no:
        papers.print_job_done(actor=neighbour, job=job)
    assert no.value.code == "print_job.wrong_state"
    with pytest.raises(Invalid) as no:
        papers.send_to_printer(actor=mine, paper=made["id"], printer=printer)
    assert no.value.field == "reason"


def test_what_waits_is_not_sent_twice_and_is_taken_back_by_who_may(hall) -> None:
    five, six = hall.window("5"), hall.window("6")
    mine, third = hall.clerk("甲", window=five), hall.clerk("丙", window=five)
    printer = papers.add_printer(actor=hall.actor, code="P6", name="六号激光", window="6")["id"]
    made = hall.issue("receipt")
    job = papers.send_to_printer(actor=mine, paper=made["id"], printer=printer)["id"]
    with pytest.raises(Refused) as no:
        papers.send_to_printer(actor=mine, paper=made["id"], printer=printer)
    assert no.value.code == "printer.waits_already"
    with pytest.raises(Denied):
        papers.cancel_print_job(actor=third, job=job, reason="不打了")
    with pytest.raises(Refused) as no:
        papers.change_printer(actor=hall.actor, printer=printer, name="六号激光", window="6", active=False)
    assert no.value.code == "printer.jobs_wait"
    papers.cancel_print_job(actor=hall.clerk("乙", window=six), job=job, reason="没有纸了")
    papers.change_printer(actor=hall.actor, printer=printer, name="六号激光", window="6", active=False)
    with pytest.raises(Refused) as no:
        papers.send_to_printer(actor=mine, paper=made["id"], printer=printer)
    assert no.value.code == "printer.retired"


def test_a_void_paper_is_not_printed_at_a_neighbour_s(hall) -> None:
    printer = papers.add_printer(actor=hall.actor, code="P1", name="大厅打印", place="咨询台旁")["id"]
    made = hall.issue("receipt")
    job = papers.send_to_printer(actor=hall.actor, paper=made["id"], printer=printer)["id"]
    papers.void_paper(actor=hall.actor, paper=made["id"], reason="写错")
    for act in (
        lambda: papers.print_job_done(actor=hall.actor, job=job),
        lambda: papers.send_to_printer(actor=hall.actor, paper=made["id"], printer=printer),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.code == "paper.is_void"


def test_a_printer_stands_somewhere_and_has_one_code(hall) -> None:
    papers.add_printer(actor=hall.actor, code="P1", name="甲机", place="咨询台旁")
    for over, code in (
        ({"code": "P1", "name": "乙机", "place": "x"}, "printer.taken"),
        ({"code": " ", "name": "乙机", "place": "x"}, "printer.code_missing"),
        ({"code": "P2", "name": "", "place": "x"}, "printer.name_missing"),
        ({"code": "P2", "name": "乙机"}, "printer.place_missing"),
        ({"code": "P2", "name": "乙机", "window": "99"}, "window.missing"),
    ):
        with pytest.raises(Refused) as no:
            papers.add_printer(actor=hall.actor, **over)
        assert no.value.code == code


def test_another_center_s_printer_paper_and_job_are_missing(hall, other_hall) -> None:
    printer = papers.add_printer(actor=hall.actor, code="P1", name="甲机", place="咨询台旁")["id"]
    made = hall.issue("receipt")
    job = papers.send_to_printer(actor=hall.actor, paper=made["id"], printer=printer)["id"]
    stranger = other_hall.actor
    for act in (
        lambda: papers.send_to_printer(actor=stranger, paper=made["id"], printer=printer),
        lambda: papers.print_job_done(actor=stranger, job=job),
        lambda: papers.cancel_print_job(actor=stranger, job=job, reason="x"),
        lambda: papers.change_printer(actor=stranger, printer=printer, name="x", place="y"),
    ):
        with pytest.raises(Missing):
            act()


def test_the_same_key_prints_once(hall) -> None:
    made = hall.issue("receipt")
    for _ in range(2):
        papers.mark_printed(actor=hall.actor, key="k", paper=made["id"])
    assert hall.one(made["id"]).printed == 1


def test_a_department_s_staff_find_their_own_papers_only(hall) -> None:
    made = hall.issue("approval")
    caps = frozenset({"case.read", "case.decide"})
    here = replace(hall.actor, capabilities=caps, department_id=UUID(hall.department))
    there = replace(here, department_id=UUID(int=9))
    with pytest.raises(Missing):
        papers.mark_printed(actor=there, paper=made["id"])
    papers.mark_printed(actor=here, paper=made["id"])

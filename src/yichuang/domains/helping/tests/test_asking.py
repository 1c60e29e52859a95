"""A question from a window: asked, answered in time or late, asked on, sent to others, kept for all."""

import threading
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import connections

from yichuang.domains.catalog import api as catalog
from yichuang.domains.helping import api as helping
from yichuang.domains.places import api as places
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading


def at(center: places.CenterInfo, hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=center.zone)


@pytest.fixture
def fixer(center: places.CenterInfo, clerk: Actor) -> Actor:
    """Looks after the machines; and the center is open from nine to five."""
    places.set_opening_hours(actor=Actor.system(center.id), week={str(d): [["09:00", "17:00"]] for d in range(5)})
    return replace(clerk, id=uuid4(), name="周工", capabilities=frozenset({"device.mend", "question.answer"}))


def test_a_question_is_answered_in_its_time_settled_and_kept(
    center: places.CenterInfo, clerk: Actor, fixer: Actor
) -> None:
    with clock.at(at(center, 16, 50)):
        made = helping.ask(actor=clerk, kind="hardware", text="打印机怎么换纸", window="3")
        assert made["due_at"].startswith("2026-11-24T09:20")  # ten minutes today, twenty tomorrow
        with reading(fixer):
            assert [line.text for line in messages.inbox(fixer)[0]] == [
                "3号窗口 李晓云 求助（硬件故障）：打印机怎么换纸"
            ]
            assert [q.text for q in helping.questions_to(fixer)] == ["打印机怎么换纸"]
    asked = UUID(made["id"])
    with clock.at(at(center, 9, 5, day=24)):
        helping.answer(actor=fixer, question=asked, text="打开上盖，放进纸卷")
        with pytest.raises(Refused, match=r"question\.wrong_state"):
            helping.answer(actor=fixer, question=asked, text="再答")
        with reading(clerk):
            assert helping.answers_waiting(clerk) == 1
            (mine,) = helping.my_questions(clerk)
            assert mine.answer == "打开上盖，放进纸卷" and not mine.late and messages.unread(clerk) == 1
        helping.settle(actor=clerk, question=asked)
        helping.keep(actor=fixer, question=asked, title="换打印纸")
        with reading(clerk):
            assert helping.answers_waiting(clerk) == 0
            assert [k.kept_title for k in helping.knowledge(clerk, "打印 上盖")] == ["换打印纸"]
            assert helping.knowledge(clerk, "打印 印章") == []
            figures = {f.kind: f for f in helping.figures(clerk)}
        hardware = figures["hardware"]
        assert (hardware.asked, hardware.in_time, hardware.median_minutes, hardware.percent) == (1, 1, 15, 100)
        assert figures["system"].percent is None


def test_a_late_one_shows_and_counts_and_can_be_asked_on(center: places.CenterInfo, clerk: Actor, fixer: Actor) -> None:
    with clock.at(at(center, 9)):
        late = UUID(helping.ask(actor=clerk, kind="hardware", text="读卡器没反应")["id"])
        never = UUID(helping.ask(actor=clerk, kind="hardware", text="叫号器响个不停")["id"])
    with clock.at(at(center, 9, 31)):
        with reading(clerk):
            assert [q.late for q in helping.open_questions(clerk)] == [True, True]
        helping.answer(actor=fixer, question=late, text="拔下再插上")
        helping.ask_on(actor=clerk, question=late, text="还是不行")
        with reading(clerk):
            found = helping.question(clerk, late)
            hardware = next(f for f in helping.figures(clerk) if f.kind == "hardware")
        assert found.state == "asked" and [e.what for e in found.entries] == ["ask", "answer", "ask"]
        assert (hardware.answered, hardware.in_time, hardware.late_open, hardware.percent) == (1, 0, 1, 0)
        helping.withdraw(actor=clerk, question=never)
        with reading(clerk):
            assert next(f for f in helping.figures(clerk) if f.kind == "hardware").asked == 1


def test_it_goes_to_those_who_know_and_to_nobody_else(
    center: places.CenterInfo, clerk: Actor, fixer: Actor, other_clerk: Actor
) -> None:
    asked = UUID(helping.ask(actor=clerk, kind="hardware", text="系统里怎么改开窗时间")["id"])
    office = replace(fixer, id=uuid4(), capabilities=frozenset({"case.decide", "question.answer"}))
    for act, no in (
        (lambda: helping.answer(actor=office, question=asked, text="不知道"), r"question\.not_to_you"),
        (lambda: helping.settle(actor=replace(clerk, id=uuid4()), question=asked), r"question\.not_yours"),
        (lambda: helping.answer(actor=clerk, question=asked, text="x"), r"actor\.lacks_capability"),
    ):
        with pytest.raises(Denied, match=no):
            act()
    with pytest.raises(Invalid, match=r"question\.no_answer"):
        helping.keep(actor=fixer, question=asked, title="x")
    with pytest.raises(Missing, match=r"question\.missing"):
        helping.withdraw(actor=other_clerk, question=asked)
    for wrong in (
        {"kind": "weather", "text": "x"},
        {"kind": "system", "text": " "},
        {"kind": "system", "text": "字" * 601},
    ):
        with pytest.raises(Invalid):
            helping.ask(actor=clerk, **wrong)
    helping.forward(actor=fixer, question=asked, kind="system")
    admin = replace(fixer, id=uuid4(), capabilities=frozenset({"system.manage", "question.answer"}))
    with reading(admin):
        (put,) = helping.questions_to(admin)
        assert put.kind == "system" and messages.unread(admin) == 1
    with reading(fixer):
        assert helping.questions_to(fixer) == []


def test_only_the_asker_goes_on_and_only_those_who_know_send_on_or_keep(
    center: places.CenterInfo, clerk: Actor, fixer: Actor
) -> None:
    asked = UUID(helping.ask(actor=clerk, kind="hardware", text="评价器不亮")["id"])
    office = replace(fixer, id=uuid4(), capabilities=frozenset({"case.decide", "question.answer"}))
    neighbour = replace(clerk, id=uuid4())
    for act, kind, no in (
        (lambda: helping.forward(actor=office, question=asked, kind="business"), Denied, r"question\.not_to_you"),
        (lambda: helping.keep(actor=office, question=asked, title="x"), Denied, r"question\.not_to_you"),
        (lambda: helping.withdraw(actor=neighbour, question=asked), Denied, r"question\.not_yours"),
        (lambda: helping.forward(actor=fixer, question=asked, kind="hardware"), Invalid, r"question\.kind"),
        (lambda: helping.forward(actor=fixer, question=asked, kind="weather"), Invalid, r"question\.kind"),
        (lambda: helping.answer(actor=fixer, question=asked, text=" "), Invalid, r"question\.text_needed"),
        (lambda: helping.settle(actor=clerk, question=asked), Refused, r"question\.wrong_state"),
        (lambda: helping.ask_on(actor=clerk, question=asked, text="还没有"), Refused, r"question\.wrong_state"),
    ):
        with pytest.raises(kind, match=no):
            act()
    helping.answer(actor=fixer, question=asked, text="换电池")
    for act, kind, no in (
        (lambda: helping.ask_on(actor=neighbour, question=asked, text="x"), Denied, r"question\.not_yours"),
        (lambda: helping.settle(actor=neighbour, question=asked), Denied, r"question\.not_yours"),
        (lambda: helping.keep(actor=fixer, question=asked, title="字" * 101), Invalid, r"question\.too_long"),
        (lambda: helping.ask_on(actor=clerk, question=asked, text="字" * 601), Invalid, r"question\.too_long"),
    ):
        with pytest.raises(kind, match=no):
            act()
    with reading(clerk):
        assert [e.what for e in helping.question(clerk, asked).entries] == ["ask", "answer"]


def test_each_act_needs_its_own_right(clerk: Actor, fixer: Actor) -> None:
    asked = UUID(helping.ask(actor=clerk, kind="hardware", text="评价器不亮")["id"])
    mute, nobody = replace(fixer, capabilities=frozenset({"device.mend"})), replace(clerk, capabilities=frozenset())
    for act in (
        lambda: helping.ask(actor=nobody, kind="hardware", text="x"),
        lambda: helping.answer(actor=mute, question=asked, text="x"),
        lambda: helping.forward(actor=mute, question=asked, kind="system"),
        lambda: helping.keep(actor=mute, question=asked, title="x"),
        lambda: helping.withdraw(actor=nobody, question=asked),
    ):
        with pytest.raises(Denied, match=r"actor\.lacks_capability"):
            act()


def test_who_reads_two_centers_finds_only_the_questions_of_his_own(
    center: places.CenterInfo, other_center: places.CenterInfo, clerk: Actor, fixer: Actor
) -> None:
    """The database lets him see both; the room asks in the center in which he stands."""
    asked = UUID(helping.ask(actor=clerk, kind="hardware", text="评价器不亮")["id"])
    helping.answer(actor=fixer, question=asked, text="换电池")
    helping.keep(actor=fixer, question=asked, title="评价器换电池")
    helping.ask(actor=clerk, kind="hardware", text="打印机卡纸")
    across = replace(fixer, center_id=other_center.id, reads=(other_center.id, center.id))
    with reading(across):
        assert helping.open_questions(across) == helping.questions_to(across) == helping.knowledge(across) == []
        assert sum(f.asked for f in helping.figures(across)) == 0
        with pytest.raises(Missing, match=r"question\.missing"):
            helping.question(across, asked)
    for act in (
        lambda: helping.forward(actor=across, question=asked, kind="system"),
        lambda: helping.keep(actor=across, question=asked, title=""),
    ):
        with pytest.raises(Missing, match=r"question\.missing"):
            act()


def test_the_first_answer_counts_and_asking_on_begins_a_new_time(
    center: places.CenterInfo, clerk: Actor, fixer: Actor
) -> None:
    with clock.at(at(center, 10)):
        asked = UUID(helping.ask(actor=clerk, kind="hardware", text="评价器不亮")["id"])
    with clock.at(at(center, 10, 5)):
        helping.answer(actor=fixer, question=asked, text="换电池")
    with clock.at(at(center, 11)):
        assert helping.ask_on(actor=clerk, question=asked, text="还是不亮")["due_at"].startswith(
            "2026-11-23T03:30"
        )  # half past eleven there
    with clock.at(at(center, 12, 30)):
        helping.answer(actor=fixer, question=asked, text="送修")
        with reading(clerk):
            hardware = next(f for f in helping.figures(clerk) if f.kind == "hardware")
    assert (hardware.in_time, hardware.median_minutes) == (1, 5)


def test_only_a_question_about_business_goes_to_the_department_of_its_item(
    clerk: Actor, fixer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one that was sent on to others leaves the department's list."""
    department = uuid4()
    monkeypatch.setattr(catalog, "offer", lambda actor, code: SimpleNamespace(first_department_id=department))
    office = replace(
        fixer, id=uuid4(), department_id=department, capabilities=frozenset({"case.decide", "question.answer"})
    )
    admin = replace(fixer, id=uuid4(), capabilities=frozenset({"system.manage", "question.answer"}))

    def put_to(who: Actor) -> list[str]:
        with reading(who):
            found = [q.text for q in helping.questions_to(who)]
            assert messages.unread(who) >= len(found), "and each is told to those whose it is"
            return found

    one = UUID(helping.ask(actor=clerk, kind="business", text="要不要健康证", item="S04")["id"])
    helping.ask(actor=clerk, kind="system", text="页面打不开", item="S04")
    assert (put_to(office), put_to(admin)) == (["要不要健康证"], ["页面打不开"])
    helping.forward(actor=office, question=one, kind="system")
    assert (put_to(office), sorted(put_to(admin))) == ([], ["要不要健康证", "页面打不开"])


def test_of_several_who_answer_at_once_one_does_and_the_others_are_told_why(
    real_db: None, center: places.CenterInfo, clerk: Actor, fixer: Actor
) -> None:
    asked = UUID(helping.ask(actor=clerk, kind="hardware", text="打印机卡纸")["id"])
    told: list[str] = []
    gate = threading.Barrier(5)

    def answer(n: int) -> None:
        gate.wait()
        try:
            helping.answer(actor=replace(fixer, id=uuid4()), question=asked, text=f"第 {n} 个办法")
            told.append("done")
        except Refused as no:
            told.append(no.code)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=answer, args=(n,)) for n in range(5)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(told) == ["done", *["question.wrong_state"] * 4]

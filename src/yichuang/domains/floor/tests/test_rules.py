"""What calls for attention, as a pure rule: each kind at its edge, what silences it, and what brings it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest

from yichuang.domains.floor import rules
from yichuang.domains.floor.labels import detail, headline
from yichuang.domains.floor.rules import OpenCall, OpenFault, OpenOrder, OpenQuestion, Settled
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
STAFF = UUID(int=7)


def ago(minutes: float) -> datetime:
    return NOON - timedelta(minutes=minutes)


def window(code: str = "3", **more: object) -> queueing.HallWindow:
    line = queueing.WindowLine(
        UUID(int=int(code)), code, "综合", "service", "open", "", None, ago(90), STAFF, "李晓云", ("A",), None
    )
    extra = {k: more.pop(k) for k in ("tied", "absence") if k in more}
    return queueing.HallWindow(replace(line, **more), "H", 0, **extra)  # type: ignore[arg-type]


def queue(waiting: int = 1, oldest: float = 0, code: str = "A") -> queueing.HallQueue:
    wait = queueing.WaitRange(0, 5, "next")
    line = queueing.QueueLine(uuid4(), code, "综合", "", waiting, 0, None, ("3",), 20, wait)
    return queueing.HallQueue(line, waiting, 0, ago(oldest) if waiting else None, 0, 0)


def away(minutes: float, **more: object) -> queueing.AbsenceView:
    started = ago(minutes)
    row = queueing.AbsenceView(
        UUID(int=9), UUID(int=3), "3", "大厅", date(2026, 11, 24), STAFF, "李晓云", "rest", 15, True, started, None, started, None,
        None, started + timedelta(minutes=15), None, "", timedelta(minutes=minutes),
    )  # fmt: skip
    return replace(row, **more)  # type: ignore[arg-type]


def hall(*windows: queueing.HallWindow, queues: tuple[queueing.HallQueue, ...] = ()) -> queueing.HallState:
    return queueing.HallState(NOON, (queueing.HallZone("H", "大厅", "", "", windows, ("A",)),), queues)


alerts = partial(rules.alerts, unstarted=timedelta(minutes=places.SETTINGS["unstarted_alert_minutes"].default))


def kinds(state: queueing.HallState, **more: object) -> list[tuple[str, str]]:
    return [(a.kind, a.level) for a in alerts(state, **more)]  # type: ignore[arg-type]


def test_a_calm_hall_says_nothing() -> None:
    assert kinds(hall(window(), queues=(queue(5, 19), queue(0)))) == []


@pytest.mark.parametrize(
    ("minutes", "level"),
    [(19, None), (20, "warn"), (39, "warn"), (40, "bad")],
    ids=["before", "at", "below twice", "twice"],
)
def test_a_wait_is_told_at_the_target_and_gravely_at_twice_of_it(minutes: int, level: str | None) -> None:
    assert kinds(hall(window(), queues=(queue(1, minutes),))) == ([("wait", level)] if level else [])


def test_people_without_a_window_are_worse_than_a_long_wait() -> None:
    for closed in ("paused", "closed"):
        assert ("no_window", "bad") in kinds(hall(window(state=closed), queues=(queue(2, 50),)))
    assert kinds(hall(window(queues=("B",)), queues=(queue(2, 50),))) == [("no_window", "bad")]
    nobody = {"staff_id": None, "staff_name": ""}
    assert kinds(hall(window(**nobody), queues=(queue(2, 50),))) == [("no_window", "bad")], (
        "opened, and nobody sits there"
    )
    assert kinds(hall(window(**nobody), window("4"), queues=(queue(2, 5),))) == []


def test_an_absence_is_told_before_it_is_too_long_only_if_nobody_will_be_back() -> None:
    paused = {"state": "paused", "reason": "rest"}
    assert kinds(hall(window(**paused, absence=away(5)))) == [("no_cover", "warn")]
    back = away(5, expected_return=ago(-10))
    assert kinds(hall(window(**paused, absence=back))) == []
    late = away(
        5,
        expected_return=ago(
            -10,
        )
        + timedelta(seconds=1),
    )
    assert kinds(hall(window(**paused, absence=late))) == [("no_cover", "warn")]
    over = away(15, overlong_at=NOON)
    assert kinds(hall(window(**paused, absence=over))) == [("away", "bad")]
    cover = queueing.CoverView(UUID(int=8), "王立新", ago(1), None)
    assert kinds(hall(window(absence=replace(over, covers=(cover,))))) == []


def test_a_window_that_is_not_back_when_it_said_is_told_once_and_not_beside_an_overlong_absence() -> None:
    said = {"state": "paused", "reason": "paperwork", "expected_return": ago(1)}
    assert kinds(hall(window(**said))) == [("late_return", "warn")]
    assert kinds(hall(window(**{**said, "expected_return": NOON}))) == []
    assert kinds(hall(window(**said, absence=away(16, overlong_at=ago(1))))) == [("away", "bad")]


def test_numbers_left_at_a_closed_window_are_told() -> None:
    held = queueing.TiedTicket(uuid4(), "A007", "A", "held", ago(8), UUID(int=3))
    missed = replace(held, state="absent", number="A008")
    assert kinds(hall(window(tied=(held,)))) == []
    found = alerts(hall(window(state="closed", tied=(held, missed))))
    assert [(a.kind, a.numbers) for a in found] == [("stranded", ("A007",))]
    assert kinds(hall(window(state="closed", tied=(missed,)))) == []


def test_calls_come_first_and_say_who_goes() -> None:
    call = OpenCall(UUID(int=1), "help", "person", "3", "3", "李晓云", ago(2), "苏岚")
    found = alerts(hall(window(), queues=(queue(1, 25), queue(1, 60, "B"))), [call])
    assert [(a.kind, a.sent) for a in found] == [("help", "苏岚"), ("no_window", ""), ("wait", "")]


def test_who_is_on_the_way_is_said_with_the_alert() -> None:
    order = OpenOrder(UUID(int=2), "cover", UUID(int=3), "3", "王立新", ago(1))
    state = hall(window(state="paused", reason="rest", absence=away(5)))
    assert [a.sent for a in alerts(state, (), [order])] == ["王立新"]


def test_what_was_settled_is_silent_and_a_wait_comes_back_after_a_quarter_of_an_hour() -> None:
    state = hall(window(), queues=(queue(1, 25),))
    key = alerts(state)[0].key
    for minutes, told in ((14, []), (15, [("wait", "warn")])):
        assert kinds(state, known=[Settled(key, ago(minutes))]) == told
    gone = hall(window(state="paused", reason="rest", absence=away(60, overlong_at=ago(45))))
    assert kinds(gone, known=[Settled(alerts(gone)[0].key, ago(44))]) == []


def test_whoever_saw_it_is_named() -> None:
    state = hall(window(), queues=(queue(1, 25),))
    found = alerts(state, known=[Settled(alerts(state)[0].key, None, "苏岚", ago(1))])
    assert (found[0].seen_name, found[0].seen_at) == ("苏岚", ago(1))


def test_a_fault_is_told_until_it_is_mended_and_stands_behind_what_people_wait_for() -> None:
    faults = [
        OpenFault("fault:1", "1号自助机", "paper", "", ago(3000)),
        OpenFault("silent:2", "大屏", "silent", "", ago(9), "周工", "下午来修"),
    ]
    state = hall(window(), queues=(queue(1, 25),))
    found = alerts(state, faults=faults)
    assert [(a.kind, a.key) for a in found] == [("wait", "wait:A"), ("device", "fault:1"), ("device", "silent:2")]
    assert (headline(found[1]), detail(found[1])) == ("1号自助机：缺纸", "还没有人接单")
    assert (headline(found[2]), detail(found[2])) == ("大屏：失去联系", "周工：下午来修")
    assert kinds(hall(window()), faults=faults, known=[Settled("fault:1", ago(1)), Settled("silent:2", ago(500))]) == []


def test_a_question_is_told_after_its_answer_time_and_anew_when_it_was_asked_on() -> None:
    one = OpenQuestion(UUID(int=4), "hardware", "3", "李晓云", "怎么换纸", ago(40), NOON)
    assert kinds(hall(window()), questions=[one]) == []
    late = replace(one, due_at=ago(7))
    (found,) = alerts(hall(window()), questions=[late])
    assert (found.kind, found.level, detail(found)) == ("question", "warn", "怎么换纸")
    assert headline(found) == "3 号 李晓云 求助（硬件故障），答复超时 7 分钟"
    assert headline(alerts(hall(window()), questions=[replace(late, window="")])[0]).startswith("李晓云 求助")
    settled = [Settled(found.key, ago(1))]
    assert kinds(hall(window()), questions=[late], known=settled) == []
    assert kinds(hall(window()), questions=[replace(late, due_at=ago(2))], known=settled) == [("question", "warn")]


def called(minutes: float, state: str = "called") -> queueing.TicketView:
    """A number that is at the window in this state for so long."""
    at = ago(minutes)
    return queueing.TicketView(
        UUID(int=5), "A001", "TRACKING", "A", "综合", "", state, False, "", (), "", "kiosk", "", at, at, at, at,
        at if state == "serving" else None, None, UUID(int=3), "3", "综合", "", 0, False, "", "", {},
    )  # fmt: skip


def test_a_number_that_was_called_and_whose_service_never_began_is_told_until_the_clerk_acts() -> None:
    assert kinds(hall(window(ticket=called(4.9)))) == []
    (found,) = alerts(hall(window(ticket=called(5))))
    assert (found.kind, found.level, found.window, found.since) == ("unstarted", "warn", "3", NOON)
    assert headline(found) == "3 号呼叫 A001 已 5 分钟，没有开始办理"
    assert detail(found) == "李晓云；来了请按“开始办理”，没来请按“过号”"
    assert kinds(hall(window(ticket=called(300, "serving")))) == []
    assert kinds(hall(window(ticket=called(5), state="paused"))) == [("unstarted", "warn")]


def test_how_long_a_call_may_stand_is_the_center_s_and_a_recall_counts_anew() -> None:
    assert places.SETTINGS["unstarted_alert_minutes"].default == 5
    state = hall(window(ticket=called(7)))
    for limit, told in ((7, [("unstarted", "warn")]), (8, [])):
        assert kinds(state, unstarted=timedelta(minutes=limit)) == told
    settled = [Settled(alerts(state)[0].key, ago(1))]
    assert kinds(state, known=settled) == []
    again = hall(window(ticket=called(6)))
    assert kinds(again, known=settled) == [("unstarted", "warn")]

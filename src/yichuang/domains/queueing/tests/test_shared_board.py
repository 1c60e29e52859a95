"""A board that many read is made once, and each act shows at the next reading all the same."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing import queries
from yichuang.domains.queueing.models import Queue, QueueOutlook, Ticket, WindowDesk
from yichuang.foundation import clock, dispatch, prepared, scope, shared
from yichuang.foundation.scope import reading


@pytest.fixture(autouse=True)
def _kept(settings) -> Iterator[None]:
    settings.YICHUANG_SHARED_MS = 5000
    shared.forget()
    yield
    shared.forget()


def test_a_second_reading_is_the_first_one(hall):
    hall.issue()
    assert hall.board() is hall.board()
    with reading(hall.actor), CaptureQueriesContext(connection) as seen:
        assert queueing.desks(hall.actor) is queueing.board(hall.actor).windows
    assert not [q for q in seen.captured_queries if "queueing_ticket" in q["sql"]]


def test_every_act_at_a_window_changes_the_stamp_and_shows_at_once(hall):
    stamps = set()

    def changed() -> queueing.Board:
        with reading(hall.actor):
            stamp = queueing.board_stamp(hall.actor)
        assert stamp not in stamps
        stamps.add(stamp)
        return hall.board()

    ticket = hall.issue()
    assert changed().waiting == 1
    hall.call("1")
    assert changed().waiting == 0
    assert hall.window("1").ticket.state == "called"
    hall.act(queueing.start, ticket)
    changed()
    assert hall.window("1").ticket.state == "serving"
    assert hall.panel("1").window.ticket.state == "serving"
    hall.act(queueing.finish, ticket)
    changed()
    assert hall.window("1").ticket is None
    queueing.pause_window(
        actor=hall.actor, window="2", reason="rest", expected_return=clock.now() + timedelta(minutes=10)
    )
    changed()
    assert hall.window("2").state == "paused"
    queueing.set_up_queue(actor=hall.actor, code="N", name="新队列")
    assert "N" in [q.code for q in changed().queues]


def test_a_new_look_at_the_waits_changes_the_stamp(hall):
    """It writes no line of the log, so the outlooks are watched themselves."""
    with reading(hall.actor):
        before = queueing.board_stamp(hall.actor)
        queue = next(q.id for q in queueing.board(hall.actor).queues if q.code == "A")
    with transaction.atomic():
        scope.enter(hall.actor)
        QueueOutlook.objects.create(
            center_id=hall.center_id, queue_id=queue, at=clock.now(), low=42, high=55, called=True, before_close=1.0,
            left=9999.0, basis="today",
        )  # fmt: skip
    with reading(hall.actor):
        assert queueing.board_stamp(hall.actor) != before
    line = next(q for q in hall.board().queues if q.code == "A")
    assert (line.wait.from_minutes, line.wait.to_minutes) == (42, 55)


def test_two_centers_never_share(hall, center):
    from yichuang.domains.places import api as places
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.ids import uuid7

    other = Actor.system(uuid7())
    places.found_center(actor=other, code="other", name="另一中心", region="500198")
    hall.issue()
    assert hall.board().waiting == 1
    with reading(other):
        assert queueing.board(other).queues == ()


def test_a_windows_figures_are_those_of_its_panel(hall):
    """Everybody's calls, people sent to one window, a window that is away: the small reading says what the large one says."""

    def same() -> None:
        for code in ("1", "2"):
            panel = hall.panel(code)
            with reading(hall.actor):
                found = queueing.window_figures(hall.actor, window=code)
            assert (found.state, found.waiting, found.longest_wait) == (
                panel.window.state, panel.waiting, panel.longest_wait,
            )  # fmt: skip

    same()
    tickets = [hall.issue() for _ in range(4)]
    same()
    hall.call("1")
    same()
    hall.act(queueing.start, tickets[0])
    hall.act(queueing.transfer, tickets[0], window="2", reason="找错窗口")
    same()
    with reading(hall.actor):
        assert queueing.window_figures(hall.actor, window="2").waiting == 4
    queueing.pause_window(
        actor=hall.actor, window="2", reason="rest", expected_return=clock.now() + timedelta(minutes=10)
    )
    same()


def test_one_look_at_the_line_serves_everybody_in_it(hall):
    tickets = [hall.issue() for _ in range(3)]

    def ahead() -> list[int | None]:
        with reading(hall.actor):
            return [queueing.ticket(hall.actor, t["id"]).ahead for t in tickets]

    assert ahead() == [0, 1, 2]
    with CaptureQueriesContext(connection) as sent:
        ahead()
    assert not [q for q in sent.captured_queries if "callingorder" in q["sql"]]
    hall.call("1")
    with reading(hall.actor):
        assert [queueing.ticket(hall.actor, t["id"]).ahead for t in tickets[1:]] == [0, 1]


def test_whoever_came_after_the_look_is_found_in_the_line(hall, monkeypatch):
    """The line was read before his number was committed, and he asks within the same moment."""
    first = hall.issue()
    with reading(hall.actor):
        stamp = queueing.board_stamp(hall.actor)
        monkeypatch.setattr(queries, "board_stamp", lambda actor: stamp)
        queueing.ticket(hall.actor, first["id"])
    late = hall.issue()
    with reading(hall.actor):
        assert queueing.ticket(hall.actor, late["id"]).ahead == 1


def test_a_look_that_changes_what_hangs_tells_the_boards_though_nobody_waits(hall):
    places.set_opening_hours(actor=hall.actor, week={str(day): [["09:00", "17:00"]] for day in range(5)})

    def told() -> bool:
        heard: list[str] = []
        mark = dispatch.told.set(heard)
        try:
            queueing.announce(actor=hall.actor)
        finally:
            dispatch.told.reset(mark)
        return bool(heard)

    with clock.at(datetime(2026, 11, 23, 2, 0, tzinfo=UTC)):
        hall.sit("1", "2", "3")
        assert told()
        assert not told(), "nothing else hangs there"
        for window in "123":
            queueing.close_window(actor=hall.actor, window=window)
        assert told(), "no window is open now"
    with clock.at(datetime(2026, 11, 23, 2, 10, tzinfo=UTC)):
        assert told(), "what was said ten minutes ago had given way to a rough rule"


@pytest.mark.parametrize("model", [Ticket, WindowDesk, Queue])
def test_prepared_rows_are_as_django_gives_them(hall, model):
    """Instants, lists, JSON, nothing: the board is drawn from rows that no queryset has read."""
    hall.issue(priority="elder")
    hall.issue()
    hall.call("1")
    queueing.pause_window(
        actor=hall.actor, window="2", reason="rest", expected_return=clock.now() + timedelta(minutes=10)
    )
    with reading(hall.actor):
        plain = list(model.objects.filter(center_id=hall.center_id).order_by("id"))
        found = prepared.models(model, "center_id = %s ORDER BY id", [hall.center_id])
    assert len(plain) > 1

    def values(rows):
        return [{f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields} for row in rows]

    assert values(found) == values(plain)

"""Opening, pausing and closing windows, and setting up queues."""

import re
from datetime import timedelta

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Missing, Refused


def test_an_opened_window_names_who_sits_there_until_a_colleague_takes_over(hall, clerk):
    queueing.open_window(actor=clerk, window="1")
    assert (hall.window("1").state, hall.window("1").staff_name) == ("open", clerk.name)
    queueing.open_window(actor=hall.actor, window="1")
    assert hall.window("1").staff_name == ""


def test_a_pause_has_a_reason_and_a_return_and_ends_by_opening(hall):
    until = clock.now() + timedelta(minutes=15)
    queueing.pause_window(actor=hall.actor, window="1", reason="meal", expected_return=until)
    seen = hall.window("1")
    assert (seen.state, seen.reason, seen.expected_return) == ("paused", "meal", until)
    queueing.open_window(actor=hall.actor, window="1")
    assert (hall.window("1").state, hall.window("1").expected_return) == ("open", None)


def test_a_pause_without_sense_is_refused(hall):
    with pytest.raises(Invalid):
        queueing.pause_window(actor=hall.actor, window="1", reason="boredom")
    with pytest.raises(Invalid):
        queueing.pause_window(
            actor=hall.actor, window="1", reason="rest", expected_return=clock.now() - timedelta(minutes=1)
        )


def test_a_closed_window_cannot_pause_or_close_again(hall):
    queueing.close_window(actor=hall.actor, window="1")
    for act in (queueing.pause_window, queueing.close_window):
        with pytest.raises(Refused) as no:
            act(actor=hall.actor, window="1")
        assert no.value.code == "window.wrong_state"


def test_a_window_with_somebody_at_it_does_not_close(hall):
    hall.issue()
    called = hall.call()
    with pytest.raises(Refused) as no:
        queueing.close_window(actor=hall.actor, window="1")
    assert no.value.code == "ticket.window_busy"
    hall.act(queueing.finish, called)
    queueing.close_window(actor=hall.actor, window="1")
    assert hall.window("1").state == "closed"


def test_another_centers_window_is_missing(hall, other_hall):
    places.add_window(actor=other_hall.actor, code="77", name="77", kind="service", zone="H")
    for act in (queueing.open_window, queueing.pause_window, queueing.close_window):
        with pytest.raises(Missing):
            act(actor=hall.actor, window="77")


def test_a_window_out_of_use_does_not_open(hall):
    places.change_window(actor=hall.actor, window_id=hall.window("5").id, active=False)
    with pytest.raises(Refused) as no:
        queueing.open_window(actor=hall.actor, window="5")
    assert no.value.code == "window.inactive"


def test_the_board_shows_every_window_those_never_opened_too(hall):
    assert [(w.code, w.state) for w in hall.board().windows] == [
        ("1", "open"), ("2", "open"), ("3", "open"), ("4", "open"), ("5", "closed")
    ]  # fmt: skip


def test_the_board_costs_the_same_statements_however_full_the_hall(hall):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from yichuang.foundation.scope import reading

    def cost() -> int:
        with reading(hall.actor), CaptureQueriesContext(connection) as seen:
            queueing.board(hall.actor)
        return len(seen)

    hall.board()  # the center's zone is looked up once in a process
    empty = cost()
    for _ in range(12):
        hall.issue()
    hall.call("1"), hall.call("2")
    assert (empty, cost()) == (7, 8)


def test_the_board_holds_nothing_of_a_person_but_the_number(hall):
    issued = hall.issue(phone="13800135678", priority="disabled", needs=["wheelchair"])
    called = hall.call()
    hall.act(queueing.start, called)
    queueing.note_ticket(actor=hall.actor, ticket=called["id"], note="带孩子")
    shown = re.sub("[0-9a-f-]{36}", "", repr(hall.board()))  # in an id, which is random, any four digits may stand
    for private in (issued["tracking_code"], "5678", "disabled", "wheelchair", "带孩子"):
        assert private not in shown
    panel = hall.panel().window.ticket
    assert (panel.phone_masked, panel.needs, panel.note) == ("138****5678", ("wheelchair",), "带孩子")


def test_the_line_shares_its_windows_in_the_announced_wait(hall):
    """A newcomer to B waits behind A's people too, because the same windows call both."""
    for _ in range(12):
        hall.issue("A")
    lines = {q.code: q for q in hall.board().queues}
    assert lines["B"].waiting == 0
    assert lines["B"].wait == lines["A"].wait
    assert lines["Z"].wait.basis == "next"


@pytest.mark.parametrize(
    ("field", "given"),
    [("code", "a1"), ("name", " "), ("target_minutes", 0), ("target_minutes", 5)],
)
def test_a_queue_is_set_up_with_sense(hall, field, given):
    """A target of five minutes would be shorter than the seven of priority people."""
    with pytest.raises(Invalid) as no:
        queueing.set_up_queue(actor=hall.actor, **{"code": "C", "name": "公安", field: given})
    assert no.value.field == field

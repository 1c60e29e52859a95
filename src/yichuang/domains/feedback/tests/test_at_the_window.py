"""With the real queue: finishing a ticket makes its window's evaluator ask, starting the next one ends that."""

import pytest

from yichuang.domains.feedback import api as feedback
from yichuang.domains.feedback import subscribers
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import dispatch
from yichuang.foundation.actor import Actor
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading


@pytest.fixture
def hall(db, settings, monkeypatch):
    settings.YICHUANG_ZONE_SOURCE = "yichuang.domains.places.api.zone_name"
    table = {"queueing.served.v1": [subscribers.ticket_served], "queueing.started.v1": [subscribers.ticket_started]}
    monkeypatch.setattr(dispatch, "wiring", lambda: dispatch.Wiring(in_step=table, jobs={}))
    actor = Actor.system(uuid7(), name="李窗口")
    places.found_center(actor=actor, code=f"c{actor.center_id.hex[-8:]}", name="云岭区政务服务中心", region="500199")
    queueing.set_up_queue(actor=actor, code="A", name="综合办事")
    places.add_zone(actor=actor, code="H", name="大厅")
    places.add_window(actor=actor, code="1", name="1号窗口", kind="service", zone="H")
    queueing.serve_queues(actor=actor, window="1", queues=["A"])
    queueing.open_window(actor=actor, window="1")
    return actor


def asks(actor):
    with reading(actor):
        window = next(d.id for d in queueing.desks(actor) if d.code == "1")
        return feedback.invitation_at(actor, window)


def test_the_evaluator_asks_when_a_ticket_is_finished_and_rests_when_the_next_one_starts(hall):
    first, second = (queueing.issue_ticket(actor=hall, queue="A") for _ in range(2))
    queueing.call_next(actor=hall, window="1")
    queueing.start(actor=hall, ticket=first["id"])
    assert asks(hall) is None
    citizen = Actor.citizen(hall.center_id)
    with reading(citizen):
        assert feedback.rating_state(citizen, f"ticket:{first['id']}").why == "rating.too_early"
    queueing.finish(actor=hall, ticket=first["id"])
    shown = asks(hall)
    assert (shown.label, shown.subject) == (first["number"], f"ticket:{first['id']}")
    queueing.call_next(actor=hall, window="1")
    queueing.start(actor=hall, ticket=second["id"])
    assert asks(hall) is None
    feedback.rate_by_code(actor=citizen, code=first["tracking_code"], grade=4)
    with reading(citizen):
        (rating,) = feedback.rating_state(citizen, f"ticket:{first['id']}").ratings
    assert (rating.grade, rating.staff_name, rating.window_id) == (4, "李窗口", shown.window_id)

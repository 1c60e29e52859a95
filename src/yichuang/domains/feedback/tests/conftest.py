"""Two invented centers with one window each. Visits are opened by the facts that queueing and cases would tell."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from yichuang.domains.feedback import api as feedback
from yichuang.domains.places import api as places
from yichuang.foundation import doors, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading


@command("tests.serve_visit", needs="")
def serve_visit(work: Work, *, window_id: UUID, ask: bool = True) -> dict[str, Any]:
    """A ticket that was served at a window: a door, a visit, an invitation."""
    ticket, code = uuid7(), privacy.random_code()
    doors.add(work, "ticket", code, ticket)
    visit = feedback.open_visit(
        work, subject=f"ticket:{ticket}", window_id=window_id, staff_id=work.actor.id, staff_name=work.actor.name
    )
    invitation = feedback.invite(work, visit_id=visit, window_id=window_id, label="A023") if ask else None
    return {"code": code, "subject": f"ticket:{ticket}", "invitation": invitation}


@command("tests.add_door", needs="")
def add_door(work: Work, *, kind: str) -> dict[str, Any]:
    code, id_ = privacy.random_code(), uuid7()
    doors.add(work, kind, code, id_)
    return {"code": code, "subject": f"{kind}:{id_}"}


def shanghai(center_id):
    return "Asia/Shanghai"


@pytest.fixture(autouse=True)
def _zones(settings):
    settings.YICHUANG_ZONE_SOURCE = f"{__name__}.shanghai"


@dataclass(frozen=True)
class Place:
    """Who is at one window of one center."""

    clerk: Actor
    evaluator: Actor
    citizen: Actor

    def serve(self, **more: Any) -> dict[str, Any]:
        return serve_visit(actor=self.clerk, window_id=self.evaluator.window_id, **more)

    def state(self, subject: str) -> feedback.RatingState:
        with reading(self.citizen):
            return feedback.rating_state(self.citizen, subject)

    def at_a_real_window(self) -> "Place":
        """The same place, with the evaluator at a window that the center has."""
        act = Actor.system(self.clerk.center_id)
        places.add_zone(actor=act, code="A", name="综合办事区")
        made = places.add_window(actor=act, code="5", name="综合办事", kind="service", zone="A")
        return replace(self, evaluator=replace(self.evaluator, window_id=UUID(made["id"])))

    def asks(self) -> feedback.InvitationView | None:
        with reading(self.evaluator):
            return feedback.invitation_at(self.evaluator, self.evaluator.window_id)


def build() -> Place:
    center = uuid7()
    caps = frozenset({"window.operate", "ticket.call", "rating.read"})
    clerk = Actor(
        "staff", id=uuid7(), name="李窗口", post="综合窗口", center_id=center, reads=(center,), capabilities=caps
    )
    device = Actor("device", device_id=uuid7(), name="评价器", center_id=center, reads=(center,), window_id=uuid7())
    return Place(clerk, device, Actor.citizen(center))


@pytest.fixture
def place():
    return build()


@pytest.fixture
def other_place():
    return build()


@pytest.fixture
def next_window(place):
    return replace(place.evaluator, device_id=uuid7(), window_id=uuid7())

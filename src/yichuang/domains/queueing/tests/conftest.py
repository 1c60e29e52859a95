"""A small hall for this room's tests: queues A and B, windows 1 to 3 open for both, 4 for Z, 5 never opened."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading


@command("tests.offer_item", needs="")
def offer_item(work: Work, *, item: str, queue: str = "") -> dict[str, Any]:
    """What the catalogue tells when the center offers an item, without a catalogue."""
    work.emit("catalog.offered.v1", f"item:{item}", item=item, queue=queue)
    return {}


@dataclass(frozen=True)
class Hall:
    """Shorthand for acting in one center with every right."""

    center_id: UUID
    actor: Actor

    def issue(self, queue: str = "A", **more: Any) -> dict[str, Any]:
        return queueing.issue_ticket(actor=self.actor, queue=queue, **more)

    def sit(self, *windows: str) -> None:
        """Somebody sits down at each of these windows, which a program may have switched on before."""
        for window in windows:
            queueing.open_window(actor=replace(self.actor, kind="staff", id=uuid7(), name="吴敏"), window=window)

    def call(self, window: str = "1", **more: Any) -> dict[str, Any] | None:
        return queueing.call_next(actor=self.actor, window=window, **more)["ticket"]

    def act(self, act: Callable[..., dict[str, Any]], ticket: dict[str, Any], **more: Any) -> dict[str, Any]:
        return act(actor=self.actor, ticket=ticket["id"], **more)["ticket"]

    def ticket(self, ticket: dict[str, Any]) -> queueing.TicketView:
        with reading(self.actor):
            return queueing.ticket(self.actor, ticket["id"])

    def board(self) -> queueing.Board:
        with reading(self.actor):
            return queueing.board(self.actor)

    def window(self, code: str) -> queueing.WindowLine:
        return next(w for w in self.board().windows if w.code == code)

    def waiting(self, code: str) -> int:
        return next(q.waiting for q in self.board().queues if q.code == code)

    def panel(self, code: str = "1") -> queueing.WindowPanel:
        with reading(self.actor):
            return queueing.window_panel(self.actor, window=code)


def build(center_id: UUID) -> Hall:
    actor = Actor.system(center_id)
    for code, name in (("A", "综合办事"), ("B", "社会事务"), ("Z", "综合咨询")):
        queueing.set_up_queue(actor=actor, code=code, name=name)
        offer_item(actor=actor, item=f"S0{ord(code) - 64}", queue=code)
    places.add_zone(actor=actor, code="H", name="大厅")
    for code in "12345":
        places.add_window(actor=actor, code=code, name=f"{code}号窗口", kind="service", zone="H")
    for code in "1234":
        queueing.serve_queues(actor=actor, window=code, queues=["Z"] if code == "4" else ["A", "B"])
        queueing.open_window(actor=actor, window=code)
    return Hall(center_id, actor)


@pytest.fixture
def center(request: pytest.FixtureRequest) -> places.CenterInfo:
    """The center in which a test plays; with its hall in it when the test asks for one."""
    if "hall" in request.fixturenames:
        return request.getfixturevalue("_built")[0]
    request.getfixturevalue("_some_db")
    return _found()


@pytest.fixture
def _built(remembered: Callable[[str, Callable[[], Any]], Any]) -> tuple[places.CenterInfo, Hall]:
    def make() -> tuple[places.CenterInfo, Hall]:
        found = _found()
        return found, build(found.id)

    return remembered("queueing", make)


def _found() -> places.CenterInfo:
    made = places.found_center(
        actor=Actor.system(uuid7(), channel="cli"), code="here", name="云岭区政务服务中心", region="500199"
    )
    return places.center(UUID(str(made["id"])))


@pytest.fixture
def hall(_built: tuple[places.CenterInfo, Hall]) -> Hall:
    return _built[1]


@pytest.fixture
def other_hall(real_db: None, other_center: Any) -> Hall:
    return build(other_center.id)

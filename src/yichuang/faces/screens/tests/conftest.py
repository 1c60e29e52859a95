"""The sample center's screens and the evaluator of window 1, each a browser that was enrolled, and a clerk with every right."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.test import Client

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


@dataclass
class Hall:
    """Shorthand for what happens at the windows."""

    staff: Actor

    def enrol(self, code: str) -> Client:
        with reading(self.staff):
            device = places.device_by_code(self.staff.center_id, code)
        key = places.new_device_key(actor=self.staff, device_id=device.id)
        client = Client()
        client.post("/device/enrol/", {"device_key": key})
        return client

    def actor_of(self, client: Client) -> Actor:
        from django.test import RequestFactory

        request = RequestFactory().get("/kiosk/")
        request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
        found = people.actor_of_request(request)
        assert found is not None
        return found

    def issue(self, queue: str = "A") -> dict[str, Any]:
        return queueing.issue_ticket(actor=self.staff, queue=queue)

    def call(self, window: str = "1") -> dict[str, Any]:
        return queueing.call_next(actor=self.staff, window=window)["ticket"]

    def finish(self, ticket: dict[str, Any]) -> None:
        queueing.start(actor=self.staff, ticket=ticket["id"])
        queueing.finish(actor=self.staff, ticket=ticket["id"])

    def window_id(self, code: str = "1") -> Any:
        with reading(self.staff):
            return places.window_by_code(self.staff.center_id, code).id


@pytest.fixture
def hall(demo_db: None) -> Hall:
    center = places.demo_center()
    assert center is not None
    return Hall(replace(Actor.system(center.id, name="李梅"), kind="staff"))

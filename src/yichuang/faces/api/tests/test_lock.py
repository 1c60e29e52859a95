"""The token of a clerk who has left his window is refused until his password (DB50/T 1603-2024, 4.2.2)."""

from typing import Any
from uuid import uuid4

from django.test import Client

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


def test_a_token_waits_until_its_clerk_is_back(demo_db: None, client: Client) -> None:
    center = places.demo_center()
    assert center
    system = Actor.system(center.id)
    with reading(system):
        staff = people.staff_list(center.id, today=clock.center_day(clock.now(), center.zone), role="clerk")
    token = people.make_token(actor=system, role="clerk", staff_id=staff[0].id)

    def post(path: str, **body: Any) -> Any:
        head = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
        return client.post(f"/api/v1{path}", body, content_type="application/json", headers=head)

    assert post("/windows/1/open").status_code == 200
    assert post("/windows/1/pause", reason="rest", seals_away=False).status_code == 422
    assert post("/windows/1/pause", reason="rest").json()["window"]["state"] == "paused"
    for path, body in (
        ("/windows/1/open", {}),
        ("/windows/1/calls", {}),
        ("/tickets", {"center": "demo", "queue": "A"}),
    ):
        refused = post(path, **body)
        assert (refused.status_code, refused.json()["code"]) == (403, "actor.locked")
    seen = client.get("/api/v1/cases/500199-20261124-00001", headers={"Authorization": f"Bearer {token}"})
    assert (seen.status_code, seen.json()["code"]) == (403, "actor.locked")
    assert post("/unlock", secret="wrong").json()["code"] == "login.wrong"
    assert post("/unlock", secret=people.DEMO_PASSWORD).status_code == 200
    assert post("/windows/1/open").json()["window"]["state"] == "open"

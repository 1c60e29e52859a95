"""A clerk of the demo center at window 1, with a browser's session but no browser."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from yichuang.domains.cases import api as cases
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.identity import make_resident_id
from yichuang.foundation.scope import reading

from .browser import serving

PERSON = {"name": "张小云", "id_no": make_resident_id("500199", date(1990, 3, 7)), "phone": "13800001234"}


@dataclass
class Desk:
    """A clerk's browser at a window."""

    client: Client
    actor: Actor
    window: str = "1"

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(name, args=args), query, HTTP_HX_REQUEST="true")

    def page(self, name: str, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(name, args=args), query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        return self.client.post(reverse(name, args=args), {"key": str(uuid4()), **data}, HTTP_HX_REQUEST="true")

    def ticket(self, queue: str = "A", **facts: Any) -> dict[str, Any]:
        return queueing.issue_ticket(actor=self.actor, queue=queue, **facts)

    def serve(self, **facts: Any) -> str:
        """Somebody takes a number, is called and sits down; his ticket's id."""
        made = self.ticket(**facts)
        queueing.call_next(actor=self.actor, window=self.window)
        queueing.start(actor=self.actor, ticket=made["id"])
        return str(made["id"])

    def open(self, item: str = "S17", *, ticket: str | None = None, **more: Any) -> str:
        """A case for the person at the window; its number."""
        party = {f"parties.0.{k}": v for k, v in PERSON.items()}
        said = {
            "item": item,
            "parties.0.role": "applicant",
            "parties.0.kind": "person",
            "parties.0.id_type": "resident_id",
        }
        answer = self.post("desk_open_case", **{**said, **party, **more}, ticket=ticket or "")
        assert answer.status_code == 200, answer.content.decode()
        return answer["HX-Push-Url"].partition("case=")[2]

    def tell_once(self, ticket: str) -> str:
        """The person at the window brought one paper too few and goes home with a one-time notice; his case's number."""
        no = self.open(ticket=ticket)
        first, *others = [m.code for m in self.case(no).materials if m.required]
        states = {c: {"status": "received"} for c in others} | {first: {"status": "missing"}}
        cases.check_materials(actor=self.actor, case=no, materials=states)
        cases.decide_intake(actor=self.actor, case=no, outcome="one_time_notice")
        queueing.finish(actor=self.actor, ticket=ticket)
        return no

    def case(self, no: str) -> cases.CaseView:
        with reading(self.actor):
            return cases.case_page(self.actor, no)

    def receive_all(self, no: str) -> Any:
        codes = [m.code for m in self.case(no).materials if m.required]
        return self.post("desk_all_received", no, codes=codes)


def desk_of(username: str, window: str) -> Desk:
    """Log in through the door that the log-in page uses, and sit down."""
    client = Client()
    who = people.log_in(username=username, password=people.DEMO_PASSWORD, source="test")
    request = client.get("/").wsgi_request
    people.open_session(request, who)
    request.session.save()
    client.cookies["yichuang_session"] = request.session.session_key
    actor = people.actor_for_account(who.center_id, who.staff_id, who.epoch)
    assert actor is not None
    desk = Desk(client, actor, window)
    desk.post("desk_seat", window=window)
    return desk


@pytest.fixture
def desk(demo_db: None) -> Desk:
    return desk_of("clerk1", "1")


@pytest.fixture
def other_desk(desk: Desk) -> Desk:
    return desk_of("clerk2", "2")


@pytest.fixture
def department(desk: Desk) -> Actor:
    """A decider of the tobacco bureau, which the cases of `Desk.open` belong to."""
    with reading(desk.actor):
        unit = places.departments(desk.actor.center_id)
    return Actor.system(desk.actor.center_id, name=unit[0].name)


@pytest.fixture
def url(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server of this test's database, for a browser."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    with serving() as address:
        yield address

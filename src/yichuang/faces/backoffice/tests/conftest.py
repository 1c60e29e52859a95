"""The office of the market supervision department of the demo center: an officer's browser, and cases that reach it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from yichuang.domains.cases import api as cases
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.identity import make_resident_id
from yichuang.foundation.scope import reading

PERSON = {
    "role": "applicant", "name": "张小云", "id_type": "resident_id", "id_no": make_resident_id("500199", date(1990, 3, 7)),
    "phone": "13800001234",
}  # fmt: skip


@dataclass
class Office:
    """An officer's browser, and a clerk who sends cases to him."""

    client: Client
    clerk: Actor
    department: UUID

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(name, args=args), query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        return self.client.post(reverse(name, args=args), {"key": str(uuid4()), **data})

    def opened(self, item: str = "S04", **more: Any) -> str:
        made = cases.open_case(actor=self.clerk, item=item, parties=[PERSON], procedure="ordinary", **more)
        found = {m["code"]: {"status": "received"} for m in made["materials"]}
        cases.check_materials(actor=self.clerk, case=made["no"], materials=found)
        return str(made["no"])

    def accepted(self, item: str = "S04", **more: Any) -> str:
        no = self.opened(item, **more)
        cases.decide_intake(actor=self.clerk, case=no, outcome="accept")
        return no

    def state(self, no: str) -> str:
        with reading(self.clerk):
            return cases.case_page(self.clerk, no).state


@pytest.fixture
def office(demo_db: None) -> Office:
    center = places.center_by_code("demo")
    clerk = Actor(
        kind="staff", id=uuid4(), name="李晓云", post="综合窗口工作人员", center_id=center.id, reads=(center.id,),
        capabilities=frozenset(people.capabilities_of(["clerk"])),
    )  # fmt: skip
    with reading(clerk):
        unit = places.department_by_code(center.id, "scjg").id
    client = Client()
    client.post("/login/", {"username": "dept-scjg", "password": "yichuang-demo"})
    return Office(client, replace(clerk), unit)

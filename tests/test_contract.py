"""What other programs rely on: one visit over the API, from the number to the delivered result, and its refusals."""

import io
import itertools
import json
from datetime import date

import pytest
from pypdf import PdfReader

from yichuang.domains.people import api as people
from yichuang.foundation import identity

_keys = itertools.count(1)


class Caller:
    """A program with a token of one role."""

    def __init__(self, client, role, department=""):
        self.client = client
        self.token = people.create_token(center="demo", role=role, department=department)

    def send(self, method, path, body=None, *, key=None):
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or f"k{next(_keys)}"}
        return self.client.generic(method, f"/api/v1{path}", json.dumps(body) if body is not None else "",
                                   content_type="application/json", headers=headers)  # fmt: skip

    def post(self, path, body=None, **more):
        return self.send("POST", path, body, **more)

    def put(self, path, body):
        return self.send("PUT", path, body)

    def get(self, path):
        return self.send("GET", path)


@pytest.fixture
def clerk(demo_db, client):
    return Caller(client, "clerk")


@pytest.fixture
def department(demo_db, client):
    return Caller(client, "department", "市场监督管理局")


def applicant(name="测试甲"):
    number = identity.make_resident_id("500199", date(1990, 3, 7), 12)
    return {"role": "applicant", "kind": "person", "name": name, "id_type": "resident_id", "id_no": number,
            "phone": "13800000000"}  # fmt: skip


def test_one_visit_from_the_number_to_the_rating(clerk, department, client):
    slip = clerk.post("/tickets", {"center": "demo", "queue": "A"})
    assert slip.status_code == 201, slip.content
    ticket = slip.json()
    assert ticket["number"] == "A001" and ticket["tracking_code"]
    assert clerk.post("/windows/1/open").status_code == 200
    called = clerk.post("/windows/1/calls").json()
    assert called["ticket"]["id"] == ticket["id"]
    board = clerk.get("/centers/demo/board").json()
    assert next(w for w in board["windows"] if w["code"] == "1")["ticket"]["number"] == "A001"
    assert clerk.post(f"/tickets/{ticket['id']}/start").status_code == 200

    wanted = {
        "center": "demo",
        "item": "S04",
        "parties": [applicant()],
        "ticket": ticket["id"],
        "procedure": "ordinary",
    }
    opened = clerk.post("/cases", wanted)
    assert opened.status_code == 201, opened.content
    no = opened.json()["no"]
    codes = clerk.get(f"/cases/{no}").json()["materials"]
    found = {code: {"status": "received", "original_seen": True, "copies": 1} for code in codes}
    assert clerk.put(f"/cases/{no}/materials", found).status_code == 200
    outcomes = {o["outcome"]: o for o in clerk.get(f"/cases/{no}/outcomes").json()["outcomes"]}
    assert outcomes["accept"]["lawful"] and not outcomes["one_time_notice"]["lawful"]
    assert outcomes["one_time_notice"]["reasons"]
    accepted = clerk.post(f"/cases/{no}/intake", {"outcome": "accept"})
    assert accepted.status_code == 200, accepted.content
    for copy in ("service", "archive"):
        paper = clerk.get(f"/cases/{no}/papers/acceptance?copy={copy}")
        assert paper.status_code == 200 and paper.content.startswith(b"%PDF")
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
        assert "受理通知书" in text and no in text and "测试甲" in text
    tracking = opened.json()["tracking_code"]
    progress = client.get(f"/api/v1/public/progress?code={tracking}").json()
    assert progress["state_label"] == "已受理" and progress["due"] and progress["why"]

    handed = clerk.post("/handovers", {"cases": [no]})
    assert handed.status_code == 201, handed.content
    taken = department.post(f"/handovers/{handed.json()['id']}/take-over")
    assert taken.status_code == 200, taken.content
    decided = department.post(f"/cases/{no}/decision", {"decision": "approve", "reasons": "符合条件"})
    assert decided.status_code == 200, decided.content
    assert department.post(f"/cases/{no}/result", {"result_no": "JY25001990001"}).status_code == 200
    delivered = clerk.post(f"/cases/{no}/delivery", {"method": "on_site", "receiver_name": "测试甲"})
    assert delivered.status_code == 200, delivered.content
    assert client.get(f"/api/v1/public/progress?code={tracking}").json()["state"] in ("delivered", "closed")
    assert clerk.post(f"/tickets/{ticket['id']}/finish").status_code == 200


def test_a_write_without_a_key_is_refused(clerk):
    answer = clerk.client.post("/api/v1/tickets", {"center": "demo", "queue": "A"}, content_type="application/json",
                               headers={"Authorization": f"Bearer {clerk.token}"})  # fmt: skip
    assert answer.status_code == 400 and answer.json()["code"] == "command.key_missing"
    assert answer["Content-Type"] == "application/problem+json"


def test_the_same_key_gives_the_same_number(clerk):
    one = clerk.post("/tickets", {"center": "demo", "queue": "A"}, key="same").json()
    two = clerk.post("/tickets", {"center": "demo", "queue": "A"}, key="same").json()
    assert one == two


@pytest.mark.parametrize(
    ("given", "urgent"), [("normal", False), ("priority", True), ("elder", True), (True, True), (None, False)]
)
def test_priority_is_a_class_a_reason_or_a_flag(clerk, given, urgent):
    slip = clerk.post("/tickets", {"center": "demo", "queue": "A", "priority": given})
    assert slip.status_code == 201 and slip.json()["priority"] is urgent


def test_without_a_token_nothing_is_told(clerk, client):
    answer = client.get("/api/v1/centers/demo/board")
    assert answer.status_code == 401 and answer.json()["code"] == "actor.not_signed_in"


def test_another_center_is_not_there(clerk):
    answer = clerk.post("/tickets", {"center": "elsewhere", "queue": "A"})
    assert answer.status_code == 404


def test_a_wrong_field_is_named(clerk):
    answer = clerk.post(
        "/cases", {"center": "demo", "item": "S04", "parties": [{**applicant(), "id_no": "500199199003070000"}]}
    )
    assert answer.status_code == 422 and answer.json()["field"] == "parties.0.id_no", answer.content
    answer = clerk.post("/tickets", {"center": "demo", "queue": "A", "colour": "blue"})
    assert answer.status_code == 422 and answer.json()["field"] == "colour", answer.content


def test_broken_json_is_a_problem_not_an_error(clerk):
    answer = clerk.client.generic("POST", "/api/v1/tickets", "{", content_type="application/json",
                                  headers={"Authorization": f"Bearer {clerk.token}", "Idempotency-Key": "x"})  # fmt: skip
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"


def test_the_openapi_document_is_valid_and_names_every_operation(db, client):
    from openapi_spec_validator import validate

    document = client.get("/api/v1/openapi.json").json()
    validate(document)
    operations = [o for p in document["paths"].values() for m, o in p.items() if m in ("get", "post", "put", "delete")]
    ids = [o["operationId"] for o in operations]
    assert len(ids) == len(set(ids)) and "issue_ticket" in ids

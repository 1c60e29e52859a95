"""What other programs rely on: one visit over the API, from the number to the delivered result, and its refusals."""

import io
import itertools
import json
from datetime import date, datetime, timedelta

import pytest
from pypdf import PdfReader

from yichuang.domains.cases import api as cases
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock, identity
from yichuang.foundation.actor import Actor

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


def today():
    return clock.center_day(clock.now(), places.demo_center().zone)


def accepted(clerk):
    """A licence that a department has to decide: its number and its holder's code."""
    made = clerk.post(
        "/cases", {"center": "demo", "item": "S04", "parties": [applicant()], "procedure": "ordinary"}
    ).json()
    codes = clerk.get(f"/cases/{made['no']}").json()["materials"]
    assert clerk.put(f"/cases/{made['no']}/materials", {c: {"status": "received"} for c in codes}).status_code == 200
    assert clerk.post(f"/cases/{made['no']}/intake", {"outcome": "accept"}).status_code == 200
    return made["no"], made["tracking_code"]


def test_a_renewal_is_noted_and_its_holder_urges_by_his_code(clerk, department, client):
    no, code = accepted(clerk)
    assert department.get(f"/cases/{no}/renewal").json() == {"renewal": None, "may_note": True}
    ends = (today() + timedelta(days=60)).isoformat()
    noted = department.post(f"/cases/{no}/renewal", {"licence_no": "JY1", "expires_on": ends}).json()
    assert noted["in_time"] and noted["expires_on"] == ends
    kept = department.get(f"/cases/{no}/renewal").json()["renewal"]
    assert (kept["licence_no"], kept["ask_by"], kept["renewed_on"]) == ("JY1", noted["ask_by"], None)
    wrong = department.post(f"/cases/{no}/renewal", {"licence_no": "JY1", "expires_on": "soon"})
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["field"]) == (422, "renewal.day", "expires_on")

    def urge(said, **headers):
        return client.post("/api/v1/public/urgings", {"code": said}, content_type="application/json",
                           headers={"Idempotency-Key": f"u{next(_keys)}"} | headers)  # fmt: skip

    assert (urge("WRONG-CODE").status_code, urge(code).status_code) == (404, 201)
    assert urge(code).status_code == 409, "once in so many working days"
    by_staff = urge(code, Authorization=f"Bearer {clerk.token}")
    assert by_staff.json()["code"] == "urging.not_staff"
    assert [u["urger"] for u in clerk.get(f"/cases/{no}/urgings").json()["urgings"]] == ["applicant"]


def test_a_time_is_booked_moved_waited_for_given_back_and_kept(clerk, department):
    offered = clerk.get("/centers/demo/queues/A/slots").json()
    free = [s for d in offered["days"][1:] for s in d["slots"] if s["left"]]
    first, second = free[0]["starts"], free[1]["starts"]
    wish = {"center": "demo", "queue": "A", "phone": "13800135678", "name": "张云"}
    made = clerk.post("/appointments", {**wish, "starts": second})
    assert made.status_code == 201, made.content
    at = f"/appointments/{made.json()['code']}"
    assert clerk.post(f"{at}/earlier").json()["wants_earlier"]
    moved = clerk.post(f"{at}/move", {"starts": first}).json()
    assert (moved["starts"], moved["wants_earlier"]) == (first, False)
    (row,) = clerk.get(f"/appointments?day={first[:10]}").json()["appointments"]
    assert (row["name_masked"], row["phone_masked"], row["state"]) == ("张*", "138****5678", "booked")
    assert clerk.post("/check-ins", {"code": row["code"]}).json()["code"] == "booking.too_early"
    again = clerk.post("/appointments", {**wish, "starts": second}).json()
    assert clerk.post(f"/appointments/{again['code']}/cancel", {"reason": "改期"}).json()["state"] == "cancelled"
    assert clerk.get(f"/appointments/{again['code']}").json()["state"] == "cancelled"
    wrong = clerk.post(
        "/appointments", {**wish, "starts": (datetime.fromisoformat(first) + timedelta(minutes=7)).isoformat()}
    )
    assert (wrong.status_code, wrong.json()["field"]) == (422, "starts")
    assert department.get(at).status_code == 403
    with clock.at(datetime.fromisoformat(first)):
        came = clerk.post("/check-ins", {"code": row["code"]}).json()
    assert came["came"] == "on_time" and came["ticket"]["number"] == "A001"


def test_a_revision_goes_from_its_proposal_to_the_windows(clerk, department, client):
    other, manager = Caller(client, "representative", "市场监督管理局"), Caller(client, "manager")
    made = department.post("/items/S04/revisions", {"changes": {"fee": "每件 10 元"}, "reason": "市监规〔2026〕3号"})
    assert made.status_code == 201, made.content
    at = f"/revisions/{made.json()['id']}"
    assert [r["target"] for r in department.get("/revisions").json()["revisions"]] == ["S04"]
    assert department.post(f"{at}/check", {}).json()["code"] == "revision.own"
    assert other.post(f"{at}/check", {"opinion": "与文件一致"}).json()["state"] == "checked"
    published = manager.post(f"{at}/publish", {"effective_from": today().isoformat()})
    assert published.status_code == 200, published.content
    told = next(m for m in clerk.get("/messages?unread=true").json()["messages"] if "S04" in m["about"])
    assert clerk.post(f"/messages/{told['id']}/read").json()["read"] == 1
    read = manager.get(at).json()["receipts"]
    assert len(read["read"]) == 1 and read["unread"]
    words = department.post("/paper-kinds/notice/revisions", {"texts": {"note": "请走西门"}, "reason": "东门施工"})
    at = f"/revisions/{words.json()['id']}"
    assert other.post(f"{at}/give-back", {}).json()["code"] == "revision.opinion_missing"
    assert other.post(f"{at}/give-back", {"opinion": "东门已通"}).json()["state"] == "returned"
    assert department.post(f"{at}/withdraw").status_code == 409


def test_what_was_written_on_paper_is_entered_over_http(clerk, department, client):
    center = places.demo_center()
    cases.make_pack(actor=Actor.system(center.id))
    pack = clerk.get("/manual").json()["pack"]
    run = {r["kind"]: r for r in pack["runs"] if "市场监督" in r["name"]}
    codes = [m["code"] for m in clerk.get("/items/S04").json()["materials"]]
    found = {c: {"status": "missing" if c == "M3" else "received"} for c in codes}
    now = clock.now().astimezone(center.zone) + timedelta(minutes=2)
    when = {"written_on": f"{now:%Y-%m-%d}", "written_time": f"{now:%H:%M}"}
    with clock.at(now + timedelta(minutes=1)):
        entered = clerk.post("/manual/receipts", {
            "number": run["receipt"]["number"], "item": "S04", "parties": [applicant()], **when,
            "materials": found})  # fmt: skip
        assert entered.status_code == 201, entered.content
        no = entered.json()["no"]
        outside = clerk.post("/manual/receipts", {"number": 99999, "item": "S04", "parties": [applicant()], **when})
        assert outside.status_code in (409, 422)
        assert clerk.post(f"/cases/{no}/procedure", {"choice": "ordinary"}).status_code == 200
        given = {"kind": "notice", "number": run["notice"]["number"], "correction_days": 7, **when}
        answered = clerk.post(f"/cases/{no}/answer-by-hand", given)
        assert answered.status_code == 201, answered.content
        assert clerk.get(f"/cases/{no}").json()["state"] == "correcting"
        assert len(clerk.get("/manual").json()["entries"]) == 2


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

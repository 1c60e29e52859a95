"""The sample catalogue at work: every item whose rule is built is opened, completed, answered, and read back from its PDF."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines.words import limit_words
from yichuang.foundation.identity import make_resident_id, make_uscc
from yichuang.foundation.scope import reading

SAMPLE = json.loads(
    (Path(__file__).parents[1] / "src/yichuang/sample/catalogue-sample.json").read_text(encoding="utf-8")
)
ITEMS = {i["id"]: i for i in SAMPLE["items"]}
ANSWERS = {
    "LICENSE_STD": ("accept", "acceptance", "受理通知书"),
    "FILING": ("file", "filing", "备案凭证"),
    "INSTANT": ("accept", "instant", "即时办结单"),
}
BUILT = [code for code, i in ITEMS.items() if i["intake_rule"] in ANSWERS]
RECEIVED_ONLY = [code for code in ITEMS if code not in BUILT]
PERSON = {"role": "applicant", "name": "欧阳𠮷云", "id_no": make_resident_id("500103", date(1988, 2, 29))}
SHOP = {
    "role": "applicant",
    "kind": "organization",
    "name": "云岭区山城小院餐饮店",
    "id_no": make_uscc("92500199MA5U8C2X0"),
}


@pytest.fixture
def clerk(demo_db: None) -> Actor:
    center = places.center_by_code("demo")
    everything = people.capabilities_of(["clerk"])
    return Actor(
        kind="staff", id=uuid4(), name="李晓云", post="综合窗口工作人员", center_id=center.id, reads=(center.id,),
        capabilities=frozenset(everything),
    )  # fmt: skip


def test_the_sample_is_the_one_that_is_meant() -> None:
    assert len(ITEMS) == 36
    assert len(BUILT) == 22


def text_of(actor: Actor, case_id: str, kind: str, copy: str) -> str:
    with reading(actor):
        found = documents.paper_bytes(actor, f"case:{case_id}", kind, copy)
    return "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(found.pdf)).pages)


def complete(actor: Actor, code: str, applicant: dict) -> dict:
    made = cases.open_case(actor=actor, item=code, parties=[applicant])
    found = {m["code"]: {"status": "received", "original_seen": True} for m in made["materials"]}
    cases.check_materials(actor=actor, case=made["no"], materials=found)
    return made


@pytest.mark.parametrize("code", BUILT)
def test_an_item_goes_from_the_counter_to_its_paper(clerk: Actor, code: str) -> None:
    item = ITEMS[code]
    outcome, kind, title = ANSWERS[item["intake_rule"]]
    who = PERSON if "自然人" in item["service_object"] else SHOP
    made = complete(clerk, code, who)
    with reading(clerk):
        assert {o.outcome for o in cases.outcomes(clerk, made["no"]) if o.lawful} == {outcome}
    done = cases.decide_intake(actor=clerk, case=made["no"], outcome=outcome)
    (paper,) = done["papers"]
    assert paper["kind"] == kind
    with reading(clerk):
        page, guide = cases.case_page(clerk, made["no"]), catalog.guide(code)
    said = text_of(clerk, made["id"], kind, "service")
    # a letter that no font holds (𠮷) is left to be written by hand: what stands around it is printed
    for part in (
        title,
        paper["no"],
        made["no"],
        *who["name"].split("𠮷"),
        item["name"].replace(" ", ""),
        page.tracking_code,
    ):
        assert part in said, (code, part)
    assert ("行政许可法" in said) <= (item["type_code"] == "01"), "only a licence cites the licence law"
    assert "归档联" in text_of(clerk, made["id"], kind, "archive")
    if kind == "acceptance":
        assert guide.statutory and guide.promised
        due = date.fromisoformat(done["due"])
        statute = limit_words(guide.statutory.limit()).replace(" ", "")
        for part in (f"{due.year}年{due.month}月{due.day}日", statute, "样例数据"):
            assert part in said, (code, part)


@pytest.mark.parametrize("code", RECEIVED_ONLY)
def test_an_item_of_a_rule_to_come_is_received_with_a_receipt(clerk: Actor, code: str) -> None:
    made = complete(clerk, code, PERSON)
    with reading(clerk):
        found = cases.outcomes(clerk, made["no"])
    assert {r.code for o in found for r in o.reasons} == {"intake.rule_not_built"}
    assert not any(o.lawful for o in found)
    cases.give_receipt(actor=clerk, case=made["no"])
    assert made["no"] in text_of(clerk, made["id"], "receipt", "service")


@pytest.mark.parametrize("code", ["S04", "S05", "S26", "S20", "S34", "S07"])
def test_what_lacks_is_told_once_and_mended(clerk: Actor, code: str) -> None:
    made = cases.open_case(actor=clerk, item=code, parties=[SHOP if code in ("S04", "S05") else PERSON])
    found = {m["code"]: {"status": "received"} for m in made["materials"]}
    cases.check_materials(actor=clerk, case=made["no"], materials={**found, "M1": {"status": "missing"}})
    cases.decide_intake(actor=clerk, case=made["no"], outcome="one_time_notice")
    assert "一次性告知书" in text_of(clerk, made["id"], "notice", "service")
    cases.complete_correction(actor=clerk, case=made["no"], materials={"M1": {"status": "received"}})
    outcome = ANSWERS[ITEMS[code]["intake_rule"]][0]
    assert cases.decide_intake(actor=clerk, case=made["no"], outcome=outcome)["papers"]


@pytest.mark.parametrize("decision", ["approve", "deny"])
def test_the_department_decides_a_licence_in_writing(clerk: Actor, decision: str) -> None:
    made = complete(clerk, "S04", SHOP)
    cases.decide_intake(actor=clerk, case=made["no"], outcome="accept")
    with reading(clerk):
        department = cases.case_page(clerk, made["no"]).row.department_id
    officer = replace(clerk, capabilities=frozenset(people.capabilities_of(["department"])), department_id=department)
    given = {"reasons": "经审查，符合法定条件。", "basis": "《食品安全法》第三十五条"}
    done = cases.decide(actor=officer, case=made["no"], decision=decision, **given)
    kind = "approval" if decision == "approve" else "denial"
    said = text_of(officer, made["id"], kind, "service")
    assert done["papers"][0]["no"] in said
    assert "行政复议" in said

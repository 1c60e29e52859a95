"""The sample catalogue at work: every item is opened, completed, answered, decided, and read back from its PDFs."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from yichuang.config.testing import demo_database
from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock
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
    "POLLUTION_3D": ("accept", "acceptance", "受理通知书"),
    "WATER_5WD": ("accept", "acceptance", "受理通知书"),
    "REAL_ESTATE_INSTANT": ("accept", "acceptance", "不动产登记受理凭证"),
    "REGISTRATION_FORMAL": ("accept", "instant", "登记通知书"),
    "PUBLIC_SERVICE": ("accept", "acceptance", "受理通知书"),
    "FILING": ("file", "filing", "备案凭证"),
    "INSTANT": ("accept", "instant", "即时办结单"),
}
"""The favourable answer of each rule, and its paper; see `answer_of` for public services that are done at the counter."""

DECISIONS = {
    "LICENSE_STD": ("准予行政许可决定书", "不予行政许可决定书"),
    "POLLUTION_3D": ("准予行政许可决定书", "不予行政许可决定书"),
    "WATER_5WD": ("取水申请批准决定书", "取水申请不予批准决定书"),
    "REAL_ESTATE_INSTANT": ("不动产登记办结通知书", "不动产不予登记告知书"),
    "REGISTRATION_FORMAL": ("登记通知书", "不予登记通知书"),
    "S24": ("确认决定书", "不予确认决定书"),
    "S25": ("办理结果通知书", "不予办理决定书"),
    "S28": ("办理结果通知书", "不予办理决定书"),
    "S29": ("办理结果通知书", "不予办理决定书"),
    "S30": ("确认决定书", "不予确认决定书"),
    "S31": ("办理结果通知书", "不予办理决定书"),
    "S32": ("给付决定书", "不予给付决定书"),
    "S33": ("给予法律援助决定书", "不予法律援助决定书"),
}
"""What the department's paper is called, by rule, or by item where one rule serves many laws."""

OWN_LAW = {
    "LICENSE_STD": "行政许可法》第三十二条第一款第（五）项", "POLLUTION_3D": "排污许可管理条例》第九条第一款第（五）项",
    "WATER_5WD": "取水许可和水资源费征收管理条例》第十三条第一款第（一）项",
    "REAL_ESTATE_INSTANT": "不动产登记暂行条例》第十七条第一款第（一）项",
    "REGISTRATION_FORMAL": "市场主体登记管理条例》第十九条第一款",
}  # fmt: skip
DECIDED_BY_DEPARTMENT = [
    code for code, i in ITEMS.items()
    if ANSWERS[i["intake_rule"]][1] == "acceptance" or i["intake_rule"] == "REGISTRATION_FORMAL"
]  # fmt: skip


def answer_of(item: dict) -> tuple[str, str, str]:
    """(outcome, kind of paper, its title)."""
    if item["intake_rule"] == "PUBLIC_SERVICE" and item["project_type"] == "即办件":
        return "accept", "instant", "即时办结单"
    return ANSWERS[item["intake_rule"]]


PERSON = {"role": "applicant", "name": "欧阳𠮷云", "id_no": make_resident_id("500103", date(1988, 2, 29))}
SHOP = {
    "role": "applicant",
    "kind": "organization",
    "name": "云岭区山城小院餐饮店",
    "id_no": make_uscc("92500199MA5U8C2X0"),
}


@pytest.fixture(scope="module")
def clerk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Actor]:
    """One center for all journeys: each opens a case of its own, and none looks at another's."""
    with demo_database(django_db_blocker):
        center = places.center_by_code("demo")
        everything = people.capabilities_of(["clerk"])
        yield Actor(
            kind="staff", id=uuid4(), name="李晓云", post="综合窗口工作人员", center_id=center.id, reads=(center.id,),
            capabilities=frozenset(everything),
        )  # fmt: skip


def test_the_sample_is_the_one_that_is_meant() -> None:
    assert len(ITEMS) == 36
    assert {i["intake_rule"] for i in ITEMS.values()} == set(ANSWERS)
    assert len(DECIDED_BY_DEPARTMENT) == 31


def test_one_item_of_the_sample_is_handled_in_two_stages(clerk: Actor, in_two_stages: tuple[Actor, Actor]) -> None:
    street, district = in_two_stages
    with reading(clerk):
        offers = catalog.offers(clerk)
        said = "".join(cases.stages_of_item(clerk, "S32"))
        assert cases.stages_of_item(clerk, "S04") == ()
    assert [(o.item_code, o.review_department_id, o.department_id) for o in offers if o.review_department_id] == [
        ("S32", street.department_id, district.department_id)
    ]
    for part in (
        "云岭区滨河街道办事处受理后 10 个工作日内初步审查，并报送云岭区民政局", "云岭区民政局收到报送后作出决定，两步合计不超过 30 ",
        "材料由部门之间报送，您只交一次", "承诺的 20 个工作日包括这两步",
    ):  # fmt: skip
        assert part in said, (part, said)
    slip = cases.answer_inquiry(actor=clerk, item="S32")
    with reading(clerk):
        found = documents.paper_bytes(clerk, f"inquiry:{slip['id']}", "inquiry")
    words = "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(found.pdf)).pages)
    assert "云岭区滨河街道办事处受理后10个工作日内初步审查" in words
    assert "收到报送后作出决定" in words


def text_of(actor: Actor, case_id: str, kind: str, copy: str) -> str:
    with reading(actor):
        found = documents.paper_bytes(actor, f"case:{case_id}", kind, copy)
    return "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(found.pdf)).pages)


def applicant_of(item: dict) -> dict:
    return PERSON if "自然人" in item["service_object"] else SHOP


def laws_of(item: dict) -> list[str]:
    return [f"《{basis['law'].split('(')[0]}》" for basis in item["legal_basis"]]


def complete(actor: Actor, code: str, applicant: dict) -> dict:
    made = cases.open_case(actor=actor, item=code, parties=[applicant], procedure="ordinary")
    found = {m["code"]: {"status": "received", "original_seen": True} for m in made["materials"]}
    cases.check_materials(actor=actor, case=made["no"], materials=found)
    return made


@pytest.mark.parametrize("code", ITEMS)
def test_an_item_goes_from_the_counter_to_its_paper(clerk: Actor, code: str) -> None:
    item = ITEMS[code]
    outcome, kind, title = answer_of(item)
    who = applicant_of(item)
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
    laws = [OWN_LAW[item["intake_rule"]]] if item["intake_rule"] in OWN_LAW else laws_of(item)
    assert any(law in said for law in laws), "each item's paper cites its own law"
    assert "归档联" in text_of(clerk, made["id"], kind, "archive")
    if kind == "acceptance":
        assert guide.statutory and guide.promised
        due = date.fromisoformat(done["due"])
        statute = limit_words(guide.statutory.limit()).replace(" ", "")
        for part in (f"{due.year}年{due.month}月{due.day}日", statute, "样例数据"):
            assert part in said, (code, part)


@pytest.mark.parametrize("code", ["S01", "S04", "S05", "S21", "S22", "S23", "S26", "S20", "S30", "S34", "S07"])
def test_what_lacks_is_told_once_and_mended(clerk: Actor, code: str) -> None:
    made = cases.open_case(actor=clerk, item=code, parties=[applicant_of(ITEMS[code])], procedure="ordinary")
    found = {m["code"]: {"status": "received"} for m in made["materials"]}
    cases.check_materials(actor=clerk, case=made["no"], materials={**found, "M1": {"status": "missing"}})
    cases.decide_intake(actor=clerk, case=made["no"], outcome="one_time_notice")
    assert "一次性告知书" in text_of(clerk, made["id"], "notice", "service")
    if code == "S23":
        assert "不动产登记不予受理告知书" in text_of(clerk, made["id"], "refusal", "service")
    cases.complete_correction(actor=clerk, case=made["no"], materials={"M1": {"status": "received"}})
    outcome = answer_of(ITEMS[code])[0]
    assert cases.decide_intake(actor=clerk, case=made["no"], outcome=outcome)["papers"]


def accepted(actor: Actor, code: str) -> dict:
    """Accepted with a day: what could be done at the counter is left to the department, with the reason."""
    made, item = complete(actor, code, applicant_of(ITEMS[code])), ITEMS[code]
    later = {"on_the_spot": False, "facts": "需要部门核对。"} if answer_of(item)[1] == "instant" else {}
    done = cases.decide_intake(actor=actor, case=made["no"], outcome="accept", **later)
    assert (done["state"], [p["kind"] for p in done["papers"]]) == ("accepted", ["acceptance"])
    return made


@pytest.mark.parametrize("decision", ["approve", "deny"])
@pytest.mark.parametrize("code", DECIDED_BY_DEPARTMENT)
def test_the_department_decides_in_writing_in_the_words_of_the_item_s_law(
    clerk: Actor, code: str, decision: str
) -> None:
    made, item = accepted(clerk, code), ITEMS[code]
    with reading(clerk):
        page = cases.case_page(clerk, made["no"])
    can = frozenset(people.capabilities_of(["department"]))
    officer = replace(clerk, capabilities=can, department_id=page.row.department_id)
    if page.stages is not None:
        papers = [m.code for m in page.materials]
        cases.report_up(actor=officer, case=made["no"], conclusion="agree", opinion="经审查核实。", papers=papers)
        officer = replace(officer, department_id=page.stages.decider_id)
    given = {"reasons": "经审查核实。", "basis": laws_of(item)[0]}
    done = cases.decide(actor=officer, case=made["no"], decision=decision, **given)
    kind = "approval" if decision == "approve" else "denial"
    title = (DECISIONS.get(code) or DECISIONS[item["intake_rule"]])[decision == "deny"]
    said = text_of(officer, made["id"], kind, "service")
    assert done["papers"][0]["title"] == title
    for part in (title, done["papers"][0]["no"], made["no"], "经审查核实", "行政复议"):
        assert part in said, (code, part)
    assert ("行政许可法" in said) <= (item["type_code"] == "01")


@pytest.fixture
def in_two_stages(clerk: Actor) -> tuple[Actor, Actor]:
    """The street reviews the minimum living allowance, the district decides (社会救助暂行办法 11), as the sample center offers it."""
    with reading(clerk):
        units = {d.code: d.id for d in places.departments(clerk.center_id)}  # type: ignore[arg-type]
    can = frozenset(people.capabilities_of(["department"]))
    return (
        replace(clerk, capabilities=can, department_id=units["bhjd"]),
        replace(clerk, id=uuid4(), name="李明", capabilities=can, department_id=units["mz"]),
    )


def test_an_allowance_is_reviewed_by_the_street_and_one_limit_covers_both_stages(
    clerk: Actor, in_two_stages: tuple[Actor, Actor]
) -> None:
    """Accepted on Monday 2029-03-05, in a year without a notice: ten working days to the 19th, twenty to April 2, thirty days to the 4th."""
    street, district = in_two_stages
    with clock.at(datetime(2029, 3, 5, 2, tzinfo=UTC)):
        open_ = complete(clerk, "S32", PERSON)
        with reading(clerk):
            preview = cases.preview_intake(clerk, open_["no"])
        assert (preview.told, preview.due) == (date(2029, 4, 2), date(2029, 3, 19)), (
            "the applicant hears of the decision"
        )
        made = accepted(clerk, "S32")
    with reading(street):
        page = cases.case_page(street, made["no"])
    dues = {d.kind: d.due for d in page.deadlines if d.kind in ("review", "promise", "statutory")}
    assert dues == {"review": date(2029, 3, 19), "promise": date(2029, 4, 2), "statutory": date(2029, 4, 4)}
    assert (page.row.due, page.row.due_kind) == (date(2029, 3, 19), "review")
    said = text_of(street, made["id"], "acceptance", "service")
    whole = f"初步审查10个工作日，连同决定共{limit_words(catalog.guide('S32').statutory.limit())}".replace(" ", "")  # type: ignore[union-attr]
    for part in ("2029年4月2日", whole, "最迟2029年3月19日", "法定期限两步合计"):
        assert part in said, part
    assert "行政许可法" not in said
    papers = [m.code for m in page.materials]
    with clock.at(datetime(2029, 3, 20, 2, tzinfo=UTC)):
        done = cases.report_up(
            actor=street, case=made["no"], conclusion="agree", opinion="家庭收入属实。", papers=papers
        )
        with reading(district):
            page = cases.case_page(district, made["no"])
        assert done["late"], "the review took a day too many"
        assert {d.kind: d.due for d in page.deadlines if d.kind in dues} == dues, (
            "the report starts no thirty days anew"
        )
        assert (page.row.due, page.row.due_kind) == (date(2029, 4, 2), "promise")
        assert page.stages and "法定期限两步合计" in "".join(page.stages.words)
        assert page.rulings[-1].basis == "《社会救助暂行办法》第十一条"
        given = {"reasons": "符合条件。", "basis": "《社会救助暂行办法》第十一条"}
        cases.decide(actor=district, case=made["no"], decision="approve", **given)
    said = text_of(district, made["id"], "approval", "service")
    assert "给付决定书" in said and "云岭区民政局" in said and "行政许可法" not in said


def test_in_the_first_of_two_stages_every_paper_and_page_names_the_day_of_the_decision(
    clerk: Actor, in_two_stages: tuple[Actor, Actor]
) -> None:
    """Accepted on Monday 2029-03-05 with a paper to come: the review ends on the 19th, the decision is promised for April 2."""
    street, _district = in_two_stages
    with clock.at(datetime(2029, 3, 5, 2, tzinfo=UTC)):
        made = cases.open_case(actor=clerk, item="S32", parties=[PERSON], procedure="ordinary")
        there = {m["code"]: {"status": "received"} for m in made["materials"]}
        cases.check_materials(actor=clerk, case=made["no"], materials={**there, "M4": {"status": "missing"}})
        with reading(clerk):
            offer = cases.tolerance_offer(clerk, made["no"])
        assert (offer.due, offer.latest) == (date(2029, 4, 2), date(2029, 3, 19)), "everything goes up with the report"
        signed = {"mode": "paper", "signer": PERSON["name"]}
        cases.decide_intake(
            actor=clerk, case=made["no"], outcome="accept", tolerate={"by": "2029-03-09", "signing": signed}
        )
    with clock.at(datetime(2029, 3, 7, 2, tzinfo=UTC)):
        cases.supply(actor=clerk, case=made["no"], materials={"M4": {"status": "received"}})
        said = text_of(clerk, made["id"], "completion", "service")
        assert "最迟2029年4月2日办好" in said and "3月19日" not in said
        cases.start_procedure(actor=street, case=made["no"], name="公示", days=7, unit="natural_day",
                              basis="《社会救助暂行办法》第十一条")  # fmt: skip
        with reading(clerk):
            page = cases.case_page(clerk, made["no"])
        found = cases.progress(page.tracking_code)
        assert (found.state, found.due, found.light) == ("stopped", None, "off")
        assert page.stages and page.stages.told is None

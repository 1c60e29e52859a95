"""Two whole centers beside each other, made by the same acts as any other, each with a row in every scoped table."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.test import Client

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.delivery import api as delivery
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.people.roles import capabilities_of
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.identity import make_resident_id, make_uscc
from yichuang.foundation.ids import uuid7
from yichuang.foundation.messages import Recipient, deliver_due, mark_read
from yichuang.foundation.messages.tests.acts import say
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays.notices import enter_notice
from yichuang.foundation.workdays.table import set_service_day

from .rows import newest
from .world_floor import floor
from .world_machines import areas, machines, questions
from .world_papers import papers, revised
from .world_posts import posts
from .world_queue import queue

ITEM = "S04"
OTHER_ITEM = "S17"
PASSWORD = "two-centers-password"
PDF = b"%PDF-1.7 a scan"
DOT = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ACCOUNTS = {
    "desk": ("clerk", "delivery", "representative", "manager", "guide"),
    "system": ("system",),
    "security": ("security",),
    "audit": ("audit",),
}


@dataclass
class Side:
    """One center: its people, its devices, and the ids of what stands or lies in it (`its["waiting"]`)."""

    letter: str
    id: UUID
    code: str
    system: Actor
    staff: dict[str, UUID] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    its: dict[str, Any] = field(default_factory=dict)

    def actor(self, who: str = "desk") -> Actor:
        """A person of this center, as log-in makes him, even after the acts of a test have sent him away."""
        held = capabilities_of(list(ACCOUNTS[who]))
        return Actor("staff", self.staff[who], f"{self.letter}{who}", "综合窗口", self.id, (self.id,), held)

    def browser(self, who: str) -> Client:
        """A browser: somebody's who has logged in, a device's that was enrolled, or a visitor's."""
        client = Client()
        if who in self.keys:
            client.post("/device/enrol/", {"device_key": self.keys[who]})
        elif who in ACCOUNTS:
            client.post("/login/", {"username": f"{self.code}-{who}", "password": PASSWORD})
        return client

    def token(self, who: str = "desk", role: str = "") -> str:
        roles = [role] if role else ACCOUNTS[who]
        return people.make_token(actor=self.system, role=roles[0], staff_id=self.staff[who])

    def words(self) -> list[str]:
        """What no page for the other center may show: every id, number and code of this one that is its own."""
        return sorted({v for v in self.its.values() if len(v) > 3} - {"east", "west", "M1"})

    def words_in(self, text: str) -> list[str]:
        """Those of them that stand in a text; a short one as a word, since any few signs may stand inside a random key by chance."""
        found = [w for w in self.words() if w in text]
        return [w for w in found if len(w) > 8 or re.search(rf"(?<![0-9A-Za-z]){re.escape(w)}(?![0-9A-Za-z])", text)]


def two_centers() -> tuple[Side, Side]:
    """East and West; the sample center stands beside them with its catalogue, which is shared."""
    return build("east", "E", "500191"), build("west", "W", "500192")


def build(code: str, letter: str, region: str) -> Side:
    """Found a center and play one of everything in it."""
    center_id = uuid7()
    side = Side(letter, center_id, code, Actor.system(center_id, channel="cli"))
    side.its |= {"code": code, "id_no": party(side)["id_no"]}
    places.found_center(
        actor=side.system, code=code, name=f"{letter}区政务服务中心", region=region, phone="023-00002000",
        supervision_phone="023-00002345", address=f"{letter}区政务大道 1 号", is_demo=True,
    )  # fmt: skip
    _furnish(side)
    _staff(side)
    machines(side)
    queue(side)
    questions(side)
    areas(side)
    _cases(side)
    _results(side)
    _procedures(side)
    _urge(side)
    _manual(side)
    _counters(side)
    papers(side)
    floor(side)
    posts(side)
    _messages(side)
    revised(side)
    return side


def _furnish(side: Side) -> None:
    act, letter = side.system, side.letter
    places.set_opening_hours(actor=act, week={str(day): [["09:00", "17:00"]] for day in range(5)})
    far = {"year": 2040, "notice": "国办发明电〔2039〕1号", "off": {"元旦": [date(2040, 1, 1)]}, "worked": {}}
    cases.recount_batch(actor=act, change=enter_notice(actor=act, **far)["change"])
    set_service_day(actor=act, day=clock.now().date() + timedelta(days=9), is_open=False, reason="停电检修")
    side.its["zone_id"] = places.add_zone(actor=act, code=f"{letter}Z", name="综合区")["id"]
    for place in ("1", "2"):
        made = places.add_window(actor=act, code=letter + place, name="综合办事", kind="service", zone=f"{letter}Z")
        side.its[f"window_id_{place}"] = made["id"]
    side.its |= {"window": f"{letter}1", "other_window": f"{letter}2", "zone": f"{letter}Z"}
    kinds = {"kiosk": "", "hall_screen": "", "window_screen": f"{letter}1", "evaluator": f"{letter}1"}
    for kind, window in kinds.items():
        made = places.add_device(actor=act, code=f"{letter}-{kind}", name=kind, kind=kind, window=window)
        side.keys[kind] = places.new_device_key(actor=act, device_id=UUID(made["id"]))
        side.its[f"device_{kind}"] = made["id"]
    made = places.add_department(
        actor=act, code=f"{letter}sc", name=f"{letter}区市场监督管理局", short_name=f"{letter}市监",
        uscc=make_uscc(f"115001997010{ord(letter):05d}"), review_organ=f"{letter}区人民政府", court=f"{letter}区人民法院",
        seal_mode="sample", phone="023-00002100",
    )  # fmt: skip
    side.its["department"] = made["id"]
    queueing.set_up_queue(actor=act, code=letter, name="综合")
    side.its["queue"] = letter
    side.its["offer"] = catalog.offer_item(actor=act, code=ITEM, department_id=UUID(made["id"]), group=letter)["id"]


def _staff(side: Side) -> None:
    hashed = _hashed()
    for place, (who, roles) in enumerate(ACCOUNTS.items()):
        made = people.add_staff(
            actor=side.system, username=f"{side.code}-{who}", password=PASSWORD, hashed=hashed, post="综合窗口",
            name=f"{side.letter}{who}", badge_no=f"{side.letter}{place}",
        )  # fmt: skip
        side.staff[who] = UUID(made["id"])
        side.its[f"staff_{who}"] = made["id"]
        for role in roles:
            grant = people.grant_role(actor=side.system, staff_id=side.staff[who], role=role)
            side.its[f"grant_{role}"] = grant["id"]
    people.make_token(actor=side.system, role="clerk", staff_id=side.staff["desk"])
    side.its["token"] = newest(side, "people_apitoken")


@cache
def _hashed() -> str:
    """Hashing is slow on purpose; all these people have one password."""
    return people.hash_password(PASSWORD)


def party(side: Side) -> dict[str, str]:
    """An applicant of this side."""
    number = make_resident_id("500199", date(1980 + ord(side.letter) % 9, 3, 7))
    return {
        "role": "applicant",
        "name": f"张{side.letter}云",
        "id_type": "resident_id",
        "id_no": number,
        "phone": "13800001234",
    }


def _cases(side: Side) -> None:
    act = side.system
    for name in ("draft", "noticed", "accepted", "stopped", "told", "heard", "handed", "decided", "given"):
        ticket = {"ticket": side.its["serving"]} if name == "draft" else {}
        made = cases.open_case(actor=act, item=ITEM, parties=[party(side)], procedure="ordinary", **ticket)
        no = side.its[name] = made["no"]
        side.its |= {f"{name}_id": made["id"], f"{name}_tracking": made["tracking_code"]}
        if name == "draft":
            cases.attach_file(
                actor=act, case=no, name="scan.pdf", content_type="application/pdf", data=PDF, material="M1"
            )
            continue
        with reading(act):
            codes = [m.code for m in cases.case_page(act, no).materials]
        good = {code: {"status": "received", "original_seen": True, "copies": 1} for code in codes}
        if name == "noticed":
            lacking = {"status": "missing", "remark": "未带", "cure": "请补交"}
            cases.check_materials(actor=act, case=no, materials=good | {codes[0]: lacking})
            cases.decide_intake(actor=act, case=no, outcome="one_time_notice")
            continue
        cases.check_materials(actor=act, case=no, materials=good)
        cases.decide_intake(actor=act, case=no, outcome="accept")
    side.its["material"] = codes[0]
    _tell_again(side)
    _promise(side)
    _change_item(side)
    side.its["party"] = newest(side, "cases_party", "case_id = %s", side.its["draft_id"])
    side.its["file"] = newest(side, "cases_casefile")
    side.its["stored_file"] = newest(side, "foundation_storedfile")
    with reading(act):
        paper = documents.papers_of(act, f"case:{side.its['accepted_id']}")[0]
    side.its |= {"paper": str(paper.id), "paper_code": paper.code}


def _tell_again(side: Side) -> None:
    """A case whose clerk finds, after the completion, what the first notice should have said."""
    act = side.system
    no = cases.open_case(actor=act, item=ITEM, parties=[party(side)], procedure="ordinary")["no"]
    with reading(act):
        first, second, *rest = [m.code for m in cases.case_page(act, no).materials]
    good = {code: {"status": "received"} for code in (second, *rest)}
    cases.check_materials(actor=act, case=no, materials=good | {first: {"status": "missing"}})
    cases.decide_intake(actor=act, case=no, outcome="one_time_notice")
    cases.complete_correction(actor=act, case=no, materials={first: {"status": "received"}})
    cases.check_materials(actor=act, case=no, materials={second: {"status": "wrong"}})
    with suppress(Refused):
        cases.decide_intake(actor=act, case=no, outcome="one_time_notice")
    side.its["again"] = no


def _promise(side: Side) -> None:
    """A case with something to come; one on a commitment; and one whose commitment was found in breach."""
    act, signed = side.system, {"signing": {"mode": "paper"}}
    for name in ("tolerated", "committed", "broken"):
        chosen = "ordinary" if name == "tolerated" else "commitment"
        made = cases.open_case(actor=act, item=ITEM, parties=[party(side)], procedure=chosen)
        no = side.its[name] = made["no"]
        found = {m["code"]: {"status": "received"} for m in made["materials"]}
        if name == "tolerated":
            found["M2"] = {"status": "missing"}
            cases.check_materials(actor=act, case=no, materials=found)
            cases.decide_intake(actor=act, case=no, outcome="accept", tolerate=signed)
            continue
        cases.check_materials(actor=act, case=no, materials=found)
        cases.decide_intake(actor=act, case=no, outcome="accept", commit=signed)
    cases.decide(actor=act, case=side.its["broken"], decision="approve", reasons="符合条件")
    cases.verify_commitment(
        actor=act, case=side.its["broken"], result="breach", findings="制度没有落实", verifiers=["赵甲", "钱乙"],
        grade="general", basis="食品安全法第三十三条",
    )  # fmt: skip


def _change_item(side: Side) -> None:
    """A case that was opened for the wrong item."""
    act = side.system
    catalog.offer_item(actor=act, code=OTHER_ITEM, department_id=UUID(side.its["department"]), group=side.letter)
    no = cases.open_case(actor=act, item=OTHER_ITEM, parties=[party(side)])["no"]
    cases.change_item(actor=act, case=no, item=ITEM, reason="选错事项")
    cases.note_values(
        actor=act,
        case=no,
        values={"M1": {"address": f"{side.letter}路1号"}, "M2": {"address": f"{side.letter}路 一号"}},
    )
    with reading(act):
        (one,) = cases.agreement(act, no).differences
    cases.answer_difference(actor=act, case=no, difference=one.digest, answer="written_differently", reason="同一地址")
    side.its |= {"changed": no, "difference": one.digest}
    _reopen(side)
    _report(side)
    _inquire(side)


def _urge(side: Side) -> None:
    """One case is urged at the window; and weeks later, with nothing done, its light is told."""
    cases.urge(actor=side.system, case=side.its["handed"], reason="申请人来问")
    side.its["urging"] = newest(side, "cases_caseurging")
    with clock.at(clock.now() + timedelta(days=60)):
        cases.remind_due(actor=side.system)


def _manual(side: Side) -> None:
    """An emergency pack, and one paper that was written by hand and entered."""
    made = cases.make_pack(actor=side.system)
    side.its["pack"] = made["id"]
    now = clock.now().astimezone(places.center(side.id).zone) + timedelta(minutes=1)
    with reading(side.system):
        first = cases.pack(side.system, UUID(made["id"])).runs[0].number
    with clock.at(now):
        cases.enter_by_hand(
            actor=side.system, number=first, item=ITEM, written_on=now.date(), written_time=f"{now:%H:%M}", parties=[party(side)]
        )  # fmt: skip


def _inquire(side: Side) -> None:
    """Somebody only asks."""
    side.its["inquiry"] = cases.answer_inquiry(actor=side.system, item=ITEM)["id"]


def _reopen(side: Side) -> None:
    """A denial that fell by the organ's own correction."""
    act = side.system
    no = cases.open_case(actor=act, item=ITEM, parties=[party(side)], procedure="ordinary")["no"]
    with reading(act):
        codes = [m.code for m in cases.case_page(act, no).materials]
    cases.check_materials(actor=act, case=no, materials={code: {"status": "received"} for code in codes})
    cases.decide_intake(actor=act, case=no, outcome="accept")
    cases.decide(actor=act, case=no, decision="deny", reasons="不符", basis="依据")
    reopened = {"cause": "own", "effect": "revoked", "document": f"{side.letter}纠1号", "reasons": "认定事实有误"}
    made = cases.reopen(actor=act, case=no, document_on="2026-01-05", binding_on="2026-01-05", **reopened)
    side.its |= {"overturned": no, "reopened": made["no"]}


def _report(side: Side) -> None:
    """A case that one department has reviewed and another decides."""
    act, letter = side.system, side.letter
    above = places.add_department(
        actor=act, code=f"{letter}up", name=f"{letter}市市场监督管理局", short_name=f"{letter}市局",
        uscc=make_uscc(f"115001997020{ord(letter):05d}"), review_organ=f"{letter}市人民政府", court=f"{letter}区人民法院",
        seal_mode="sample", phone="023-00002200",
    )  # fmt: skip
    two = {"department_id": UUID(above["id"]), "review_department_id": UUID(side.its["department"]), "group": letter}
    catalog.offer_item(actor=act, code=OTHER_ITEM, **two)
    made = cases.open_case(actor=act, item=OTHER_ITEM, parties=[party(side)])
    codes = [m["code"] for m in made["materials"]]
    cases.check_materials(actor=act, case=made["no"], materials={code: {"status": "received"} for code in codes})
    cases.decide_intake(actor=act, case=made["no"], outcome="accept")
    cases.report_up(actor=act, case=made["no"], conclusion="agree", opinion=f"{letter}符合条件", papers=codes)


def _results(side: Side) -> None:
    act = side.system
    for name in ("handed", "decided", "given"):
        made = cases.hand_over(actor=act, cases=[side.its[name]])
        side.its["handover"] = made["id"]
        if name == "handed":
            side.its["open_handover"] = made["id"]
            continue
        cases.take_over(actor=act, handover=made["id"])
        cases.decide(actor=act, case=side.its[name], decision="approve", reasons="符合条件")
        cases.register_result(actor=act, case=side.its[name], result_no=f"{side.letter}-{name}")
        side.its[f"result_{name}"] = newest(side, "delivery_result")
    cases.deliver(actor=act, case=side.its["given"], method="on_site", receiver_name=party(side)["name"])


def _procedures(side: Side) -> None:
    """A procedure that runs on one case, an extension asked for on another, hearings on two, a renewal."""
    act = side.system
    heard = {"matter": "排烟设施", "persons": "相邻住户"}
    cases.tell_hearing_right(actor=act, case=side.its["told"], **heard)
    ordered = cases.order_hearing(actor=act, case=side.its["heard"], **heard)
    side.its["hearing_day"] = f"{ordered['organise_by']} 09:30"
    started = cases.start_procedure(actor=act, case=side.its["stopped"], kind="testing", days=10)
    side.its["procedure"] = started["procedure"]
    cases.ask_extension(actor=act, case=side.its["handed"], reason="情况复杂")
    cases.note_renewal(actor=act, case=side.its["told"], licence_no=f"{side.letter}-1", expires_on="2099-12-31")


def _counters(side: Side) -> None:
    """What else is open at the counter: a signature asked for, an invitation to rate, a look-up by number."""
    act, window = side.system, UUID(side.its["window_id_1"])
    asked = {"window_id": window, "subject": f"case:{side.its['decided_id']}", "signer": "张云", "about": "领取结果"}
    side.its["signature"] = delivery.ask_signature(actor=act, **asked)["request"]
    queueing.finish(actor=act, ticket=side.its["serving"])
    side.its["serving_subject"] = f"ticket:{side.its['serving']}"
    side.its["invitation"] = newest(side, "feedback_invitation")
    visitor = Actor.citizen(side.id)
    cases.look_up_status(actor=visitor, no=side.its["accepted"], last4=party(side)["id_no"][-4:], source="test")


def _messages(side: Side) -> None:
    """One to the clerk, who has read it; one that was sent, one that could not be, one that waits."""
    act, to = side.system, Recipient
    say(actor=act, to=[to.staff(side.staff["desk"])])
    side.its["message"] = newest(side, "foundation_message")
    mark_read(actor=side.actor(), message=side.its["message"])
    say(actor=act, to=[to("mail", address="zhang@example.cn", name="张云")])
    deliver_due(side.id)
    say(actor=act, to=[to("sms", address="13x", name="张云")])
    side.its["lost_message"] = newest(side, "foundation_message")
    say(actor=act, to=[to("mail", address="zhang@example.cn", name="张云")])
    side.its["waiting_message"] = newest(side, "foundation_message")

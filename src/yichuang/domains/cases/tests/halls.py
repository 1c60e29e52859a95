"""A small hall set up by commands: two departments, two windows, one queue, and an item for each way of intake."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, scope
from yichuang.foundation.actor import Actor
from yichuang.foundation.identity import make_resident_id, make_uscc
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import table

PDF = b"%PDF-1.7 a form"
PERSON = {
    "role": "applicant",
    "name": "张小云",
    "id_type": "resident_id",
    "id_no": make_resident_id("500199", date(1990, 3, 7)),
    "phone": "13800001234",
}
SHOP = {
    "role": "applicant",
    "kind": "organization",
    "name": "云岭区张记小面馆",
    "id_type": "uscc",
    "id_no": make_uscc("92500199MA5U8C2X0"),
}


THREE_DAYS = {"value": 3, "unit": "工作日", "basis": "市场主体登记管理条例19", "sure": "text", "starts_at": "receipt"}
LICENCES = ("LICENSE_STD", "POLLUTION_3D", "WATER_5WD", "REGISTRATION_FORMAL")


def item(code: str, name: str, rule: str, **over: Any) -> dict[str, Any]:
    """One item of an import file. Everything is confirmed, so that its papers are no samples."""
    limit = {"value": 20, "unit": "工作日", "basis": "行政许可法42", "sure": "text"}
    on_spot = {"value": 0, "unit": "当场", "basis": "", "sure": "confirmed"}
    licence = rule in LICENCES
    promised = over.pop("promised", licence or rule == "REAL_ESTATE_INSTANT")
    return {
        "id": code,
        "name": name,
        "department": "市场监督管理局",
        "type": "行政许可" if licence else "行政确认",
        "type_code": "01" if licence else "07",
        "type_sure": "confirmed",
        "service_object": ["自然人"],
        "level": "县级",
        "project_type": "承诺件" if promised else "即办件",
        "legal_basis": [{"law": "食品安全法", "article": "35", "sure": "text"}],
        "statutory_limit": limit if promised else on_spot,
        "promise_limit": {"value": 5, "unit": "工作日", "sure": "confirmed"} if promised else on_spot,
        "delivery_limit": {"value": 10, "unit": "工作日", "basis": "行政许可法44", "sure": "text"}
        if promised
        else None,
        "intake_rule": rule,
        "fee": {"text": "不收费", "sure": "confirmed"},
        "result": {"name": f"{name}证", "validity": "5年", "sure": "confirmed"},
        "conditions": ["符合法定条件"],
        "procedure": ["申请", "受理", "决定"],
        "quantity": "无数量限制",
        "materials": [material("申请书"), material("身份证明"), material("场所证明")],
        **over,
    }


def material(name: str, **over: Any) -> dict[str, Any]:
    """One material of an import file."""
    return {
        "name": name,
        "class": "主件",
        "necessity": "必要",
        "tolerable": False,
        "form": "原件",
        "source": "申请人自备",
        "copies": 1,
        "sure": "confirmed",
        "class_sure": "confirmed",
        "review_points": [{"text": "填写完整，有签名", "fix": "请补填并签名"}],
        **over,
    }


ITEMS = [
    item("L1", "小面馆经营许可", "LICENSE_STD"),
    item("L2", "两份文书许可", "LICENSE_STD", refusal_with_notice=True),
    item("L3", "只告知许可", "LICENSE_STD", refusal_with_notice=False),
    item("H4", "加急许可", "LICENSE_STD", promise_limit={"value": 6, "unit": "工作小时", "sure": "confirmed"}),
    item("F1", "预包装食品销售备案", "FILING"),
    item("I1", "证件换发", "INSTANT"),
    item("P1", "保险登记", "PUBLIC_SERVICE"),
    item("P2", "待遇申领", "PUBLIC_SERVICE", promised=True),
    item("R1", "小店登记", "REGISTRATION_FORMAL", project_type="即办件", statutory_limit=THREE_DAYS),
    item("E1", "房屋转移登记", "REAL_ESTATE_INSTANT"),
    item("D1", "排污许可", "POLLUTION_3D"),
    item("K1", "取水许可", "WATER_5WD"),
    item(
        "Q1", "按情形许可", "LICENSE_STD",
        questions=[{"code": "kind", "text": "是否餐饮？", "answers": [{"code": "yes", "text": "餐饮"}, {"code": "no", "text": "其他"}]}],
        materials=[material("申请书"), material("布局图", necessity="情形", when={"kind": ["yes"]})],
    ),
    item("S2", "两级办理许可", "LICENSE_STD", promise_limit={"value": 30, "unit": "工作日", "sure": "confirmed"}),
    item(
        "X1", "诊所执业登记", "LICENSE_STD",
        statutory_limit={"value": 45, "unit": "工作日", "basis": "医疗机构管理条例19", "sure": "text"},
    ),
    item(
        "H1", "娱乐场所设立审批", "LICENSE_STD",
        special_procedures=[{"name": "听证（必经）", "counted": False, "est_days": 20, "sure": "confirmed"}],
    ),
    item(
        "T1", "公共场所卫生许可", "LICENSE_STD",
        special_procedures=[
            {"name": "卫生检测", "counted": False, "est_days": 10, "sure": "confirmed"},
            {"name": "专家评审", "counted": False, "sure": "confirmed"},
            {"name": "现场核查", "counted": True, "est_days": 5, "sure": "confirmed"},
        ],
    ),
    item(
        "TOL", "可容缺许可", "LICENSE_STD", deferred_容缺={"applies": True},
        materials=[material("申请书"), material("身份证明"), material("管理制度", **{"class": "次件"}, tolerable=True),
                   material("人员名单", **{"class": "次件"}, tolerable=True), material("照片", **{"class": "次件"})],
    ),
    item(
        "COM", "可承诺许可", "LICENSE_STD", deferred_容缺={"applies": True},
        commitment_告知承诺={
            "applies": True, "basis": "某条例第八条", "terms": "场所符合标准，承诺后当场受理", "duties": "部门提供咨询并在决定后核查",
            "breach": "核查不符的限期整改，分三级，可以申诉，整改后修复信用", "verify_days": 60, "repair_days": 30,
        },
        materials=[material("申请书"), material("场所证明", replaceable=True),
                   material("管理制度", **{"class": "次件"}, tolerable=True)],
    ),
]  # fmt: skip


@dataclass
class Hall:
    """Shorthand for acting in one center. `clerk` stands at a window; `officer` belongs to the deciding department."""

    id: UUID
    system: Actor
    clerk: Actor
    officer: Actor
    department: UUID
    other_department: UUID
    tickets: list[dict[str, Any]] = field(default_factory=list)

    def open(self, item: str = "L1", parties: Any = None, **more: Any) -> dict[str, Any]:
        return cases.open_case(actor=self.clerk, item=item, parties=parties or [PERSON], **more)

    def check(self, case: str, statuses: dict[str, str] | str = "received", **more: Any) -> dict[str, Any]:
        if isinstance(statuses, str):
            page = self.page(case)
            statuses = {m.code: statuses for m in page.materials}
        given = {code: {"status": status, **more} for code, status in statuses.items()}
        return cases.check_materials(actor=self.clerk, case=case, materials=given)

    def complete(self, item: str = "L1", **more: Any) -> str:
        """A case with everything received."""
        no: str = self.open(item, **more)["no"]
        self.check(no)
        return no

    def decide(self, case: str, outcome: str, **more: Any) -> dict[str, Any]:
        return cases.decide_intake(actor=self.clerk, case=case, outcome=outcome, **more)

    def accepted(self, **more: Any) -> str:
        no = self.complete(**more)
        self.decide(no, "accept")
        return no

    def page(self, case: str, actor: Actor | None = None) -> cases.CaseView:
        who = actor or self.clerk
        with reading(who):
            return cases.case_page(who, case)

    def outcomes(self, case: str, **more: Any) -> dict[str, cases.OutcomeView]:
        with reading(self.clerk):
            return {o.outcome: o for o in cases.outcomes(self.clerk, case, **more)}

    @property
    def superior(self) -> Actor:
        """Somebody of the other department, which decides what this one has reviewed."""
        return replace(self.officer, id=uuid4(), name="钱上清", department_id=self.other_department)

    def ticket(self, window: str = "1", *, start: bool = True) -> dict[str, Any]:
        queueing.issue_ticket(actor=self.system, queue="A")
        called: dict[str, Any] = queueing.call_next(actor=self.system, window=window)["ticket"]
        if start:
            queueing.start(actor=self.system, ticket=called["id"])
        return called


def of_unknown_rule(actor: Actor, no: str) -> None:
    """What a catalogue that is ahead of the program would leave in a case."""
    from yichuang.domains.cases.models import Case

    with transaction.atomic():
        scope.enter(actor)
        assert Case.objects.filter(no=no).update(rule="NEVER_HEARD_OF") == 1


CLERK = frozenset({
    "case.open", "case.check", "case.accept", "case.handover", "case.read", "result.register", "result.deliver",
    "personal.reveal", "window.operate",
})  # fmt: skip
OFFICER = frozenset({"case.read", "case.decide", "result.register", "personal.reveal"})


def hide(actor: Actor, no: str) -> None:
    """Make the case one of an item that public pages do not name."""
    from yichuang.domains.cases.models import Case

    with transaction.atomic():
        scope.enter(actor)
        assert Case.objects.filter(no=no).update(sensitive=True) == 1


def build(code: str = "demo", *, since: datetime = datetime(2026, 11, 2, 2, tzinfo=UTC)) -> Hall:
    """Set a hall up. The legal calendar is seeded as at set-up."""
    center_id = uuid4()
    system = Actor.system(center_id)
    table.seed()
    places.found_center(
        actor=system, code=code, name="云岭区政务服务中心", region="500199", is_demo=True, phone="023-00002000",
        supervision_phone="023-00002345", address="云岭区政务大道 1 号",
    )  # fmt: skip
    places.add_zone(actor=system, code="A", name="综合办事区")
    for window in ("1", "2"):
        places.add_window(actor=system, code=window, name="综合办事", kind="service", zone="A")
    departments = [
        _department(system, code, name) for code, name in (("scjg", "市场监督管理局"), ("wjw", "卫生健康委员会"))
    ]
    queueing.set_up_queue(actor=system, code="A", name="综合办事")
    with clock.at(since):  # in force for some weeks, so that cases may lie behind
        _items(system, *departments)
    for window in ("1", "2"):
        queueing.serve_queues(actor=system, window=window, queues=["A"])
        queueing.open_window(actor=system, window=window)
    clerk = Actor(
        kind="staff", id=uuid4(), name="李晓云", post="综合窗口工作人员", center_id=center_id, reads=(center_id,),
        capabilities=CLERK,
    )  # fmt: skip
    officer = replace(
        clerk, id=uuid4(), name="赵敏行", post="行政审批科", capabilities=OFFICER, department_id=departments[0]
    )
    return Hall(center_id, system, clerk, officer, departments[0], departments[1])


def _department(actor: Actor, code: str, name: str) -> UUID:
    made = places.add_department(
        actor=actor, code=code, name=f"云岭区{name}", short_name=f"云岭{name[:2]}", uscc=make_uscc(f"1150019970100{len(name):04d}"), review_organ="云岭区人民政府",
        court="云岭区人民法院", seal_mode="wet", phone="023-00002100",
    )  # fmt: skip
    return UUID(str(made["id"]))


def _items(actor: Actor, department: UUID, superior: UUID) -> None:
    with reading(actor):
        there = {line.code for line in catalog.search(actor, limit=100)}
    missing = [i for i in ITEMS if i["id"] not in there]
    if missing:
        catalog.import_catalogue(actor=actor, document={"items": missing})
        for row in missing:
            catalog.attach_form(
                actor=actor, code=row["id"], material="M1", kind="filled_sample", name="样表.pdf",
                content_type="application/pdf", data=PDF,
            )  # fmt: skip
            catalog.publish_item(actor=actor, code=row["id"], answer="按较早的日期办结")
    for row in ITEMS:
        above = {"department_id": superior, "review_department_id": department} if row["id"] == "S2" else {}
        catalog.offer_item(actor=actor, code=row["id"], group="A", **({"department_id": department} | above))

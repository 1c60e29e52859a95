"""A case in each state, and how each act is done: what the walk over every pair of state and act needs.

Cases are built once, when first asked for, in a transaction that is never committed; each pair is played in a savepoint.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import Case, CaseMaterial
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .halls import PDF, PERSON, Hall
from .promising import BREACH, TWO, approved, committed, tolerated
from .test_correct import told
from .test_department import take
from .test_intake import REFUSAL

START = "11-23 10:06"
LICENCE = {"licence_no": "JY150", "expires_on": "2026-12-31"}
REPORT = {"conclusion": "agree", "opinion": "现场核查符合条件", "papers": ["M1", "M2", "M3"]}
HEARING = {"matter": "排烟", "persons": "相邻住户陈国华"}
OWN = {"cause": "own", "effect": "revoked", "document": "云岭市监自纠〔2026〕1号", "document_on": "2026-11-23",
       "binding_on": "2026-11-23", "reasons": "适用依据错误"}  # fmt: skip


def at(text: str) -> Any:
    """The clock at a time of the hall's zone, in the winter of 2026: 12-30 10:00, 01-15 10:00."""
    year = 2026 if text[:2] >= "11" else 2027
    return clock.at(datetime.fromisoformat(f"{year}-{text}+08:00"))


@dataclass
class Stage:
    """The hall with its cases by what they are called below."""

    hall: Hall
    built: dict[str, str] = field(default_factory=dict)
    counted: tuple[int, dict[str, int]] | None = None

    def case(self, name: str) -> str:
        """The number of a case, built when it is first asked for."""
        if name not in self.built:
            with at(START):
                self.built[name] = BUILT[name](self)
        return self.built[name]

    def stop(self, no: str) -> str:
        cases.start_procedure(actor=self.hall.officer, case=no, kind="testing", days=3)
        return no

    def row(self, no: str) -> dict[str, Any]:
        with reading(self.hall.system):
            return Case.objects.filter(no=no).values().get()

    def actor(self, who: str) -> Actor:
        hall = self.hall
        if who == "head":
            return replace(hall.officer, id=uuid4(), capabilities=hall.officer.capabilities | {"case.extend"})
        if who == "urger":
            return replace(hall.clerk, capabilities=hall.clerk.capabilities | {"case.urge"})
        if who == "citizen":
            return Actor.citizen(hall.id)
        found: Actor = getattr(hall, who)
        return found


def _refused(s: Stage) -> str:
    no = s.hall.complete()
    s.hall.decide(no, "refuse", **REFUSAL)
    return no


def _withdrawn(s: Stage) -> str:
    no = s.hall.complete()
    cases.withdraw(actor=s.hall.clerk, case=no, reason="不办了")
    return no


def _returned(s: Stage) -> str:
    no = told(s.hall)
    with at("01-05 10:00"):
        cases.give_back(actor=s.hall.officer, case=no, reasons="逾期没有补正", basis="某办法第九条")
    return no


def _given(s: Stage, no: str) -> str:
    take(s.hall, no)
    return no


def _closed(s: Stage, no: str) -> str:
    cases.close_case(actor=s.hall.officer, case=no)
    return no


BUILT: dict[str, Callable[[Stage], str]] = {
    "draft": lambda s: s.hall.open("L1")["no"],
    "received": lambda s: s.hall.complete(),
    "correcting": lambda s: told(s.hall),
    "accepted": lambda s: s.hall.accepted(),
    "stopped": lambda s: s.stop(s.hall.accepted()),
    "decided": lambda s: approved(s.hall, s.hall.accepted()),
    "delivered": lambda s: _given(s, approved(s.hall, s.hall.accepted())),
    "closed": lambda s: _closed(s, _given(s, approved(s.hall, s.hall.accepted()))),
    "refused": _refused,
    "withdrawn": _withdrawn,
    "returned": _returned,
    "two stages": lambda s: s.hall.accepted(item="S2"),
    "choosing": lambda s: s.hall.open("COM")["no"],
    "tolerated": lambda s: tolerated(s.hall),
    "committed": lambda s: committed(s.hall),
    "committed, decided": lambda s: approved(s.hall, committed(s.hall)),
}

# ---- what has to have happened before an act, beside the state ----

Ready = Callable[[Stage, str], str]
USES: dict[Ready, str] = {}
"""The case that a way of getting ready begins with, where it is not the plain one of the state: it has to be built before."""


def plain(s: Stage, state: str) -> str:
    return s.case(state)


def choosing(s: Stage, state: str) -> str:
    no = s.case("choosing")
    if state == "received":
        s.hall.check(no, {"M1": "received"})
    return no


def outside(s: Stage, state: str) -> str:
    """As an item that another system handles."""
    with reading(s.hall.system):
        Case.objects.filter(no=s.case(state)).update(external="社保业务系统")
    return s.case(state)


def shown(s: Stage, state: str) -> str:
    """The first paper is one whose name is compared."""
    with reading(s.hall.system):
        CaseMaterial.objects.filter(case__no=s.case(state), code="M1").update(shows=["applicant_name"])
    return s.case(state)


def blanks(s: Stage, state: str) -> str:
    cases.make_pack(actor=s.hall.system)
    return s.case(state)


def differing(s: Stage, state: str) -> str:
    no = shown(s, state)
    cases.note_values(actor=s.hall.clerk, case=no, values={"M1": {"applicant_name": "张小芸"}})
    return no


def of(name: str) -> Ready:
    """Another case than the plain one; stopped where the state asks for it."""

    def ready(s: Stage, state: str) -> str:
        return s.stop(s.case(name)) if state == "stopped" else s.case(name)

    USES[ready] = name
    return ready


def asked(s: Stage, state: str) -> str:
    no = s.case("accepted")
    cases.ask_extension(actor=s.hall.officer, case=no, reason="案情复杂")
    return s.stop(no) if state == "stopped" else no


def right_told(s: Stage, state: str) -> str:
    no = s.case("accepted")
    cases.tell_hearing_right(actor=s.hall.officer, case=no, **HEARING)
    return s.stop(no) if state == "stopped" else no


def ordered(s: Stage, state: str) -> str:
    cases.order_hearing(actor=s.hall.officer, case=s.case("accepted"), **HEARING)
    return s.case("accepted")


def renewing(s: Stage, state: str) -> str:
    no = s.case(state)
    cases.note_renewal(actor=s.hall.officer, case=no, **LICENCE)
    return no


def arranged(s: Stage, state: str) -> str:
    no = ordered(s, state)
    cases.arrange_hearing(actor=s.hall.officer, case=no, **ROOM)
    return no


def promised(s: Stage, state: str) -> str:
    no = s.case("committed, decided")
    if state != "decided":
        _given(s, no)
    return _closed(s, no) if state == "closed" else no


def broken(s: Stage, state: str) -> str:
    no = promised(s, state)
    with at("12-14 10:00"):
        cases.verify_commitment(actor=s.hall.officer, case=no, **BREACH)
    return no


def appealed(s: Stage, state: str) -> str:
    no = broken(s, state)
    with at("12-15 10:00"):
        cases.appeal_breach(actor=s.hall.clerk, case=no, appeal="与事实不符")
    return no


def repaired(s: Stage, state: str) -> str:
    no = broken(s, state)
    with at("12-20 10:00"):
        cases.check_repair(actor=s.hall.officer, case=no, corrected=True, findings="已配备", verifiers=TWO)
    return no


USES |= {
    choosing: "choosing", **dict.fromkeys((asked, right_told, ordered, arranged), "accepted"),
    **dict.fromkeys((promised, broken, appealed, repaired), "committed, decided"),
}  # fmt: skip

# ---- the acts ----


def stop_id(s: Stage, no: str) -> dict[str, Any]:
    found = s.hall.page(no).procedures
    return {"procedure": found[-1].id if found else uuid4()}


def difference(s: Stage, no: str) -> dict[str, Any]:
    with reading(s.hall.clerk):
        found = cases.agreement(s.hall.clerk, no).differences
    return {"difference": found[0].digest if found else "x"}


def blank(s: Stage, no: str) -> dict[str, Any]:
    """The first number of the acceptances in the pack; outside it any."""
    with reading(s.hall.clerk):
        found = cases.pack_in_use(s.hall.clerk)
    return {"number": next((r.number for r in found.runs if r.kind == "acceptance"), 1) if found else 1}


def party(s: Stage, no: str) -> dict[str, Any]:
    return {"party": s.hall.page(no).parties[0].id}


def code(s: Stage, no: str) -> dict[str, Any]:
    return {"code": s.hall.page(no).tracking_code}


ROOM = {"hold_at": "2026-12-15 09:30", "place": "三楼", "presider": "周怀远", "presider_post": "法制科科长"}
BROUGHT = {"materials": {"M3": {"status": "received"}}}


@dataclass(frozen=True)
class Do:
    """Who does it with what; `when` is the time at which it may be done, `ready` what goes before it, `find` what it names."""

    who: str
    args: Mapping[str, Any] = field(default_factory=dict)
    ready: Ready = plain
    when: str = START
    find: Callable[[Stage, str], dict[str, Any]] | None = None
    names: str = "case"


C, O = "clerk", "officer"  # noqa: E741
DONE = {
    "change_item": Do(C, {"item": "F1", "reason": "选错事项"}),
    "change_parties": Do(C, {"parties": [PERSON]}),
    "set_situation": Do(C, {"situation": {}}),
    "choose_procedure": Do(C, {"choice": "ordinary"}, choosing),
    "check_materials": Do(C, {"materials": {"M1": {"status": "received"}}}),
    "note_values": Do(C, {"values": {"M1": {"applicant_name": "张小芸"}}}, shown),
    "answer_difference": Do(C, {"answer": "former_name", "reason": "曾用名"}, differing, find=difference),
    "attach_file": Do(C, {"name": "a.pdf", "content_type": "application/pdf", "data": PDF}),
    "give_receipt": Do(C),
    "reveal_party": Do(C, {"reason": "核对"}, find=party),
    "note_external": Do(C, {"number": "SB-1"}, outside),
    "decide_intake": Do(C, {"outcome": "refuse", **REFUSAL}),
    "enter_answer_by_hand": Do(C, {"kind": "acceptance", "written_on": "2026-11-23", "written_time": "10:06"}, blanks, find=blank),
    "deem": Do("system", when="12-01 00:00"),
    "complete_correction": Do(C, {"materials": {m: {"status": "received"} for m in ("M1", "M3")}}),
    "withdraw": Do(C, {"reason": "不办了"}),
    "supply": Do(C, BROUGHT, of("tolerated")),
    "withdraw_commitment": Do(C, {"reason": "改走一般程序"}, of("committed")),
    "appeal_breach": Do(C, {"appeal": "与事实不符"}, broken, "12-15 10:00"),
    "hand_over": Do(C, names="cases"),
    "urge": Do("urger", {"reason": "申请人来问"}),
    "urge_by_code": Do("citizen", find=code, names=""),
    "give_opinion": Do(O, {"opinion": "agree", "reasons": "属实"}),
    "start_procedure": Do(O, {"kind": "inspection", "days": 3}),
    "finish_procedure": Do(O, find=stop_id),
    "ask_extension": Do(O, {"reason": "案情复杂"}),
    "approve_extension": Do("head", {"approver": "周正", "approver_post": "局长"}, asked),
    "decline_extension": Do("head", {"reason": "不必"}, asked),
    "take_back_extension": Do(O, ready=asked),
    "tell_hearing_right": Do(O, HEARING),
    "order_hearing": Do(O, HEARING),
    "apply_for_hearing": Do(O, {"applicant": "陈国华"}, right_told),
    "waive_hearing": Do(O, {"reason": "书面放弃"}, right_told),
    "arrange_hearing": Do(O, ROOM, ordered),
    "hold_hearing": Do(O, {"record": "双方陈述", "signed_by": "陈国华"}, arranged, "12-15 12:00"),
    "cancel_hearing": Do(O, {"reason": "双方和解"}, ordered),
    "report_up": Do(O, REPORT, of("two stages")),
    "note_renewal": Do(O, LICENCE),
    "renew_by_law": Do("system", ready=renewing, when="01-01 00:00"),
    "decide": Do(O, {"decision": "approve", "reasons": "符合条件"}),
    "give_back": Do(O, {"reasons": "逾期", "basis": "某办法第九条"}, when="01-05 10:00"),
    "admit_late": Do(O, {**BROUGHT, "reasons": "暴雨"}, of("tolerated"), "11-28 10:00"),
    "return_lapsed": Do(O, {"reasons": "没有补齐", "basis": "某办法第九条"}, of("tolerated"), "11-28 10:00"),
    "verify_commitment": Do(O, {"result": "kept", "findings": "一致", "verifiers": TWO}, promised, "12-14 10:00"),
    "check_repair": Do(
        O, {"corrected": True, "findings": "已配备", "verifiers": TWO}, broken, "12-20 10:00"
    ),
    "answer_appeal": Do(O, {"upheld": False, "reply": "事实清楚"}, appealed, "12-16 10:00"),
    "decide_breach": Do(O, {"decision": "revoke", "reasons": "没有整改", "basis": "某条例第九条"}, broken, "01-15 10:00"),
    "repair_credit": Do(O, {"reason": "已纠正"}, repaired, "12-21 10:00"),
    "register_result": Do(C, {"result_name": "许可证", "result_no": "1"}),
    "deliver": Do(C, {"method": "on_site", "receiver_name": PERSON["name"], "signing": "paper"}),
    "close_case": Do(O),
    "reopen": Do(O, OWN),
}  # fmt: skip


def run(s: Stage, act: str, no: str) -> dict[str, Any]:
    """Call the act's real command on a case."""
    do = DONE[act]
    named: dict[str, Any] = {do.names: [no] if do.names == "cases" else no} if do.names else {}
    found = do.find(s, no) if do.find else {}
    command = cases_commands(act)
    return command(actor=s.actor(do.who), **named, **do.args, **found)


def cases_commands(act: str) -> Callable[..., dict[str, Any]]:
    from yichuang.domains.cases import commands

    found: Callable[..., dict[str, Any]] = getattr(commands, act)
    return found

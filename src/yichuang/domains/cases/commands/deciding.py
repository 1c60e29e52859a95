"""The department's side: opinions, and the decision with its paper."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command

from .. import catalogue, clocks, events, papers, promises
from ..models import Ruling
from ..stages import for_the_decider
from .common import about, among, answer, need, paper_answer, rule_by, stands, take_case, tell, text
from .delivering import register
from .extending import lapse
from .hearing import before_decision


@command("cases.give_opinion", needs="case.decide")
def give_opinion(work: Work, *, case: UUID | str, opinion: str, reasons: str) -> dict[str, Any]:
    """An examiner's advice in writing: agree or disagree, and why. It binds nobody and stays in the file."""
    found = take_case(work, case)
    stands(found, "give_opinion")
    said = need(text(reasons, "reasons"), "reasons", "审查意见")
    rule_by(work, found, "opinion", among(opinion, ("agree", "disagree"), "opinion"), reasons=said)
    work.audit("case.opinion_given", about(found), after={"opinion": opinion})
    tell(work, found)
    return answer(found)


@command("cases.decide", needs="case.decide")
def decide(
    work: Work,
    *,
    case: UUID | str,
    decision: str,
    reasons: str,
    basis: str = "",
    result_name: str = "",
    result_no: str = "",
) -> dict[str, Any]:
    """Approve or deny, in writing, with reasons, basis and remedies. The delivery limit starts; the decision's ends."""
    found = take_case(work, case)
    stands(found, "decide")
    for_the_decider(work, found)
    among(decision, ("approve", "deny"), "decision")
    said = need(text(reasons, "reasons"), "reasons", "事实和理由")
    item = catalogue.pinned(found.item_version_id)
    law = text(basis, "basis")
    if decision == "deny":
        need(law, "basis", "法律依据")
    promises.hold_result(work, found, decision)
    heard = before_decision(work, found)
    said = said + ("\n" + heard if heard else "")
    ruling = rule_by(work, found, "decision", decision, reasons=said, basis=law or item.law)
    found.move(
        "decide", at=work.at, decided_at=work.at, verdict=decision, renews_after=None,
        result_name=text(result_name, "result_name", most=200) if decision == "approve" else "",
        result_no=text(result_no, "result_no", most=100) if decision == "approve" else "",
    )  # fmt: skip
    clocks.meet(work, found, "promise", "statutory")
    lapse(work, found)
    promises.after_decision(work, found, item, decision)
    deliver = clocks.start(work, found, "delivery", item.delivery, work.at) if item.delivery else None
    work.audit("case.decided", about(found), after={"decision": decision, "due": found.due})
    work.emit(
        events.DECIDED, about(found), case=found.pk, no=found.no, department=found.department_id,
        ticket=found.ticket_id, decision=decision,
    )  # fmt: skip
    if decision == "approve" and found.result_name:
        register(work, found)
    make = (
        papers.approval(work, found, ruling, deliver) if decision == "approve" else papers.denial(work, found, ruling)
    )
    Ruling.objects.filter(pk=ruling.pk).update(paper_id=make.id, paper_no=make.number_text)
    tell(work, found)
    return answer(found, decision=decision, papers=[paper_answer(make)])

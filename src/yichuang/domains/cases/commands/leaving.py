"""Ways out before a decision: the applicant takes it back; a correction that never came sends it back; and closing the file."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused

from .. import clocks, events, promises
from ..models import CaseDeadline, Notice, Ruling
from ..papers import ending
from .common import about, answer, need, paper_answer, rule_by, stands, take_case, tell, text
from .extending import lapse
from .hearing import drop
from .procedures import end_all


@command("cases.withdraw", needs="case.check")
def withdraw(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """The applicant takes the application back, at any time before the decision, also one accepted on his commitment.

    What he handed in goes back to him and is listed on the paper; of a draft nothing was received, so it has no paper.
    """
    found = take_case(work, case)
    stands(found, "withdraw")
    said = need(text(reason, "reason", most=400), "reason", "撤回原因")
    before = found.state
    found.move("withdraw", at=work.at, ended_at=work.at)
    clocks.meet(work, found, "tell", "correction", "promise", "statutory")
    end_all(work, found, "申请人撤回申请，程序终止。")
    lapse(work, found)
    promises.end(work, found)
    drop(work, found, "申请人撤回申请。")
    work.audit("case.withdrawn", about(found), before={"state": before}, after={"state": found.state}, reason=said)
    work.emit(events.WITHDRAWN, about(found), case=found.pk, no=found.no, ticket=found.ticket_id)
    tell(work, found)
    given = [ending.withdrawal(work, found, said)] if found.received_at else []
    return answer(found, papers=[paper_answer(p) for p in given])


@command("cases.give_back", needs="case.decide")
def give_back(work: Work, *, case: UUID | str, reasons: str, basis: str) -> dict[str, Any]:
    """The department decides in writing that the papers go back, because the correction did not come in its time.

    With reasons, basis and remedies, in its name; never the window by word of mouth. While the days for correction run, the
    applicant has them. He may apply again at once.
    """
    found = take_case(work, case)
    stands(found, "give_back")
    why = need(text(reasons, "reasons"), "reasons", "事实和理由")
    law = need(text(basis, "basis"), "basis", "法律依据")
    limit = CaseDeadline.objects.get(case=found, kind="correction", center_id=work.center_id)
    if limit.due is not None and work.today <= limit.due:
        raise Refused("case.correction_still_runs", no=found.no, due=limit.due)
    found.move("give_back", at=work.at, ended_at=work.at)
    clocks.meet(work, found, "correction")
    ruling = rule_by(work, found, "decision", "return", reasons=why, basis=law)
    work.audit("case.returned", about(found), after={"state": found.state}, reason=why)
    work.emit(events.RETURNED, about(found), case=found.pk, no=found.no, ticket=found.ticket_id)
    tell(work, found)
    notice = Notice.objects.filter(case=found, center_id=work.center_id).order_by("-period")[0]
    paper = ending.returning(work, found, ruling, notice)
    Ruling.objects.filter(pk=ruling.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    return answer(found, papers=[paper_answer(paper)])


@command("cases.close_case", needs="case.decide")
def close_case(work: Work, *, case: UUID | str) -> dict[str, Any]:
    """The result is in the applicant's hands and the file is whole: nothing more is added to it."""
    found = take_case(work, case)
    stands(found, "close_case")
    found.move("close", at=work.at, ended_at=work.at)
    work.audit("case.closed", about(found), after={"state": found.state})
    work.emit(events.CLOSED, about(found), case=found.pk, no=found.no)
    tell(work, found)
    return answer(found)

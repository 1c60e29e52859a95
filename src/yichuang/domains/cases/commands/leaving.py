"""Ways out before a decision: the applicant takes it back; a correction that never came sends it back; and closing the file."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused

from .. import clocks, events
from ..models import CaseDeadline
from .common import about, answer, need, rule_by, take_case, tell, text
from .extending import lapse
from .procedures import end_all


@command("cases.withdraw", needs="case.check")
def withdraw(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """The applicant takes the application back, at any time before the decision. His papers go back to him."""
    found = take_case(work, case)
    said = need(text(reason, "reason", most=400), "reason", "撤回原因")
    before = found.state
    found.move("withdraw", at=work.at, ended_at=work.at)
    clocks.meet(work, found, "tell", "correction", "promise", "statutory")
    end_all(work, found, "申请人撤回申请，程序终止。")
    lapse(work, found)
    work.audit("case.withdrawn", about(found), before={"state": before}, after={"state": found.state}, reason=said)
    work.emit(events.WITHDRAWN, about(found), case=found.pk, no=found.no, ticket=found.ticket_id)
    tell(work, found)
    return answer(found)


@command("cases.give_back", needs="case.accept")
def give_back(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """Give the papers back when the correction did not come in its time. Earlier than that the applicant still has his days.

    He may apply again at once. A decision in writing with remedies is the department's, where it makes one.
    """
    found = take_case(work, case)
    found.LIFECYCLE.plan("give_back", state=found.state)
    said = need(text(reason, "reason", most=400), "reason", "退件原因")
    limit = CaseDeadline.objects.get(case=found, kind="correction", center_id=work.center_id)
    if limit.due is not None and work.today <= limit.due:
        raise Refused("case.correction_still_runs", no=found.no, due=limit.due)
    found.move("give_back", at=work.at, ended_at=work.at)
    clocks.meet(work, found, "correction")
    rule_by(work, found, "opinion", "return", reasons=said)
    work.audit("case.returned", about(found), after={"state": found.state}, reason=said)
    work.emit(events.RETURNED, about(found), case=found.pk, no=found.no, ticket=found.ticket_id)
    tell(work, found)
    return answer(found)


@command("cases.close_case", needs="case.decide")
def close_case(work: Work, *, case: UUID | str) -> dict[str, Any]:
    """The result is in the applicant's hands and the file is whole: nothing more is added to it."""
    found = take_case(work, case)
    found.move("close", at=work.at, ended_at=work.at)
    work.audit("case.closed", about(found), after={"state": found.state})
    work.emit(events.CLOSED, about(found), case=found.pk, no=found.no)
    tell(work, found)
    return answer(found)

"""Coming back with what the one-time notice asked for: the QR of the notice is the right to a short line."""

from typing import Any

from yichuang.domains.queueing import api as queueing
from yichuang.foundation import doors, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing, Refused

from ..lifecycle import State
from ..models import Case
from .common import about, tell


@command("cases.take_return_ticket", needs="ticket.issue")
def take_return_ticket(work: Work, *, code: str) -> dict[str, Any]:
    """A number for the case behind the code on a notice, to the same clerk or in the short line; the case is on the desk at once."""
    door = doors.door("case", privacy.normal_code(code)) if code and len(code) <= 40 else None
    if door is None or door[0] != work.center_id:
        raise Missing("case.code_unknown")
    case = Case.objects.select_for_update().filter(center_id=work.center_id, pk=door[1]).first()
    if case is None:
        raise Missing("case.code_unknown")
    if case.state != State.CORRECTING:
        raise Refused("case.not_correcting")
    made = queueing.return_ticket(work, item=case.item_code, before=case.ticket_id)
    queueing.attach_case(work, ticket=made["id"], case_id=case.pk, no=case.no)
    work.audit("case.came_back", about(case), after={"number": made["number"], "window": made["window"]})
    tell(work, case)
    return made

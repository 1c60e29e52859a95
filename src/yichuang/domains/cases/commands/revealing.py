"""Looking at a whole number. It is an act with a reason, and the log keeps it."""

from typing import Any
from uuid import UUID

from yichuang.domains.queueing import api as queueing
from yichuang.foundation import privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing

from ..lifecycle import OVER
from ..models import Case, Party
from .common import about, as_id, take_case, text


@command("cases.reveal_party", needs="personal.reveal")
def reveal_party(work: Work, *, case: UUID | str, party: UUID | str, reason: str = "") -> dict[str, Any]:
    """The whole id number and phone of one party.

    While the clerk is serving this case's own ticket, the ticket is the reason; otherwise a reason is typed.
    """
    found = take_case(work, case)
    row = Party.objects.filter(case=found, pk=as_id(party), center_id=work.center_id).first()
    if row is None:
        raise Missing("party.missing")
    said = text(reason, "reason", most=200) or _ticket_reason(work, found)
    if not said:
        raise Invalid("party.reason_needed", field="reason")
    work.audit(
        "party.revealed", about(found), after={"party": row.pk, "role": row.role, "id": row.id_masked}, reason=said
    )
    return {
        "party": row.pk,
        "id_type": row.id_type,
        "id_no": privacy.unseal(row.id_sealed),
        "phone": privacy.unseal(row.phone_sealed),
        "reason": said,
    }


def _ticket_reason(work: Work, case: Case) -> str:
    """The ticket that is being served now at the window of the case, as the reason; empty when it is not."""
    if case.ticket_id is None or case.state in OVER:
        return ""
    ref = queueing.ticket_ref(work, case.ticket_id)
    return f"正在办理 {ref.number} 号" if ref.state in ("called", "serving") else ""

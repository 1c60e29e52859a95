"""The end of a visit. On the spot means: before the person leaves; so a ticket does not end over a case that is owed an answer there."""

from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Refused

from ..deeming import due_deemings
from ..lifecycle import AT_INTAKE
from ..models import Case
from ..rules import RULES

ON_THE_SPOT = tuple(code for code, rule in RULES.items() if rule.on_the_spot)


def nothing_left_open(work: Work, ticket_id: UUID) -> None:
    """Refuse to end a visit with a case whose silence would be an acceptance (不动产登记暂行条例 17). One statement.

    What silence has accepted already is written down first, and holds nobody up.
    """
    rows = Case.objects.filter(center_id=work.center_id, ticket_id=ticket_id, rule__in=ON_THE_SPOT, state__in=AT_INTAKE)
    for case in rows.order_by("opened_at", "id"):
        due_deemings(work, case)
        raise Refused("case.answer_on_the_spot", no=case.no, item=case.item_name)

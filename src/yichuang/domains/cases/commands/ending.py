"""The end of a visit. On the spot means: before the person leaves; so a ticket does not end over a case that is owed an answer there,
nor over a correction that was let to be made at the counter and was not made."""

from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Refused

from ..deeming import due_deemings
from ..lifecycle import AT_INTAKE
from ..models import Case
from ..rules import RULES
from ..spot import waiting_of

ON_THE_SPOT = frozenset(code for code, rule in RULES.items() if rule.on_the_spot)


def nothing_left_open(work: Work, ticket_id: UUID) -> None:
    """Refuse to end a visit with a case whose silence would be an acceptance (不动产登记暂行条例 17), or with an open correction.

    What silence has accepted already is written down first, and holds nobody up. Three statements at most.
    """
    rows = Case.objects.filter(center_id=work.center_id, ticket_id=ticket_id, state__in=AT_INTAKE)
    cases = list(rows.order_by("opened_at", "id"))
    for case in cases:
        if case.rule in ON_THE_SPOT:
            due_deemings(work, case)
            raise Refused("case.answer_on_the_spot", no=case.no, item=case.item_name)
    open_ = waiting_of(work.center_id, cases)
    for case in cases:
        if case.pk in open_:
            due_deemings(work, case)
            raise Refused("case.correct_before_leaving", no=case.no, names="、".join(open_[case.pk]))

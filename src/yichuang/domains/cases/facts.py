"""From rows to the plain values that the rules look at."""

from collections.abc import Iterable
from datetime import date

from yichuang.domains.places import api as places

from .agreement import compared
from .catalogue import INSTANT, pinned
from .lifecycle import AT_INTAKE
from .models import Case, CaseDeadline, CaseMaterial
from .rules import Differs, IntakeFacts, MaterialFact, rule_of


def facts_for(
    case: Case, materials: Iterable[CaseMaterial], today: date, *, ground: str = "", tell_by: date | None = None
) -> IntakeFacts:
    """The facts of a case as they stand. Two statements at most, one fewer when the day for telling is handed in.

    Papers that show data which have to agree cost up to three more. A rule that lets silence count as acceptance needs the day; for the others being late has no such effect.
    """
    rows = [
        m for m in materials if not m.replaced
    ]  # a commitment stands in the place of the others: they are not asked for
    return IntakeFacts(
        rule=case.rule,
        materials=tuple(MaterialFact(m.code, m.name, status=m.status, required=m.required, told=m.told) for m in rows),
        today=today,
        at_intake=case.state in AT_INTAKE,
        has_applicant=bool(case.applicant),
        tell_by=(tell_by or _tell_by(case)) if rule_of(case.rule).deems else None,
        period=case.period,
        ground=ground,
        instant=case.handling == INSTANT,
        refuses_too=refuses_too(case),
        differs=_differs(case, rows),
    )


def _differs(case: Case, rows: list[CaseMaterial]) -> tuple[Differs, ...]:
    names = {m.code: m.name for m in rows}
    return tuple(
        Differs(d.other.material, names[d.other.material], d.field)
        for d in compared(case, rows).open(rows, case.period)
    )


def refuses_too(case: Case) -> bool:
    """Whether what lacks is told together with a written refusal: by the rule, the item's version, else as the center has set it."""
    item = pinned(case.item_version_id).refusal_with_notice
    return rule_of(case.rule).refuses_with_notice(item, places.center(case.center_id).setting("refusal_with_notice"))


def settled_at_once(case: Case) -> bool:
    """Whether the favourable answer ends this case at the counter, or has ended it."""
    if case.accepted_at is not None:
        return case.settled
    return rule_of(case.rule).settled_at_once(instant=case.handling == INSTANT)


def _tell_by(case: Case) -> date | None:
    rows = CaseDeadline.objects.filter(case=case, center_id=case.center_id, kind="tell", met_at=None)
    return rows.values_list("due", flat=True).first()

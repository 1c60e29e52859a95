"""Which cases wait for a correction on the spot: what was let in the present period of intake and is not mended."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from .lifecycle import AT_INTAKE
from .models import Case, CaseMaterial, Ruling
from .rules import MaterialFact
from .rules.spot import unmended


def waiting(case: Case, rulings: Iterable[Ruling], materials: Iterable[CaseMaterial]) -> tuple[str, ...]:
    """The names of what one case waits for, in the order of its list. Costs no statement when the rows are at hand."""
    let = {
        code for r in rulings if r.outcome == "correct_now" and r.period == case.period for code in r.materials
    }  # fmt: skip
    facts = (MaterialFact(m.code, m.name, m.status) for m in materials)
    return tuple(m.name for m in unmended(let, facts, at_intake=case.state in AT_INTAKE))


def waiting_of(center_id: UUID, cases: Sequence[Case]) -> dict[UUID, tuple[str, ...]]:
    """The same for several cases; those that wait for nothing are left out. Two statements at most, none without cases."""
    if not cases:
        return {}
    rulings = list(Ruling.objects.filter(center_id=center_id, case__in=cases, outcome="correct_now"))
    if not rulings:
        return {}
    materials = list(CaseMaterial.objects.filter(center_id=center_id, case__in=cases).order_by("position"))
    found = {
        case.pk: waiting(
            case, [r for r in rulings if r.case_id == case.pk], [m for m in materials if m.case_id == case.pk]
        )
        for case in cases
    }
    return {case: names for case, names in found.items() if names}

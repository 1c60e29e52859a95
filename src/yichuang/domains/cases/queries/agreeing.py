"""What the papers of a case show and on what they disagree, for the desk and the office."""

from uuid import UUID

from yichuang.domains.catalog.api import SHOWN_LABELS
from yichuang.foundation.actor import Actor

from .. import reasons
from ..agreement import Compared, compared, cure, registered, sentence, shown_value
from ..consistency import Disagreement
from ..models import Case, CaseMaterial, Party
from ..types_story import AgreementView, DifferenceView, ShownField
from .common import find


def agreement(actor: Actor, case: UUID | str) -> AgreementView:
    """Two statements for a case whose papers show nothing that has to agree; six at most."""
    row = find(actor, case)
    rows = list(CaseMaterial.objects.filter(case=row).order_by("position"))
    if not any(m.shows for m in rows):
        return AgreementView({}, ())
    seen = compared(row, rows)
    known = {s.field for s in registered(Party.objects.filter(case=row).order_by("position"))}
    return AgreementView({m.code: _fields(m, seen, known) for m in rows if m.shows}, _differences(row, rows, seen))


def _fields(m: CaseMaterial, seen: Compared, known: set[str]) -> tuple[ShownField, ...]:
    said = seen.values.get(m.code, {})
    return tuple(
        ShownField(code, reasons.label(SHOWN_LABELS, code), shown_value(code, said.get(code, "")), code in known)
        for code in m.shows
    )


def _differences(row: Case, rows: list[CaseMaterial], seen: Compared) -> tuple[DifferenceView, ...]:
    names = {m.code: m.name for m in rows}
    still = {d.key for d in seen.open(rows, row.period)}
    return tuple(_difference(digest, d, seen, names, d.key in still) for digest, d in seen.found.items())


def _difference(digest: str, d: Disagreement, seen: Compared, names: dict[str, str], still: bool) -> DifferenceView:
    said = seen.answers.get(digest)
    return DifferenceView(
        digest=digest, material=d.other.material, materials=d.materials, text=sentence(d, names), cure=cure(d, names),
        open=still, answer=reasons.label(reasons.DIFFERENCE_ANSWERS, said.answer) if said else "",
        reason=said.reason if said else "", by_name=said.by_name if said else "", at=said.at if said else None,
    )  # fmt: skip

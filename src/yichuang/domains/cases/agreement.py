"""From rows to what `consistency` compares, and back to sentences: what papers show, what parties say, what was answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from yichuang.domains.catalog.api import SHOWN_LABELS
from yichuang.foundation import privacy

from . import reasons
from .consistency import FIELDS, Disagreement, Form, Said, disagreements
from .models import Case, CaseMaterial, DifferenceAnswer, Party, ShownValue
from .rules import DEFECTS

SHORT = 60
"""Of a value, how much a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Compared:
    """`values` by material code and field; `found` every difference, answered or not, by its digest."""

    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    found: Mapping[str, Disagreement] = field(default_factory=dict)
    answers: Mapping[str, DifferenceAnswer] = field(default_factory=dict)

    def open(self, materials: Iterable[CaseMaterial], period: int) -> list[Disagreement]:
        """What still has to be answered or told: no answer, no defect put down for it, and, after a completion, about new paper."""
        rows = {m.code: m for m in materials}
        return [
            d
            for digest, d in self.found.items()
            if digest not in self.answers
            and not any(rows[code].status in DEFECTS for code in d.materials if code in rows)
            and (period == 1 or any(rows[code].told for code in d.materials if code in rows))
        ]


def compared(case: Case, materials: Sequence[CaseMaterial]) -> Compared:
    """What the papers of a case show, held against each other and the parties. No statement when no paper shows anything,
    one when nothing was put down, three else."""
    if not any(m.shows for m in materials):
        return Compared()
    codes = {m.pk: m.code for m in materials}
    values: dict[str, dict[str, str]] = {}
    for row in ShownValue.objects.filter(case=case):
        values.setdefault(codes[row.material_id], {})[row.field] = privacy.unseal(row.value_sealed)
    if not values:
        return Compared()
    shown = [
        Said(m.code, name, values[m.code][name])
        for m in materials
        if m.code in values
        for name in FIELDS
        if name in values[m.code]
    ]
    found = disagreements(registered(Party.objects.filter(case=case).order_by("position")), shown)
    answers = {a.digest: a for a in DifferenceAnswer.objects.filter(case=case)}
    return Compared(values, {privacy.blind(d.key): d for d in found}, answers)


def registered(parties: Iterable[Party]) -> list[Said]:
    """What the parties say of each field, in their order."""
    return [
        Said("", name, value)
        for party in parties
        for name in FIELDS
        if _speaks(party, name) and (value := _value(party, name))
    ]


def _speaks(party: Party, name: str) -> bool:
    wanted = FIELDS[name]
    role = "applicant" if party.role == "joint_applicant" else party.role
    return role == wanted.role and wanted.kind in ("", party.kind)


def _value(party: Party, name: str) -> str:
    form = FIELDS[name].form
    if form is Form.NAME:
        return party.name
    number = privacy.unseal(party.id_sealed)
    if form is Form.DATE:
        return number[6:14] if party.id_type == "resident_id" else ""
    return number


def shown_value(name: str, value: str) -> str:
    """As pages and papers show it: numbers masked, what is long cut short."""
    if FIELDS[name].form is Form.NUMBER:
        return privacy.mask_id(value)
    return value if len(value) <= SHORT else value[:SHORT] + "…"


def sentence(d: Disagreement, names: Mapping[str, str]) -> str:
    """What differs, with both values, in the active language."""
    facts = {
        "paper": names.get(d.other.material, d.other.material), "what": reasons.label(SHOWN_LABELS, d.field),
        "value": shown_value(d.field, d.other.value), "other": shown_value(d.field, d.one.value), "at": d.at,
        "with": names.get(d.one.material, ""),
    }  # fmt: skip
    if d.one.material:
        said = _("“%(paper)s”上的%(what)s（%(value)s）与“%(with)s”上的（%(other)s）不一致")
    else:
        said = _("“%(paper)s”上的%(what)s（%(value)s）与登记的（%(other)s）不一致")
    if FIELDS[d.field].form is Form.NUMBER:
        said += _("，第 %(at)s 位起不同")
    return said % facts


def cure(d: Disagreement, names: Mapping[str, str]) -> str:
    """How it is mended, as the notice will print it: in Chinese, whatever the page speaks."""
    with translation.override("zh-hans"):
        return f"{sentence(d, names)}，请核对并更正，使各材料一致"[:400]

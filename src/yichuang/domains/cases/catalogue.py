"""What this room takes from the catalogue, as plain values: the only place that knows the shape of the catalogue's answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from yichuang.domains.catalog import api as catalog
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines import Limit
from yichuang.foundation.errors import Invalid, Missing

from .law.special import Declared
from .rules.law import cite

FIRM = catalog.FIRM
INSTANT = "即办件"
_HANDLING = {"instant": INSTANT, "promised": "承诺件"}
_CLASS = {"main": "主件", "secondary": "次件"}
_REMEDY_CLASS = {"01": "licence", "05": "benefit", "07": "confirmation", "08": "reward", "09": "ruling"}


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material as the item's version asks for it in one situation. `required` is false where only a person can tell."""

    position: int
    code: str
    name: str
    klass: str
    required: bool
    tolerable: bool
    form: str
    source: str
    copies: int
    points: tuple[Mapping[str, str], ...]
    shows: tuple[str, ...]
    blank_file_id: UUID | None
    sample_file_id: UUID | None
    replaceable: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """What the item says of commitments: the four contents of the letter, and the days that follow it (None: the center's)."""

    basis: str
    terms: str
    duties: str
    breach: str
    verify_days: int | None
    repair_days: int | None
    replaces: frozenset[str]
    firm: bool


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The pinned version of an item. `samples` names what no department has confirmed: statutory, promise, fee, result …"""

    version_id: UUID
    code: str
    name: str
    remedy_class: str
    is_licence: bool
    rule: str
    handling: str
    law: str
    statutory: Limit | None
    promise: Limit | None
    delivery: Limit | None
    review: Limit | None  # of a first review, where a law sets its own
    fee: str
    result_name: str
    validity: str
    special: tuple[str, ...] = ()
    sensitive: bool = False
    review_first: bool = False
    samples: frozenset[str] = field(default_factory=frozenset)
    procedures: tuple[Declared, ...] = ()
    extension: Limit | None = None
    tolerance: bool = False
    refusal_with_notice: bool | None = None  # None: as the center has set
    letter: Letter | None = None  # None: no commitment is offered
    excluded: str = ""  # the scope for which none may be offered


@dataclass(frozen=True, slots=True)
class Offered:
    """An item as this center offers it: `department_id` has it first, and is `reviews_id` where another one decides after it."""

    item: ItemFacts
    department_id: UUID
    external: str
    reviews_id: UUID | None = None
    decides_id: UUID | None = None


def offered(actor: Actor, code: str, on: date) -> Offered:
    """The version in force on a day, and the department that decides here. Invalid when the center does not offer it."""
    try:
        offer = catalog.offer(actor, str(code).strip())
        guide = catalog.guide(offer.item_code, on=on) if offer else None
    except Missing:
        offer = guide = None
    if offer is None or guide is None:
        raise Invalid("case.item_unknown", field="item", item=str(code)[:40])
    first = offer.review_department_id
    return Offered(
        facts_of(guide), offer.first_department_id, offer.external_system if offer.handled_in == "external" else "",
        first, offer.department_id if first else None,
    )  # fmt: skip


def pinned(version_id: UUID) -> ItemFacts:
    """The version that a case was opened with; versions never change, so it may come from memory."""
    return facts_of(catalog.guide_of_version(version_id))


def facts_of(guide: catalog.Guide) -> ItemFacts:
    """The catalogue's guide in this room's words."""
    unsure = {
        "statutory": guide.statutory and guide.statutory.sure,
        "promise": guide.promised and guide.promised.sure,
        "delivery": guide.delivery and guide.delivery.sure,
        "review": guide.review and guide.review.sure,
        "fee": guide.fee_sure,
        "result": guide.result_sure,
        "special": next((p.sure for p in guide.special_procedures if not p.counted and p.sure not in FIRM), ""),
    }
    procedures = tuple(
        Declared(p.name, p.kind, p.counted, p.est_days, p.sure in FIRM) for p in guide.special_procedures
    )
    firm = [b for b in guide.legal_basis if b.sure in FIRM] or list(guide.legal_basis)
    return ItemFacts(
        version_id=guide.version_id,
        code=guide.code,
        name=guide.name,
        remedy_class=_remedy_class(guide),
        is_licence=guide.licence,
        rule=guide.intake_rule,
        handling=_HANDLING.get(guide.project_type, ""),
        law=cite((b.law, b.article) for b in firm),
        statutory=guide.statutory.limit() if guide.statutory else None,
        promise=guide.promised.limit() if guide.promised else None,
        delivery=guide.delivery.limit() if guide.delivery else None,
        review=guide.review.limit() if guide.review else None,
        fee=guide.fee,
        result_name=guide.result_name,
        validity=guide.result_validity,
        special=tuple(p.name for p in procedures if not p.counted),
        sensitive=guide.sensitive,
        review_first=guide.review_first,
        procedures=procedures,
        extension=guide.statutory.extension_limit() if guide.statutory else None,
        samples=frozenset(k for k, sure in unsure.items() if sure and sure not in FIRM),
        tolerance=guide.tolerance,
        refusal_with_notice=guide.refusal_with_notice,
        letter=_letter(guide),
        excluded=guide.commitment_excluded,
    )


def _letter(guide: catalog.Guide) -> Letter | None:
    """None when the item offers no commitment. A version from before the four contents were asked for offers none either."""
    parts = [str(getattr(guide, part)).strip() for part in catalog.PROMISE_PARTS]
    if not guide.commitment or guide.commitment_excluded or not all(parts):
        return None
    return Letter(
        *parts, guide.commitment_verify_days, guide.commitment_repair_days,
        frozenset(m.code for m in guide.materials if m.replaceable), guide.commitment_text_sure in FIRM,
    )  # fmt: skip


def _remedy_class(guide: catalog.Guide) -> str:
    if any("法律援助法" in b.law for b in guide.legal_basis):
        return "legal_aid"
    if guide.intake_rule == "FILING":
        return "filing"
    if guide.intake_rule == "REAL_ESTATE_INSTANT":
        return "real_estate"
    if guide.intake_rule == "REGISTRATION_FORMAL":
        return "registration"
    return _REMEDY_CLASS.get(guide.type_code, "public_service")


def materials(version_id: UUID, given: Any) -> tuple[dict[str, str], str, list[MaterialLine]]:
    """The answers, their words, and this person's list. What hangs on an open question stays on the list as required."""
    guide = catalog.guide_of_version(version_id)
    answers = catalog.parse_situation(guide, given)
    lines = [_line(n, row) for n, row in enumerate(catalog.checklist(guide, answers)) if row.need != "no"]
    return answers, _label(guide, answers), lines


def _line(n: int, row: catalog.ChecklistLine) -> MaterialLine:
    m = row.material
    return MaterialLine(
        position=n,
        code=m.code,
        name=m.name,
        klass=_CLASS.get(m.category, m.category),
        required=row.need == "yes" or bool(m.when),
        tolerable=m.tolerable,
        form=m.form,
        source=m.source,
        copies=m.copies,
        points=tuple({"id": str(i), "text": p.text, "fix": p.fix} for i, p in enumerate(m.review_points, start=1)),
        shows=m.shows,
        blank_file_id=m.blank_form.id if m.blank_form else None,
        sample_file_id=m.filled_sample.id if m.filled_sample else None,
        replaceable=m.replaceable,
    )


def _label(guide: catalog.Guide, answers: Mapping[str, str]) -> str:
    said = [a.text for q in guide.questions for a in q.answers if answers.get(q.code) == a.code]
    return "；".join(said)[:400]


def questions(version_id: UUID) -> tuple[catalog.QuestionInfo, ...]:
    """The item's questions, for the page that asks them."""
    return catalog.guide_of_version(version_id).questions


__all__ = ["ItemFacts", "Letter", "MaterialLine", "Offered", "facts_of", "materials", "offered", "pinned", "questions"]

"""What other rooms see of the catalogue: plain, frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from yichuang.foundation.deadlines import Limit

INTAKE_RULES = (
    "LICENSE_STD",
    "REGISTRATION_FORMAL",
    "REAL_ESTATE_INSTANT",
    "POLLUTION_3D",
    "WATER_5WD",
    "FILING",
    "INSTANT",
    "PUBLIC_SERVICE",
)
SURE = ("text", "mem_high", "typical", "project", "found", "confirmed")
"""How certain a fact is. Only `text` and `confirmed` may be printed as a fact; the others are sample data."""
FIRM = frozenset({"text", "confirmed"})
SHOWN = (
    "applicant_name", "applicant_id", "business_name", "uscc", "representative_name", "representative_id", "agent_name",
    "agent_id", "address", "birth_date", "established_on",
)  # fmt: skip
"""What a material can show that other materials and the parties must agree with (DB50/T 1603-2024, 5.1.2.1: 一致性)."""
CHOOSES_REFUSAL = "LICENSE_STD"
"""The one intake rule that leaves it to the item whether a written refusal goes with the notice of what lacks."""
REFUSAL_CHOICES: dict[str, bool | None] = {"center": None, "yes": True, "no": False}
PROMISE_PARTS = ("commitment_basis", "commitment_terms", "commitment_duties", "commitment_breach")
"""The four contents of a commitment letter, DB50/T 1603-2024 5.3.6.2 a) to d), in its order."""
EXCLUDED = (
    "national_security", "state_secret", "public_safety", "financial_prudence", "environment", "life_and_health",
    "foreign_affairs",
)  # fmt: skip
"""Scopes in which no commitment may take the place of a proof (国办发〔2020〕42号)."""


@dataclass(frozen=True, slots=True)
class LimitInfo:
    """A limit with how sure it is. Zero units means on the spot.

    `basis` is what the catalogue notes about its law; `citation` is how papers cite it where the note is none that could be printed.
    """

    kind: str  # statutory | promised | delivery | review
    value: int
    unit: str
    basis: str
    starts_at: str
    sure: str
    extension: str = ""
    extension_value: int | None = None
    extension_unit: str = ""
    citation: str = ""

    def limit(self) -> Limit:
        """As the legal clock takes it, and as papers cite it."""
        return Limit(self.value, self.unit, self.citation or self.basis, self.starts_at)  # type: ignore[arg-type]

    def extension_limit(self) -> Limit | None:
        """The lawful extension, where the law gives a number."""
        if self.extension_value is None:
            return None
        return Limit(self.extension_value, self.extension_unit, self.extension, self.starts_at)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A blank form or a filled sample."""

    id: UUID
    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ReviewPointInfo:
    """One thing that the clerk looks at on a material; `fix` is what the applicant is told when it is wrong."""

    text: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class MaterialInfo:
    """A material of an item. `when` maps a question to the answers under which the material is needed."""

    code: str
    name: str
    name_en: str
    category: str  # main | secondary
    necessity: str  # required | situational
    tolerable: bool
    form: str
    source: str
    copies: int
    original: bool
    sure: str
    class_sure: str
    note: str
    when: Mapping[str, tuple[str, ...]]
    blank_form: FileInfo | None
    filled_sample: FileInfo | None
    review_points: tuple[ReviewPointInfo, ...]
    replaceable: bool = False
    shows: tuple[str, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether the state already has it, so that nobody need bring it (免提交)."""
        return any(word in self.form for word in ("共享", "电子证照"))

    @property
    def on_site(self) -> bool:
        """Whether it is made at the window and need not be brought."""
        return "采集" in self.form


@dataclass(frozen=True, slots=True)
class AnswerInfo:
    """One answer to a question; `note` is told to the person who gives it."""

    code: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuestionInfo:
    """A question that narrows the list of materials."""

    code: str
    text: str
    help: str
    answers: tuple[AnswerInfo, ...]


@dataclass(frozen=True, slots=True)
class BasisInfo:
    """A law and its article."""

    law: str
    article: str
    sure: str


@dataclass(frozen=True, slots=True)
class ProcedureInfo:
    """A special procedure. `counted` says that its time runs on the clock all the same."""

    name: str
    kind: str
    counted: bool
    est_days: int | None
    sure: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A service item in one version, whole: everything a person, a window and a paper need to know."""

    item_id: UUID
    version_id: UUID
    code: str
    number: int
    state: str
    effective_from: date | None
    effective_to: date | None
    name: str
    name_en: str
    item_class: str  # power | public | related
    type_name: str
    type_code: str
    department_name: str
    level: str
    service_objects: tuple[str, ...]
    project_type: str  # instant | promised
    intake_rule: str
    fee: str
    fee_sure: str
    result_name: str
    result_validity: str
    result_sure: str
    conditions: tuple[str, ...]
    procedure: tuple[str, ...]
    quantity: str
    accept_channels: tuple[str, ...]
    aliases: tuple[str, ...]
    notes: str
    commitment: bool
    commitment_kind: str
    commitment_sure: str  # that it applies
    commitment_text_sure: str  # the four texts of the letter
    commitment_basis: str
    commitment_terms: str
    commitment_duties: str
    commitment_breach: str
    commitment_excluded: str  # one of EXCLUDED, else empty
    commitment_verify_days: int | None  # natural days after the decision; None: as the center has set
    commitment_repair_days: int | None  # natural days to put a breach right; None: as the center has set
    tolerance: bool
    tolerance_rule: str
    tolerance_sure: str
    in_person: bool
    sensitive: bool
    review_first: bool
    refusal_with_notice: bool | None  # a written refusal beside the notice of what lacks; None: as the center has set
    statutory: LimitInfo | None
    promised: LimitInfo | None
    delivery: LimitInfo | None
    review: LimitInfo | None  # of a review by a lower organ, where a law sets its own
    legal_basis: tuple[BasisInfo, ...] = ()
    special_procedures: tuple[ProcedureInfo, ...] = ()
    materials: tuple[MaterialInfo, ...] = ()
    questions: tuple[QuestionInfo, ...] = ()

    @property
    def licence(self) -> bool:
        """Whether it is an administrative licence, to which 行政许可法 applies."""
        return self.type_code == "01"

    def material(self, code: str) -> MaterialInfo | None:
        """One material by its code."""
        return next((m for m in self.materials if m.code == code), None)


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A material as it stands on one person's list: `need` is yes, no or ask (a question is still open)."""

    material: MaterialInfo
    need: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a list."""

    item_id: UUID
    version_id: UUID
    code: str
    name: str
    name_en: str
    department_name: str
    item_class: str
    type_name: str
    project_type: str
    service_objects: tuple[str, ...]
    effective_from: date | None
    group: str = ""
    handled_in: str = "here"
    department_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OfferInfo:
    """That a center offers an item: by which department, in which queue, handled here or in an outside system.

    `review_department_id` has it first, where the item is handled in two stages.
    """

    item_id: UUID
    item_code: str
    department_id: UUID
    group: str
    handled_in: str
    external_system: str
    review_department_id: UUID | None = None

    @property
    def first_department_id(self) -> UUID:
        """Whose papers an application begins with, and who answers for it at the window."""
        return self.review_department_id or self.department_id


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two states of an item; `path` names the field."""

    path: str
    kind: str  # added | changed | removed
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """What an import would do, or did, to one item: new | changed | same."""

    code: str
    name: str
    state: str
    changes: tuple[Change, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class RevisionPlan:
    """What a revision would change, and the number of the version that it starts from."""

    code: str
    name: str
    base: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An item with a version that is not published yet, and what the publish gate says of it."""

    code: str
    name: str
    number: int
    lacks: tuple[str, ...]
    warning: str = ""

"""Whether the papers of a case and its parties say the same (DB50/T 1603-2024, 5.1.2.1: 一致性). Pure.

Values are compared after their forms are put aside: full and half width, spaces, letter case, the many middle dots of names, the many
ways of writing a day. Nothing else is guessed: an old name of a district, a missing house number, a former name are differences, and
a person says what they mean.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """How a field is read."""

    NAME = "name"
    NUMBER = "number"
    ADDRESS = "address"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """`role` and `kind` say which parties hold the same fact: those in the role, of that kind where one is named."""

    form: Form
    role: str = ""
    kind: str = ""


FIELDS: dict[str, Field] = {
    "applicant_name": Field(Form.NAME, "applicant"),
    "applicant_id": Field(Form.NUMBER, "applicant"),
    "business_name": Field(Form.NAME, "applicant", "organization"),
    "uscc": Field(Form.NUMBER, "applicant", "organization"),
    "representative_name": Field(Form.NAME, "legal_representative"),
    "representative_id": Field(Form.NUMBER, "legal_representative"),
    "agent_name": Field(Form.NAME, "agent"),
    "agent_id": Field(Form.NUMBER, "agent"),
    "address": Field(Form.ADDRESS),
    "birth_date": Field(Form.DATE, "applicant", "person"),
    "established_on": Field(Form.DATE),
}
"""How each of the catalogue's `SHOWN` is compared. Joint applicants count as applicants."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value and who says it: a material by its code, or, with an empty code, the parties as they were put down."""

    material: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two that say different things of one field; `one` is the parties' where they know it, else the first paper's.

    `at` is where the two begin to differ, counted from 1, for values that are shown masked.
    """

    field: str
    one: Said
    other: Said

    @property
    def key(self) -> str:
        """Names exactly this difference: it changes as soon as either value does. Not to be shown: it is made of the values."""
        parts = (self.field, self.one.material, plain(self.one), self.other.material, plain(self.other))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    @property
    def at(self) -> int:
        """Where they part."""
        a, b = plain(self.one), plain(self.other)
        same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        return same + 1

    @property
    def materials(self) -> tuple[str, ...]:
        """The papers that it is about."""
        return tuple(code for code in (self.one.material, self.other.material) if code)


_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅．.", "·"))
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")


def plain(said: Said) -> str:
    """The value without the forms that do not matter."""
    form = FIELDS[said.field].form
    text = "".join(unicodedata.normalize("NFKC", said.value).casefold().split())
    if form is Form.NAME:
        return text.translate(_DOTS)
    if form is Form.NUMBER:
        return text.replace("-", "").upper()
    if form is Form.DATE:
        return _day(text)
    return text


def _day(text: str) -> str:
    """2026年1月2日, 2026-01-02 and 20260102 are one day; what is no day stays as it is written."""
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def disagreements(registered: Iterable[Said], shown: Sequence[Said]) -> list[Disagreement]:
    """Each paper that says something else than the parties, or, where they know nothing of the field, than the first paper.

    A paper may agree with any of several parties (joint applicants). Empty values say nothing.
    """
    known: dict[str, list[Said]] = {}
    for said in registered:
        if plain(said):
            known.setdefault(said.field, []).append(said)
    found = []
    for said in shown:
        if not plain(said):
            continue
        mine = known.setdefault(said.field, [said])
        if plain(said) not in {plain(k) for k in mine}:
            found.append(Disagreement(said.field, mine[0], said))
    return found

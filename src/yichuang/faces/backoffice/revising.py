"""The form of a revision: an item's guide as texts that a person edits, and back as the parts that he changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yichuang.domains.catalog import api as catalog
from yichuang.foundation.errors import Invalid

BREAK = "|"
"""Between a review point and what helps, on one line."""
LONGEST = {
    "quantity": 300,
    "fee": 300,
    "result_name": 200,
    "notes": 2000,
    "note": 300,
    "form": 100,
    "name": 200,
    "point": 200,
}
MORE = 2
"""How many new materials a form has room for."""


@dataclass(frozen=True, slots=True)
class MaterialForm:
    """One material in the form: `n` is its place, `points` its review points line by line, `taken` that it shall go."""

    n: int
    code: str
    name: str
    category: str
    form: str
    copies: str
    original: bool
    note: str
    points: str
    taken: bool = False


def texts(guide: catalog.Guide) -> dict[str, str]:
    """The guide's own texts as the form shows them."""
    return {
        "conditions": "\n".join(guide.conditions), "procedure": "\n".join(guide.procedure), "quantity": guide.quantity,
        "fee": guide.fee, "result_name": guide.result_name, "notes": guide.notes,
        "promised": str(guide.promised.value) if guide.promised else "",
    }  # fmt: skip


def materials(guide: catalog.Guide) -> list[MaterialForm]:
    """The materials as the form shows them."""
    return [
        MaterialForm(
            n, m.code, m.name, m.category, m.form, str(m.copies), m.original, m.note,
            "\n".join(f"{p.text}{BREAK}{p.fix}" if p.fix else p.text for p in m.review_points),
        )
        for n, m in enumerate(guide.materials)
    ]  # fmt: skip


def typed_materials(guide: catalog.Guide, form: Mapping[str, str]) -> list[MaterialForm]:
    """The same as it was typed, new ones at the end; one without a name is none."""
    known = [_typed(form, m.n, m.code, m.name, m.category) for m in materials(guide)]
    first = len(known)
    new = [
        _typed(form, n, "", form.get(f"m{n}.name", "").strip(), form.get(f"m{n}.category", "secondary"))
        for n in range(first, first + MORE)
    ]
    return [*known, *(m for m in new if m.name)]


def _typed(form: Mapping[str, str], n: int, code: str, name: str, category: str) -> MaterialForm:
    def said(field: str) -> str:
        return form.get(f"m{n}.{field}", "").replace("\r\n", "\n").strip()

    return MaterialForm(
        n, code, name, category, said("form"), said("copies"), said("original") == "on", said("note"), said("points"),
        said("taken") == "on",
    )  # fmt: skip


def changed(guide: catalog.Guide, form: Mapping[str, str]) -> dict[str, Any]:
    """The parts that differ from the guide, in the catalogue's content shape. Raises Invalid naming the field of the form."""
    now, given = texts(guide), dict[str, Any]()
    for field, before in now.items():
        said = form.get(field, before).replace("\r\n", "\n").strip()
        if said == before.strip():
            continue
        if field in ("conditions", "procedure"):
            given[field] = _lines(said)
        elif field == "promised":
            given[field] = {"value": _count(said, field, 3650), "sure": "confirmed"}
        else:
            given[field] = _short(said, field, LONGEST[field])
    wanted = typed_materials(guide, form) if "m0.points" in form else materials(guide)
    if wanted != materials(guide):
        given["materials"] = _contents(guide, wanted)
    return given


def _contents(guide: catalog.Guide, wanted: list[MaterialForm]) -> list[dict[str, Any]]:
    """Those that stay, with what was typed; the next free codes for new ones."""
    known = {m.code for m in guide.materials}
    free = (f"M{n}" for n in range(1, 1000) if f"M{n}" not in known)
    shown = {m.code: m for m in materials(guide)}
    rows = []
    for m in wanted:
        if m.taken:
            continue
        row: dict[str, Any] = {"name": _short(m.name, f"m{m.n}.name", LONGEST["name"]), "code": m.code or next(free)}
        if m != shown.get(m.code):
            row |= {
                "category": m.category if m.category in ("main", "secondary") else "secondary",
                "form": _short(m.form, f"m{m.n}.form", LONGEST["form"]),
                "copies": _count(m.copies or "1", f"m{m.n}.copies", 99), "original": m.original,
                "note": _short(m.note, f"m{m.n}.note", LONGEST["note"]), "review_points": _points(m),
            }  # fmt: skip
        rows.append(row)
    return rows


def _points(m: MaterialForm) -> list[dict[str, str]]:
    field = f"m{m.n}.points"
    split = [line.replace("｜", BREAK).partition(BREAK) for line in _lines(m.points)]
    return [
        {"text": _short(text.strip(), field, LONGEST["point"]), "fix": _short(fix.strip(), field, LONGEST["point"])}
        for text, _, fix in split
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _short(text: str, field: str, most: int) -> str:
    if len(text) > most or "\x00" in text:
        raise Invalid("revision.text_too_long", field=field, most=most)
    return text


def _count(text: str, field: str, most: int) -> int:
    if not (text.isdecimal() and len(text) < 5 and int(text) <= most):
        raise Invalid("revision.count_expected", field=field, most=most)
    return int(text)

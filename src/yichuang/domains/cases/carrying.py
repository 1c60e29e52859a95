"""Which material of one list is the same as which of another. Pure.

The same means: called the same once letter forms, spaces and brackets are put aside. Likeness is not guessed: where two items call
one paper by two names, a person says so.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yichuang.foundation.errors import Invalid


@dataclass(frozen=True, slots=True)
class Line:
    """A material by its code in its own list; codes of two items have nothing to do with each other."""

    code: str
    name: str


def plain_name(name: str) -> str:
    """申请书（表） and 申请书(表) are one name; so are letters in full and half width, with and without spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s《》“”\"']", "", folded)


def carry(old: Sequence[Line], new: Sequence[Line], said: Mapping[str, str] | None = None) -> dict[str, str]:
    """Old code → new code, for each material that the new list asks for too.

    `said` goes before the names: old code → new code, or → an empty text for what is to be left behind. Raises Invalid for a
    code of neither list, and for two papers that would become one.
    """
    wanted = _checked(old, new, said or {})
    by_name = {plain_name(line.name): line.code for line in reversed(new)}
    kept = {a: b for a, b in wanted.items() if b}
    taken = set(kept.values())
    for line in old:
        target = by_name.get(plain_name(line.name))
        if line.code not in wanted and target and target not in taken:
            kept[line.code] = target
            taken.add(target)
    return kept


def _checked(old: Sequence[Line], new: Sequence[Line], said: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(said, Mapping) or not all(isinstance(v, str) for v in said.values()):
        raise Invalid("material.map_expected", field="keep")
    known_old, known_new, used = {x.code for x in old}, {x.code for x in new}, set[str]()
    for a, b in said.items():
        if a not in known_old or (b and b not in known_new):
            raise Invalid("material.unknown", field=f"keep.{a}", material=a if a not in known_old else b)
        if b and b in used:
            raise Invalid("material.kept_twice", field=f"keep.{a}", material=b)
        used.add(b)
    return dict(said)


def same_points(old: Sequence[Mapping[str, str]], ticked: Sequence[str], new: Sequence[Mapping[str, str]]) -> list[str]:
    """The ticks that still stand: those of review points which the new list words alike, under their new numbers."""
    words = {plain_name(str(p["text"])) for p in old if str(p["id"]) in ticked}
    return sorted(str(p["id"]) for p in new if plain_name(str(p["text"])) in words)

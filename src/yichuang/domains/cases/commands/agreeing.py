"""What papers show is put down and compared; a difference that is none is answered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import translation

from yichuang.foundation import privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from ..agreement import compared, registered, sentence
from ..models import ANSWERS, Case, CaseMaterial, DifferenceAnswer, Party, ShownValue
from .common import about, among, answer, materials_of, need, stands, take_case, tell, text

MOST = 200
SAME = True
"""Given instead of a value: it says the same as the parties do."""


@command("cases.note_values", needs="case.check")
def note_values(work: Work, *, case: UUID | str, values: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Put down what papers show, by material code and field. True says that it is what the parties say; an empty text takes a
    value back; what is not named stays. Answers how many differences are open."""
    found = take_case(work, case)
    stands(found, "note_values")
    rows = {m.code: m for m in materials_of(found)}
    known = _known(found)
    given = {
        (row.pk, name): _value(said, known.get(name, ""), f"values.{code}.{name}")
        for code, row, name, said in _given(rows, values)
    }
    _write(work, found, given)
    found.version += 1
    Case.objects.filter(pk=found.pk).update(version=found.version)
    work.audit("case.values_noted", about(found), after={c: sorted(v) for c, v in values.items()})
    tell(work, found)
    seen = compared(found, list(rows.values()))
    return answer(found, differences=len(seen.open(rows.values(), found.period)))


def _given(rows: Mapping[str, CaseMaterial], values: Any) -> list[tuple[str, CaseMaterial, str, Any]]:
    if not isinstance(values, Mapping) or not all(isinstance(v, Mapping) for v in values.values()):
        raise Invalid("material.map_expected", field="values")
    found = []
    for code, fields in values.items():
        if code not in rows:
            raise Invalid("material.unknown", field=f"values.{code}", material=code)
        for name, said in fields.items():
            if name not in rows[code].shows:
                raise Invalid("material.shows_no_such", field=f"values.{code}.{name}", name=rows[code].name)
            found.append((code, rows[code], name, said))
    return found


def _known(case: Case) -> dict[str, str]:
    """What the first party who can says of each field."""
    said = registered(Party.objects.filter(case=case, center_id=case.center_id).order_by("position"))
    return {s.field: s.value for s in reversed(said)}


def _value(said: Any, known: str, field: str) -> str:
    if said is SAME:
        if not known:
            raise Invalid("material.nothing_registered", field=field)
        return known
    return text(said, field, most=MOST)


def _write(work: Work, case: Case, given: Mapping[tuple[UUID, str], str]) -> None:
    """One statement for all that is written, and one for each that is taken back."""
    gone = [key for key, value in given.items() if not value]
    for material, name in gone:
        ShownValue.objects.filter(material_id=material, field=name, center_id=case.center_id).delete()
    ShownValue.objects.bulk_create(
        [
            ShownValue(
                center_id=case.center_id, case=case, material_id=material, field=name, value_sealed=privacy.seal(value),
                at=work.at, by_name=work.actor.name,
            )
            for (material, name), value in given.items()
            if value
        ],
        update_conflicts=True, unique_fields=["material", "field"], update_fields=["value_sealed", "at", "by_name"],
    )  # fmt: skip


@command("cases.answer_difference", needs="case.check")
def answer_difference(work: Work, *, case: UUID | str, difference: str, answer: str, reason: str) -> dict[str, Any]:
    """Say why a difference is none: a former name, another way of writing. It answers these two values only, and is kept."""
    found = take_case(work, case)
    stands(found, "answer_difference")
    kind = among(answer, ANSWERS, "answer")
    said = need(text(reason, "reason", most=400), "reason", "说明")
    rows = materials_of(found)
    seen = compared(found, rows)
    one = seen.found.get(difference)
    if one is None:
        raise Missing("difference.missing")
    if difference in seen.answers:
        raise Refused("difference.answered", by=seen.answers[difference].by_name)
    with translation.override("zh-hans"):  # what is kept in the file is Chinese
        words = sentence(one, {m.code: m.name for m in rows})
    DifferenceAnswer.objects.create(
        center_id=found.center_id, case=found, digest=difference, field=one.field, one=one.one.material,
        other=one.other.material, said=words, answer=kind, reason=said, at=work.at, by_id=work.actor.id,
        by_name=work.actor.name, by_post=work.actor.post,
    )  # fmt: skip
    work.audit("case.difference_answered", about(found), after={"field": one.field, "answer": kind}, reason=said)
    tell(work, found)
    return _left(found, rows)


def _left(case: Case, rows: list[CaseMaterial]) -> dict[str, Any]:
    return answer(case, differences=len(compared(case, rows).open(rows, case.period)))

"""Between the tables and the two shapes in which a version leaves them: the content dictionary and the guide."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from .content import LIMITS, SCALARS
from .models import (
    Answer,
    CatalogFile,
    ItemLimit,
    ItemVersion,
    LegalBasis,
    Material,
    Question,
    ReviewPoint,
    SpecialProcedure,
)
from .types import (
    AnswerInfo,
    BasisInfo,
    FileInfo,
    Guide,
    LimitInfo,
    MaterialInfo,
    ProcedureInfo,
    QuestionInfo,
    ReviewPointInfo,
)

_LIMIT = (
    "value", "unit", "basis", "citation", "starts_at", "sure", "extension", "extension_value", "extension_unit",
)  # fmt: skip
_BASIS = ("law", "article", "sure")
_PROCEDURE = ("name", "kind", "counted", "est_days", "sure")
_MATERIAL = (
    "code", "name", "name_en", "category", "necessity", "tolerable", "replaceable", "form", "source", "copies", "original", "sure",
    "class_sure", "note", "when", "shows",
)  # fmt: skip


def write(version: ItemVersion, content: dict[str, Any]) -> None:
    """Write a draft whole: its row, and its parts in place of the ones it had."""
    for field in SCALARS:
        setattr(version, field, content[field])
    version.save()
    for part in (version.limits, version.bases, version.procedures, version.materials, version.questions):
        part.all().delete()
    ItemLimit.objects.bulk_create(
        ItemLimit(version=version, kind=kind, **{f: content[kind][f] for f in _LIMIT})
        for kind in LIMITS
        if content[kind]
    )
    LegalBasis.objects.bulk_create(
        LegalBasis(version=version, place=i, **b) for i, b in enumerate(content["legal_basis"])
    )
    SpecialProcedure.objects.bulk_create(
        SpecialProcedure(version=version, place=i, **p) for i, p in enumerate(content["special_procedures"])
    )
    _write_materials(version, content["materials"])
    _write_questions(version, content["questions"])


def _write_materials(version: ItemVersion, rows: list[dict[str, Any]]) -> None:
    made = [
        Material(
            version=version, place=i, blank_form_id=m["blank_form"], filled_sample_id=m["filled_sample"],
            **{f: m[f] for f in _MATERIAL},
        )
        for i, m in enumerate(rows)
    ]  # fmt: skip
    Material.objects.bulk_create(made)
    ReviewPoint.objects.bulk_create(
        ReviewPoint(material=material, place=i, text=p["text"], fix=p["fix"])
        for material, row in zip(made, rows, strict=True)
        for i, p in enumerate(row["review_points"])
    )


def _write_questions(version: ItemVersion, rows: list[dict[str, Any]]) -> None:
    made = [
        Question(version=version, place=i, code=q["code"], text=q["text"], help=q["help"]) for i, q in enumerate(rows)
    ]
    Question.objects.bulk_create(made)
    Answer.objects.bulk_create(
        Answer(question=question, place=i, **a)
        for question, row in zip(made, rows, strict=True)
        for i, a in enumerate(row["answers"])
    )


def contents(versions: list[ItemVersion]) -> dict[UUID, dict[str, Any]]:
    """The content of many versions at once. Seven queries however many."""
    ids = [v.pk for v in versions]
    found = {v.pk: {f: getattr(v, f) for f in SCALARS} | dict.fromkeys(LIMITS) for v in versions}
    for part in ("legal_basis", "special_procedures", "materials", "questions"):
        for content in found.values():
            content[part] = []
    for row in ItemLimit.objects.filter(version__in=ids):
        found[row.version_id][row.kind] = {f: getattr(row, f) for f in _LIMIT}
    for base in LegalBasis.objects.filter(version__in=ids).order_by("place"):
        found[base.version_id]["legal_basis"].append({f: getattr(base, f) for f in _BASIS})
    for step in SpecialProcedure.objects.filter(version__in=ids).order_by("place"):
        found[step.version_id]["special_procedures"].append({f: getattr(step, f) for f in _PROCEDURE})
    _add_materials(found, ids)
    _add_questions(found, ids)
    return found


def _add_materials(found: dict[UUID, dict[str, Any]], ids: list[UUID]) -> None:
    points: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    for point in ReviewPoint.objects.filter(material__version__in=ids).order_by("place"):
        points[point.material_id].append({"text": point.text, "fix": point.fix})
    for row in Material.objects.filter(version__in=ids).order_by("place"):
        found[row.version_id]["materials"].append(
            {f: getattr(row, f) for f in _MATERIAL}
            | {"blank_form": row.blank_form_id, "filled_sample": row.filled_sample_id, "review_points": points[row.pk]}
        )


def _add_questions(found: dict[UUID, dict[str, Any]], ids: list[UUID]) -> None:
    answers: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    for answer in Answer.objects.filter(question__version__in=ids).order_by("place"):
        answers[answer.question_id].append({"code": answer.code, "text": answer.text, "note": answer.note})
    for q in Question.objects.filter(version__in=ids).order_by("place"):
        found[q.version_id]["questions"].append(
            {"code": q.code, "text": q.text, "help": q.help, "answers": answers[q.pk]}
        )


def guide(version: ItemVersion, code: str) -> Guide:
    """A version as the whole guide. Eight queries; a published one is kept by whoever asks often."""
    content = contents([version])[version.pk]
    ids = {m[k] for m in content["materials"] for k in ("blank_form", "filled_sample") if m[k]}
    files = {
        row["id"]: FileInfo(**row)
        for row in CatalogFile.objects.filter(pk__in=ids).values("id", "name", "content_type", "size")
    }
    plain = {
        k: tuple(v) if isinstance(v, list) else v
        for k, v in content.items()
        if k in SCALARS and not k.endswith("_sure")
    }
    return Guide(
        item_id=version.item_id, version_id=version.pk, code=code, number=version.number, state=version.state,
        effective_from=version.effective_from, effective_to=version.effective_to, fee_sure=content["fee_sure"],
        result_sure=content["result_sure"], commitment_sure=content["commitment_sure"],
        commitment_text_sure=content["commitment_text_sure"],
        tolerance_sure=content["tolerance_sure"], **plain,
        **{kind: LimitInfo(kind=kind, **content[kind]) if content[kind] else None for kind in LIMITS},
        legal_basis=tuple(BasisInfo(**b) for b in content["legal_basis"]),
        special_procedures=tuple(ProcedureInfo(**p) for p in content["special_procedures"]),
        materials=tuple(_material(m, files) for m in content["materials"]),
        questions=tuple(_question(q) for q in content["questions"]),
    )  # fmt: skip


def _material(row: dict[str, Any], files: dict[UUID, FileInfo]) -> MaterialInfo:
    return MaterialInfo(
        **{f: row[f] for f in _MATERIAL if f not in ("when", "shows")},
        when={q: tuple(a) for q, a in row["when"].items()},
        shows=tuple(row["shows"]),
        blank_form=files.get(row["blank_form"]),
        filled_sample=files.get(row["filled_sample"]),
        review_points=tuple(ReviewPointInfo(**p) for p in row["review_points"]),
    )


def _question(row: dict[str, Any]) -> QuestionInfo:
    return QuestionInfo(row["code"], row["text"], row["help"], tuple(AnswerInfo(**a) for a in row["answers"]))

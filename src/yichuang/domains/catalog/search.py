"""Finding items by everyday words: rjieba tokens in a weighted tsvector. The catalogue is public, so no scope is in the way."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

_WORD = re.compile(r"[\w]+", re.UNICODE)
_STOP = frozenset(
    [
        "的",
        "了",
        "和",
        "与",
        "及",
        "或",
        "我",
        "要",
        "想",
        "办",
        "办理",
        "怎么",
        "如何",
        "需要",
        "什么",
        "在",
        "是",
        "吗",
        "呢",
        "去",
        "有",
        "个",
        "请问",
        "申请",
    ]
)


def tokens(text: str) -> list[str]:
    """Words for the index: long words also by their parts, numbers and Latin in lower case."""
    import rjieba  # its dictionary takes longer to read than most programs need that never search

    found = (t.strip().lower() for t in rjieba.cut_for_search(text))
    return list(dict.fromkeys(t for t in found if _WORD.fullmatch(t)))


def asked(text: str) -> list[str]:
    """Words of a question: without those that say nothing about the matter, unless nothing else is there."""
    words = tokens(text)
    return [w for w in words if w not in _STOP] or words


def index(version_id: UUID, content: dict[str, Any]) -> None:
    """Write the search column of a version: name first, everyday names next, then materials, then the rest."""
    weighted = (
        ("A", [content["name"], content["name_en"]]),
        ("B", [*content["aliases"], content["result_name"]]),
        ("C", [content["department_name"], content["type_name"], *content["service_objects"]]),
        (
            "D",
            [
                *(m["name"] for m in content["materials"]),
                *content["conditions"],
                *(a["text"] for a in _answers(content)),
            ],
        ),
    )
    parts = " || ".join(["setweight(to_tsvector('simple', %s), %s)"] * len(weighted))
    params: list[Any] = []
    for weight, texts in weighted:
        params += [" ".join(tokens(" ".join(t for t in texts if t))), weight]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE catalog_itemversion SET search = {parts} WHERE id = %s", [*params, version_id])


def _answers(content: dict[str, Any]) -> Iterable[dict[str, str]]:
    return (a for q in content["questions"] for a in q["answers"])


def part_of_code(text: str) -> str:
    """What may be a part of an item's code, in capitals: letters and digits with at least one digit. Anything else is empty."""
    part = text.strip().upper()
    return part if re.fullmatch(r"(?=.*[0-9])[0-9A-Z-]{2,40}", part) else ""


def query(words: list[str]) -> str:
    """A tsquery of any of the words; ranking puts items with more of them first."""
    return " | ".join("'" + w.replace("'", "''") + "'" for w in words)

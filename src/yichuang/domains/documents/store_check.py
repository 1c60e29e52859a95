"""Whether every paper of an installation is whole: bytes, digests, number, log and verification code agree with one another.

Run as the owner, whom no policy binds; nothing is written. After a restore it says whether every paper still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from yichuang.foundation import privacy

from .kinds import COPIES

PAGE = 200  # papers at a time: some 26 MB of bytes


@dataclass(frozen=True, slots=True)
class PaperFault:
    """What is wrong with which paper: copy_missing, bytes_altered, number_differs, log_missing, log_differs, code_unreadable
    or code_leads_elsewhere."""

    number: str
    kind: str
    detail: str = ""


@dataclass(slots=True)
class PaperReport:
    """How much was read, and the faults."""

    papers: int = 0
    copies: int = 0
    faults: list[PaperFault] = field(default_factory=list)


def verify_papers(alias: str = "owner") -> PaperReport:
    """Read every paper with its bytes, a page at a time."""
    report, last = PaperReport(), None
    while True:
        rows = _rows(alias, last)
        if not rows:
            return report
        last = rows[-1]["id"]
        copies, logged, doors = _copies(alias, rows), _logged(alias, rows), _doors(alias, rows)
        for row in rows:
            report.papers += 1
            mine = copies.get(row["id"], [])
            report.copies += len(mine)
            report.faults += _faults(row, mine, logged.get(row["id"]), doors.get(row["id"], set()))


def _faults(
    row: dict[str, Any], copies: list[tuple[str, bytes, str, bool]], logged: Any, doors: set[str]
) -> Iterator[PaperFault]:
    no = row["number_text"]
    frozen = {copy: digest for copy, _, digest, sealed in copies if not sealed}
    for copy in sorted(set(COPIES) - set(frozen)):
        yield PaperFault(no, "copy_missing", copy)
    for copy, pdf, digest, _ in copies:
        if hashlib.sha256(pdf).hexdigest() != digest:
            yield PaperFault(no, "bytes_altered", copy)
    if row["number_state"] != row["state"]:
        yield PaperFault(no, "number_differs", f"the paper is {row['state']}, its number {row['number_state']}")
    if logged is None:
        yield PaperFault(no, "log_missing")
    elif logged.get("number") != no or any(logged.get(copy) != digest for copy, digest in frozen.items()):
        yield PaperFault(no, "log_differs")
    try:
        code = privacy.unseal(row["code_sealed"])
    except ValueError:
        yield PaperFault(no, "code_unreadable", "it was sealed with another key")
        return
    if privacy.blind(f"paper:{code}") not in doors:
        yield PaperFault(no, "code_leads_elsewhere")


def _rows(alias: str, last: Any) -> list[dict[str, Any]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.number_text, p.state, p.code_sealed, n.state AS number_state FROM documents_paper p"
            " LEFT JOIN foundation_series s ON s.center_id = p.center_id AND s.name = p.series AND s.year = p.year"
            " LEFT JOIN foundation_seriesnumber n ON n.series_id = s.id AND n.number = p.number"
            " WHERE %s::uuid IS NULL OR p.id > %s::uuid ORDER BY p.id LIMIT %s",
            [last, last, PAGE],
        )
        names = [c.name for c in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _copies(alias: str, rows: list[dict[str, Any]]) -> dict[Any, list[tuple[str, bytes, str, bool]]]:
    found: dict[Any, list[tuple[str, bytes, str, bool]]] = {}
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT paper_id, copy, pdf, digest, false FROM documents_papercopy WHERE paper_id = ANY(%s)"
            " UNION ALL SELECT paper_id, copy, pdf, digest, true FROM documents_sealedcopy WHERE paper_id = ANY(%s)",
            [[r["id"] for r in rows]] * 2,
        )
        for paper, copy, pdf, digest, sealed in cursor.fetchall():
            found.setdefault(paper, []).append((copy, bytes(pdf), digest, sealed))
    return found


def _logged(alias: str, rows: list[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """What the log said when each was issued: number and digests."""
    subjects = {f"paper:{r['id']}": r["id"] for r in rows}
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT subject, after FROM foundation_auditentry WHERE action = 'paper.issued' AND subject = ANY(%s)",
            [list(subjects)],
        )
        return {subjects[s]: json.loads(a) if isinstance(a, str) else a for s, a in cursor.fetchall()}


def _doors(alias: str, rows: list[dict[str, Any]]) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = {}
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT object_id, code_hash FROM foundation_door WHERE kind = 'paper' AND object_id = ANY(%s)",
            [[r["id"] for r in rows]],
        )
        for paper, code in cursor.fetchall():
            found.setdefault(paper, set()).add(code)
    return found

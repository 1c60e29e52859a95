"""Papers of every kind are found whole; whatever was changed behind the program's back is found and named."""

from __future__ import annotations

import pytest
from django.db import connections

from yichuang.domains.documents import api as papers
from yichuang.domains.documents.kinds import KINDS


def owner(sql: str, *tables: str) -> None:
    """What only the owner of the database can do."""
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        cursor.execute(sql)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")


def test_papers_of_every_kind_and_fate_are_whole(hall) -> None:
    made = [hall.issue(kind) for kind in KINDS]
    papers.void_paper(actor=hall.actor, paper=made[0]["id"], reason="写错")
    papers.correct_paper(actor=hall.actor, paper=made[4]["id"], changes={"applicant.name": "张"}, reason="写错")
    found = papers.verify_papers()
    assert (found.papers, found.copies, found.faults) == (len(KINDS) + 1, 2 * len(KINDS) + 2, [])


@pytest.mark.parametrize(("sql", "tables", "kind"), [
    ("UPDATE documents_papercopy SET pdf = pdf || '\\x00' WHERE copy = 'archive'", ["documents_papercopy"], "bytes_altered"),
    ("DELETE FROM documents_papercopy WHERE copy = 'archive'", ["documents_papercopy"], "copy_missing"),
    ("UPDATE documents_papercopy SET pdf = '\\x25', digest = encode(sha256('\\x25'), 'hex') WHERE copy = 'service'",
     ["documents_papercopy"], "log_differs"),
    ("UPDATE foundation_seriesnumber SET state = 'voided'", [], "number_differs"),
    ("DELETE FROM foundation_auditentry WHERE action = 'paper.issued'", ["foundation_auditentry"], "log_missing"),
    ("DELETE FROM foundation_door WHERE kind = 'paper'", [], "code_leads_elsewhere"),
    ("UPDATE documents_paper SET code_sealed = '\\x0102030405060708090a0b0c0d0e0f'", [], "code_unreadable"),
])  # fmt: skip
def test_what_was_changed_is_named(hall, sql, tables, kind) -> None:
    made = hall.issue("receipt")
    owner(sql, *tables)
    assert [(f.number, f.kind) for f in papers.verify_papers().faults] == [(made["number"], kind)]

"""Statements that the server keeps planned."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from yichuang.foundation import prepared
from yichuang.foundation.workdays import table
from yichuang.foundation.workdays.models import LegalDay


def test_a_statement_used_often_is_prepared_and_still_answers(db):
    assert [prepared.one("SELECT %s::int + 1", [n]) for n in range(8)] == [(n + 1,) for n in range(8)]
    assert prepared.one("SELECT count(*) > 0 FROM pg_prepared_statements WHERE statement LIKE %s", ["%::int + 1"]) == (
        True,
    )


def test_a_statement_with_more_values_than_the_protocol_binds_goes_as_text(db):
    marks = ",".join(["%s"] * 70_000)
    assert prepared.one(f"SELECT count(*) FROM (SELECT unnest(ARRAY[{marks}]::int[])) AS n", list(range(70_000))) == (
        70_000,
    )


def test_rows_of_a_model_are_as_django_gives_them(db):
    table.seed()
    plain = list(LegalDay.objects.filter(year=2026).order_by("date"))
    found = prepared.models(LegalDay, "year = %(year)s ORDER BY date", {"year": 2026})
    assert found == plain != []
    assert [(d.name, d.is_working, d.source_notice) for d in found] == [
        (d.name, d.is_working, d.source_notice) for d in plain
    ]
    assert not found[0]._state.adding
    assert prepared.models(LegalDay, "year = ANY(%s::int[])", [[]]) == []


def test_its_errors_are_djangos_own_and_a_broken_transaction_is_seen(db):
    twice = "INSERT INTO foundation_audithead (center_id, seq, mac, seal) VALUES (%s, 0, '', '') RETURNING seq"
    key = "00000000-0000-0000-0000-000000000000"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('yichuang.center', %s, true), set_config('yichuang.reads', %s, true)",
            [key, f"{{{key}}}"],
        )
    prepared.one(twice, [key])
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.one(twice, [key])
    assert prepared.one("SELECT 1", []) == (1,)


def test_whoever_counts_or_replays_statements_sees_it_with_its_values(db):
    with CaptureQueriesContext(connection) as sent:
        prepared.one("SELECT 41 + %s::int", [1])
    assert [q["sql"] for q in sent.captured_queries] == ["SELECT 41 + 1::int"]

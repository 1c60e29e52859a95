"""Numbers set aside for papers written by hand: used under the paper's own date, or voided; never both, never twice."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import samples
from yichuang.domains.places import api as places
from yichuang.foundation import clock, numbering
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.identity import make_uscc
from yichuang.foundation.models import AuditEntry, SeriesNumber
from yichuang.foundation.scope import reading

from .helpers import text_of

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@command("tests.reserve", needs="case.accept")
def reserve(
    work: Work, *, department: str, count: int, purpose: str = "停电应急包", year: Any = None
) -> dict[str, Any]:
    refs = papers.reserve_numbers(work, "receipt", UUID(department), count, purpose, year=year)
    return {"texts": [r.text for r in refs], "numbers": [r.number for r in refs]}


@command("tests.void_number", needs="case.accept")
def void_number(work: Work, *, department: str, number: int, reason: str = "未使用") -> dict[str, Any]:
    return {"text": papers.void_number(work, "receipt", UUID(department), 2026, number, reason=reason).text}


@command("tests.back_entry", needs="case.accept")
def back_entry(work: Work, *, department: str, number: int, dated: str, over: Any = None) -> dict[str, Any]:
    ref = papers.issue_paper(
        work, "receipt", over or samples.receipt(), department_id=UUID(department), subject="case:1", number=number,
        dated=datetime.fromisoformat(dated),
    )  # fmt: skip
    return {"id": ref.id, "number": ref.number_text, "issued_at": ref.issued_at, "entered_at": ref.entered_at}


@pytest.fixture
def office(hall) -> str:
    made = places.add_department(
        actor=hall.actor, code="scjg", name="云岭区市场监督管理局", short_name="云岭市监", uscc=make_uscc("11500199701000001"),
        review_organ="云岭区人民政府", court="云岭区人民法院", seal_mode="sample",
    )  # fmt: skip
    hall.department = made["id"]
    return str(made["id"])


def states(actor: Actor) -> list[tuple[int, str]]:
    with reading(actor):
        return list(SeriesNumber.objects.order_by("number").values_list("number", "state"))


def test_a_hand_written_paper_is_entered_under_its_own_number_and_time(hall, office) -> None:
    with clock.at(NOON):
        assert reserve(actor=hall.actor, department=office, count=3)["texts"][0] == "云岭市监收〔2026〕0001号"
        hall.issue("receipt")  # the system goes on behind the numbers set aside
    with clock.at(NOON + timedelta(days=1)):
        made = back_entry(actor=hall.actor, department=office, number=2, dated=NOON.isoformat())
    assert made["number"] == "云岭市监收〔2026〕0002号"
    assert made["issued_at"] == "2026-11-23T04:00:00Z"
    assert made["entered_at"] == "2026-11-24T04:00:00Z"
    assert states(hall.actor) == [(1, "reserved"), (2, "issued"), (3, "reserved"), (4, "issued")]
    with reading(hall.actor):
        said = text_of(papers.paper_bytes(hall.actor, "case:1", UUID(made["id"])).pdf)
        line = AuditEntry.objects.filter(action="paper.issued").latest("seq")
        assert numbering.gaps(hall.id) == []
    assert "手工出具，2026年11月24日补录" in said
    assert line.after["dated"].startswith("2026-11-23T04:00")


def test_a_number_is_used_or_voided_once(hall, office) -> None:
    with clock.at(NOON):
        reserve(actor=hall.actor, department=office, count=2)
        back_entry(actor=hall.actor, department=office, number=1, dated=NOON.isoformat())
        void_number(actor=hall.actor, department=office, number=2)
        for number in (1, 2):
            with pytest.raises(Refused) as no:
                back_entry(actor=hall.actor, department=office, number=number, dated=NOON.isoformat())
            assert no.value.code == "number.not_reserved"
            with pytest.raises(Refused) as no:
                void_number(actor=hall.actor, department=office, number=number)
            assert no.value.code == "number.not_reserved"
        with pytest.raises(Missing):
            void_number(actor=hall.actor, department=office, number=9)
    assert states(hall.actor) == [(1, "issued"), (2, "voided")]


def test_two_clerks_with_one_number_make_one_paper(hall, office) -> None:
    with clock.at(NOON):
        reserve(actor=hall.actor, department=office, count=1)
    got, gate = [], threading.Barrier(4)

    def run() -> None:
        gate.wait()
        try:
            with clock.at(NOON):
                got.append(back_entry(actor=hall.actor, department=office, number=1, dated=NOON.isoformat())["number"])
        except Refused as no:
            got.append(no.code)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run) for _ in range(4)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert sorted(got) == ["number.not_reserved"] * 3 + ["云岭市监收〔2026〕0001号"]


def test_the_date_on_the_paper_is_the_paper_s(hall, office) -> None:
    with clock.at(NOON):
        reserve(actor=hall.actor, department=office, count=1)
        for dated, over, field in (
            (NOON + timedelta(hours=1), None, "dated"),
            (NOON - timedelta(days=1), None, "issued_on"),
            (NOON, replace(samples.receipt(), issued_on=NOON.date() + timedelta(days=1)), "issued_on"),
        ):
            with pytest.raises(Invalid) as no:
                back_entry(actor=hall.actor, department=office, number=1, dated=dated.isoformat(), over=over)
            assert no.value.field == field
    assert states(hall.actor) == [(1, "reserved")]


def test_last_year_s_number_bears_last_year_s_paper(hall, office) -> None:
    eve = datetime(2026, 12, 31, 8, 0, tzinfo=UTC)
    with clock.at(eve):
        reserve(actor=hall.actor, department=office, count=1)
    with clock.at(eve + timedelta(days=4)):
        data = replace(samples.receipt(), issued_on=eve.date())
        made = back_entry(actor=hall.actor, department=office, number=1, dated=eve.isoformat(), over=data)
    assert made["number"] == "云岭市监收〔2026〕0001号"


def test_numbers_are_set_aside_for_a_purpose_and_in_measure(hall, office) -> None:
    for over, field in ({"count": 0}, "count"), ({"count": 501}, "count"), ({"count": 1, "purpose": " "}, "purpose"):
        with pytest.raises(Invalid) as no:
            reserve(actor=hall.actor, department=office, **over)
        assert no.value.field == field
    assert states(hall.actor) == []

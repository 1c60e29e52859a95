"""A licence that was asked in time to be renewed is renewed by the law when nobody decides (行政许可法 50)."""

from datetime import date
from typing import Any

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import tasks
from yichuang.domains.cases.models import (
    Case,
    CaseDeadline,
    CaseExtension,
    CaseHearing,
    CaseRenewal,
    CaseStop,
    Commitment,
    Tolerance,
)
from yichuang.foundation import messages
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.scope import reading

from .acting import HEARING, LICENCE, at
from .halls import Hall
from .promising import committed, tolerated
from .reading_papers import text_of

# Received on 2026-11-23. A licence to 12-31 had to be asked for by 12-01 (natural days, 31 - 30); one to 12-22 by 11-22.
NEW_YEAR = "01-01 00:00"


def note(hall: Hall, no: str, **over: Any) -> dict[str, Any]:
    return cases.note_renewal(actor=hall.officer, case=no, **{**LICENCE, **over})


def row(hall: Hall, no: str) -> Case:
    with reading(hall.system):
        return Case.objects.get(no=no)


def job(hall: Hall) -> None:
    tasks.deem_due_of(str(hall.id))


@pytest.mark.parametrize(("over", "ask_by", "in_time"), [
    ({}, date(2026, 12, 1), True),
    ({"expires_on": "2026-12-23"}, date(2026, 11, 23), True),  # asked on the very last day
    ({"expires_on": "2026-12-22"}, date(2026, 11, 22), False),
    ({"expires_on": "2026-12-22", "days": "20", "basis": "某条例第三条"}, date(2026, 12, 2), True),
    ({"days": 60, "basis": "某条例第三条"}, date(2026, 11, 1), False),
])  # fmt: skip
def test_noting_a_renewal_says_by_when_it_had_to_be_asked_for(
    hall: Hall, over: dict[str, Any], ask_by: date, in_time: bool
) -> None:
    no = hall.accepted()
    with reading(hall.officer):
        asked = {k: v for k, v in {**LICENCE, **over}.items() if k in ("expires_on", "days")}
        seen = cases.preview_renewal(hall.officer, no, **asked)
    done = note(hall, no, **over)
    assert (done["ask_by"], done["in_time"]) == (str(ask_by), in_time)
    assert (seen.ask_by, seen.in_time) == (ask_by, in_time)
    assert (row(hall, no).renews_after is not None) is in_time


@pytest.mark.parametrize(("over", "code", "field"), [
    ({"expires_on": "2026-11-22"}, "renewal.over", None),
    ({"expires_on": "卅一日"}, "renewal.day", "expires_on"),
    ({"licence_no": " "}, "case.field_missing", "licence_no"),
    ({"days": "0", "basis": "某条例"}, "renewal.days", "days"),
    ({"days": "九十", "basis": "某条例"}, "renewal.days", "days"),
    ({"days": 90}, "case.field_missing", "basis"),
])  # fmt: skip
def test_what_cannot_be_noted_is_refused_by_name(
    hall: Hall, over: dict[str, Any], code: str, field: str | None
) -> None:
    no = hall.accepted()
    with pytest.raises(Refused) as refused:
        note(hall, no, **over)
    assert refused.value.code == code
    if isinstance(refused.value, Invalid):
        assert refused.value.field == field
    with reading(hall.system):
        assert not CaseRenewal.objects.exists()


def test_what_is_no_licence_is_never_renewed_by_silence(hall: Hall) -> None:
    no = hall.accepted(item="P2")
    with pytest.raises(Refused) as refused:
        note(hall, no)
    assert refused.value.code == "renewal.no_licence"


def test_without_a_decision_by_its_end_the_licence_is_renewed_and_the_paper_says_so(hall: Hall) -> None:
    no = hall.accepted()
    note(hall, no)
    with at("12-31 23:59"):
        job(hall)
        assert row(hall, no).state == "accepted"
        with reading(hall.officer):
            assert "2026-12-31" in hall.page(no).next_words
    with at(NEW_YEAR):
        job(hall)
        job(hall)  # once is enough
        found = row(hall, no)
        assert (found.state, found.verdict) == ("decided", "approve")
        with reading(hall.officer):
            page = hall.page(no)
            paper = text_of(hall.officer, page.id, "renewed")
            told = [m for m in messages.inbox(hall.officer)[0] if m.template == "case.renewed"]
            assert cases.clock_page(hall.officer, no).renewal.renewed_on == date(2027, 1, 1)
    for words in (
        "视为准予延续确认书",
        "JY150",
        "2026年12月31日",
        "2027年1月1日",
        "依法视为准予延续，本文书由系统生成",
    ):
        assert words in paper, words
    assert "视为受理" not in paper
    assert len(told) == 1 and page.rulings[-1].deemed


def test_an_act_that_comes_before_the_job_finds_the_licence_renewed(hall: Hall) -> None:
    """Nobody can deny after the end what the law has already granted."""
    no = hall.accepted()
    note(hall, no)
    with at(NEW_YEAR), pytest.raises(Refused) as late:
        cases.decide(actor=hall.officer, case=no, decision="deny", reasons="不合条件", basis="某办法第九条")
    assert late.value.code == "case.wrong_state"
    assert row(hall, no).verdict == "approve"


def test_a_decision_on_the_last_day_stands(hall: Hall) -> None:
    no = hall.accepted()
    note(hall, no)
    with at("12-31 23:59"):
        cases.decide(actor=hall.officer, case=no, decision="deny", reasons="不合条件", basis="某办法第九条")
    with at(NEW_YEAR):
        job(hall)
        assert (row(hall, no).verdict, row(hall, no).renews_after) == ("deny", None)


def test_a_late_request_is_never_renewed_by_silence(hall: Hall) -> None:
    no = hall.accepted()
    note(hall, no, expires_on="2026-12-22")
    with at(NEW_YEAR):
        job(hall)
        assert row(hall, no).state == "accepted"


def test_noted_again_the_last_day_holds(hall: Hall) -> None:
    no = hall.accepted()
    note(hall, no)
    note(hall, no, expires_on="2027-01-31")
    with at(NEW_YEAR):
        job(hall)
        assert row(hall, no).state == "accepted"
    with reading(hall.system):
        assert CaseRenewal.objects.get().expires_on == date(2027, 1, 31)


def test_no_stop_and_no_hearing_holds_the_end_of_a_licence_up(hall: Hall) -> None:
    no = hall.accepted()
    note(hall, no)
    cases.order_hearing(actor=hall.officer, case=no, **HEARING)
    with at(NEW_YEAR):
        job(hall)
        assert row(hall, no).state == "decided"
    with reading(hall.system):
        assert {s.state for s in CaseStop.objects.filter(case__no=no)} == {"finished"}
        assert CaseHearing.objects.get(case__no=no).state == "cancelled"


def test_what_ran_for_the_decision_ends_and_what_follows_it_begins(hall: Hall) -> None:
    """A request for more time, something still to come and the limits end; issuing and, after a commitment, verification begin."""
    late, promised = tolerated(hall), committed(hall)
    cases.ask_extension(actor=hall.officer, case=late, reason="案情复杂")
    for no in (late, promised):
        note(hall, no)
    with at(NEW_YEAR):
        job(hall)
    with reading(hall.system):
        assert {row(hall, no).state for no in (late, promised)} == {"decided"}
        assert CaseExtension.objects.get(case__no=late).state == "lapsed"
        assert Tolerance.objects.get(case__no=late).state == "ended"
        assert Commitment.objects.get(case__no=promised).verify_by is not None
        limits = {r.kind: r.met_at for r in CaseDeadline.objects.filter(case__no=late)}
    assert all(limits[kind] for kind in ("promise", "statutory", "tolerance")) and limits["delivery"] is None

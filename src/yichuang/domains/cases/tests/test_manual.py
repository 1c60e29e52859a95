"""The system is down: a pack with numbered blanks, papers entered afterwards under their own time, unused numbers voided."""

import threading
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connections
from pypdf import PdfReader

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import manual, tasks
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.foundation import clock, files, numbering
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.models import SeriesNumber
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays.published import published

from .conftest import MONDAY
from .halls import PERSON, Hall


@pytest.fixture
def pack(hall: Hall) -> cases.PackView:
    cases.make_pack(actor=hall.system)
    return in_use(hall)


def in_use(hall: Hall) -> cases.PackView:
    with reading(hall.clerk):
        found = cases.pack_in_use(hall.clerk)
    assert found
    return found


def enter(hall: Hall, number: object = 1, **more: object) -> dict:
    given = {"item": "L1", "parties": [PERSON], "written_on": "2026-11-23", "written_time": "10:30", **more}
    with clock.at(more.pop("now", MONDAY + timedelta(hours=6))):  # type: ignore[arg-type]
        given.pop("now", None)
        return cases.enter_by_hand(actor=hall.clerk, number=number, **given)  # type: ignore[arg-type]


MORE = 6
"""Blank notices and acceptances in a pack beside its six receipts."""


def states(hall: Hall, kind: str = "receipt") -> dict[str, int]:
    with reading(hall.clerk):
        found: dict[str, int] = {}
        for row in SeriesNumber.objects.filter(series__name=f"{hall.department}:{kind}"):
            found[row.state] = found.get(row.state, 0) + 1
        return found


def text_of_pack(hall: Hall, pack: cases.PackView) -> str:
    with reading(hall.clerk):
        _ref, data = files.read(hall.clerk, pack.file_id)
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def test_a_pack_holds_blanks_guides_contacts_and_what_is_due(hall: Hall) -> None:
    no = hall.accepted()
    cases.make_pack(actor=hall.system)
    pack = in_use(hall)
    said = text_of_pack(hall, pack)
    for words in (
        "收件凭证",
        "手工办理登记表",
        "处置卡",
        "小面馆经营许可",
        "申请书",
        "120",
        "023-00002000",
        pack.runs[0].first,
        pack.runs[0].last,
        "一次性告知书",
        "存在的问题",
        pack.runs[1].last,
        "受理通知书",
        "所需时间",
        pack.runs[2].first,
        no,
        "张**",
    ):
        assert "".join(words.split()) in said, words
    assert PERSON["name"] not in said and pack.due_cases == 1
    assert (pack.runs[0].total, pack.runs[0].unused) == (6, 6) and states(hall) == {"reserved": 6}


def test_a_paper_is_entered_under_its_own_number_and_time_and_the_clock_runs_from_there(
    hall: Hall, pack: cases.PackView
) -> None:
    made = enter(hall, number=2)
    page = hall.page(made["no"])
    assert page.row.received_at == datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    assert page.deadline("tell").starts_on == date(2026, 11, 23)  # type: ignore[union-attr]
    assert made["papers"][0]["no"].endswith("2号") and made["late"] is False and page.state == "received"
    with reading(hall.clerk):
        paper = documents.papers_of(hall.clerk, f"case:{page.id}")[0]
        pdf = documents.paper_bytes(hall.clerk, f"case:{page.id}", paper.id, "service").pdf
    said = "".join("".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())
    assert "10:30" in said and "补录" in said
    assert states(hall) == {"reserved": 5, "issued": 1}
    assert in_use(hall).unused == 5 + MORE


def test_the_answer_in_the_system_counts_from_the_paper(hall: Hall, pack: cases.PackView) -> None:
    no = enter(hall, now=MONDAY + timedelta(days=1))["no"]
    with clock.at(MONDAY + timedelta(days=1, hours=1)):
        cases.decide_intake(actor=hall.clerk, case=no, outcome="accept")
    assert hall.page(no).deadline("statutory").starts_on <= date(2026, 11, 24)  # type: ignore[union-attr]
    assert hall.page(no).row.received_at < MONDAY + timedelta(hours=1)


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"number": 7}, "manual.number_outside", "number"),
        ({"number": 0}, "manual.number_outside", "number"),
        ({"number": "x"}, "manual.number_outside", "number"),
        ({"written_on": "2026-11-24"}, "manual.ahead", "written_time"),
        ({"written_time": "23:59"}, "manual.ahead", "written_time"),
        ({"written_on": "2026-11-22"}, "manual.before_pack", "written_time"),
        ({"written_on": "昨天"}, "case.date_expected", "written_on"),
        ({"written_time": "十点"}, "manual.time_expected", "written_time"),
        ({"item": "X9"}, "case.item_unknown", "item"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    hall: Hall, pack: cases.PackView, more: dict, code: str, field: str
) -> None:
    with pytest.raises(Refused) as told:
        enter(hall, **more)
    assert (told.value.code, told.value.field) == (code, field)
    assert states(hall) == {"reserved": 6}
    with reading(hall.clerk):
        assert cases.entries(hall.clerk) == []


def answer(hall: Hall, no: str, kind: str = "acceptance", number: object = 1, **more: Any) -> dict:
    given = {"written_on": "2026-11-23", "written_time": "10:40", **more}
    with clock.at(given.pop("now", MONDAY + timedelta(hours=7))):
        return cases.enter_answer_by_hand(actor=hall.clerk, case=no, kind=kind, number=number, **given)


def paper_words(hall: Hall, no: str, kind: str) -> str:
    with reading(hall.clerk):
        subject = f"case:{hall.page(no).id}"
        paper = next(p for p in documents.papers_of(hall.clerk, subject) if p.kind == kind)
        pdf = documents.paper_bytes(hall.clerk, subject, paper.id, "service").pdf
    return "".join("".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())


def test_an_acceptance_that_was_written_on_paper_counts_from_its_own_time(hall: Hall, pack: cases.PackView) -> None:
    no = enter(hall)["no"]
    made = answer(hall, no, number=2, now=MONDAY + timedelta(days=1))  # entered on the next day
    page = hall.page(no)
    assert (made["state"], made["late"], page.row.accepted_at) == (
        "accepted",
        False,
        datetime(2026, 11, 23, 2, 40, tzinfo=UTC),
    )
    assert {page.deadline(k).starts_on for k in ("promise", "statutory")} == {date(2026, 11, 23)}  # type: ignore[union-attr]
    said = paper_words(hall, no, "acceptance")
    assert made["papers"][0]["no"].endswith("2号") and "补录" in said and "2026年11月23日" in said
    assert states(hall, "acceptance") == {"reserved": 2, "issued": 1} and page.rulings[-1].at == page.row.accepted_at
    with reading(hall.clerk):
        assert [e.label for e in cases.entries(hall.clerk)] == ["受理通知书", "收件凭证"]


def test_a_notice_that_was_written_on_paper_gives_its_days_from_there(hall: Hall, pack: cases.PackView) -> None:
    no = enter(
        hall, materials={"M1": {"status": "received"}, "M2": {"status": "received"}, "M3": {"status": "missing"}}
    )["no"]
    made = answer(hall, no, "notice", 3, correction_days=5)
    page = hall.page(no)
    assert (made["state"], page.notices[0].told_at) == ("correcting", datetime(2026, 11, 23, 2, 40, tzinfo=UTC))
    assert page.notices[0].correct_by == date(2026, 11, 30) and page.notices[0].paper_no == made["papers"][0]["no"]
    assert "补录" in paper_words(hall, no, "notice") and states(hall, "notice") == {"reserved": 2, "issued": 1}


def test_an_answer_that_cannot_be_so_is_refused_and_leaves_nothing(hall: Hall, pack: cases.PackView) -> None:
    no, lacks = enter(hall)["no"], enter(hall, 2, materials={"M1": {"status": "missing"}})["no"]
    for which, over, code in (
        (no, {"written_time": "10:29"}, "manual.before_receipt"),
        (no, {"written_on": "2026-11-24"}, "manual.ahead"),
        (no, {"number": 4}, "manual.number_outside"),
        (no, {"kind": "refusal"}, "case.unknown_value"),
        (no, {"kind": "notice"}, "intake.not_lawful"),
        (lacks, {}, "intake.not_lawful"),
        (hall.open("L1")["no"], {}, "manual.not_received"),
    ):
        with pytest.raises(Refused) as told:
            answer(hall, which, **over)
        assert told.value.code == code, (over, told.value.code)
    assert hall.page(no).state == "received" and states(hall, "acceptance") == states(hall, "notice") == {"reserved": 3}
    answer(hall, no)
    with pytest.raises(Refused) as twice:
        answer(hall, no, number=2)
    assert twice.value.code == "manual.not_received"


def test_one_number_is_entered_once(hall: Hall, pack: cases.PackView) -> None:
    enter(hall)
    with pytest.raises(Invalid) as told:
        enter(hall)
    assert told.value.code == "manual.number_used"


def test_five_hands_enter_one_paper_once(hall: Hall, pack: cases.PackView) -> None:
    done: list[str] = []

    def go() -> None:
        try:
            done.append(enter(hall)["no"])
        except Refused as no:
            assert no.code == "manual.number_used"
        finally:
            connections.close_all()

    crew = [threading.Thread(target=go) for _ in range(5)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert len(done) == 1 and states(hall) == {"reserved": 5, "issued": 1}


def test_a_late_entry_is_marked(hall: Hall, pack: cases.PackView) -> None:
    assert enter(hall, number=1, now=MONDAY + timedelta(days=1))["late"] is False
    assert enter(hall, number=2, now=MONDAY + timedelta(days=2))["late"] is True
    with reading(hall.clerk):
        assert [e.late for e in cases.entries(hall.clerk)] == [True, False]


def test_a_new_pack_voids_what_the_old_one_left(hall: Hall, pack: cases.PackView) -> None:
    enter(hall, number=3)
    with clock.at(MONDAY + timedelta(days=7)):
        made = cases.make_pack(actor=hall.system)
    assert made["voided"] == 5 + MORE and states(hall) == {"issued": 1, "voided": 5, "reserved": 6}
    with reading(hall.clerk):
        assert numbering.gaps(hall.id) == []
        assert [(p.state, p.reason) for p in cases.packs(hall.clerk)] == [("ready", ""), ("ended", "制作了新的应急包")]
    with pytest.raises(Invalid):
        enter(hall, number=4, now=MONDAY + timedelta(days=7, hours=1), written_on="2026-11-30", written_time="10:30")


def test_what_was_written_on_friday_is_entered_on_monday_although_the_weekly_pack_was_made(
    hall: Hall, pack: cases.PackView
) -> None:
    friday, monday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)
    with clock.at(monday - timedelta(hours=3)):
        tasks.make_pack_of(center_id=str(hall.id))
    assert enter(hall, number=1, now=monday, written_on=f"{friday:%Y-%m-%d}")["late"] is False
    assert (
        enter(hall, number=7, now=monday + timedelta(hours=6), written_on=f"{monday:%Y-%m-%d}", written_time="10:30")[
            "late"
        ]
        is False
    )
    with pytest.raises(Invalid) as told:  # a blank that was not printed yet on Friday
        enter(hall, number=8, now=monday, written_on=f"{friday:%Y-%m-%d}")
    assert told.value.code == "manual.before_pack"
    with clock.at(monday + timedelta(days=7)):
        tasks.make_pack_of(center_id=str(hall.id))
    assert states(hall) == {"issued": 2, "voided": 5, "reserved": 5 + 6}


def test_unused_numbers_are_voided_with_a_reason(hall: Hall, pack: cases.PackView) -> None:
    with pytest.raises(Invalid):
        cases.end_pack(actor=hall.system, reason=" ")
    assert cases.end_pack(actor=hall.system, reason="来电，手工办理结束")["voided"] == 6 + MORE
    assert states(hall, "notice") == states(hall, "acceptance") == {"voided": 3}
    for act in (lambda: enter(hall), lambda: cases.end_pack(actor=hall.system, reason="再来")):
        with pytest.raises(Refused) as told:
            act()
        assert told.value.code == "manual.no_pack"


def test_a_clerk_enters_but_does_not_make_packs(hall: Hall, pack: cases.PackView) -> None:
    with pytest.raises(Denied):
        cases.make_pack(actor=hall.clerk)
    with pytest.raises(Denied):
        cases.enter_by_hand(
            actor=hall.officer, number=1, item="L1", written_on="2026-11-23", written_time="10:30", parties=[PERSON]
        )


def test_the_center_says_how_many_blanks(hall: Hall) -> None:
    wanted = {"manual_receipts": 2, "manual_notices": 1, "manual_acceptances": 0}
    places.change_center(actor=hall.system, settings=wanted)
    assert cases.make_pack(actor=hall.system)["numbers"] == 3
    assert [(r.kind, r.total) for r in in_use(hall).runs] == [("receipt", 2), ("notice", 1)]


def test_the_weekly_job_makes_a_pack_for_each_center(hall: Hall) -> None:
    tasks.make_pack_of(center_id=str(hall.id))
    assert in_use(hall).made_by == "system"


@pytest.mark.parametrize(
    ("written", "entered", "late"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), False),
        (date(2026, 11, 23), date(2026, 11, 24), False),
        (date(2026, 11, 23), date(2026, 11, 25), True),
        (date(2026, 11, 27), date(2026, 11, 30), False),  # Friday, entered on Monday
        (date(2026, 9, 30), date(2026, 10, 8), False),  # the week of the national holiday between
        (date(2026, 9, 30), date(2026, 10, 9), True),
    ],
)
def test_when_an_entry_is_late(written: date, entered: date, late: bool) -> None:
    assert manual.is_late(written, entered, published()) is late

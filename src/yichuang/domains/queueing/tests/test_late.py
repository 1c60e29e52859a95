"""Past closing time (DB50/T 1603-2024, 5.3.4): sessions, the ledger, papers kept with consent, time off in lieu."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing import events
from yichuang.domains.queueing.models import Announcement
from yichuang.domains.queueing.rules_late import closing_of, crosses, finish_day, late_from, minutes_of, sheets
from yichuang.foundation import clock, dispatch
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import enter, reading

from .conftest import Hall
from .test_posts import TEN, Crew

FIVE = TEN.replace(hour=17)
WHO = {"name": "张云", "phone": "138 0000 1234", "papers": "申请表一份、身份证", "consent": "paper", "item": "S01"}


@pytest.fixture
def crew(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    places.set_opening_hours(actor=hall.actor, week={"1": [["09:00", "12:00"], ["13:30", "17:00"]]})
    # this small hall has no catalogue from which a 留件单 could be made: the workbench's tests play the whole act
    monkeypatch.setitem(dispatch.wiring().in_step, events.PAPERS_KEPT, [])
    with clock.at(TEN):
        yield Crew(hall)


def serve(crew: Crew, begins: datetime) -> dict:
    with clock.at(begins):
        crew.hall.issue()
        called = crew.hall.call() or {}
        return crew.hall.act(queueing.start, called)


def ledger(crew: Crew) -> list[tuple[str, str, str, int]]:
    with reading(crew.boss):
        found = queueing.late_services(crew.boss, since=TEN.date(), until=TEN.date())
    zone = TEN.tzinfo
    return [
        (r.staff_name, f"{r.started_at.astimezone(zone):%H:%M}", f"{r.ended_at.astimezone(zone):%H:%M}" if r.ended_at else "", r.minutes)
        for r in found
    ]  # fmt: skip


def test_pure_sums() -> None:
    a, b = FIVE, FIVE + timedelta(minutes=10, seconds=50)
    assert minutes_of([(a, b), (a, b)]) == 20
    assert minutes_of([(b, a)]) == 0
    assert closing_of([(TEN, FIVE)]) == FIVE
    assert closing_of([]) is None
    assert late_from(FIVE, TEN) == FIVE
    assert late_from(FIVE, b) == b
    assert [crosses(239, n, 240) for n in (239, 240)] == [False, True]
    assert not crosses(240, 300, 240)


def test_kept_papers_are_dealt_with_by_a_day_in_reach_and_each_sheet_has_a_line() -> None:
    today = date(2026, 11, 27)  # a Friday
    assert finish_day(today, None, [today, date(2026, 12, 1), date(2026, 11, 30)]) == date(2026, 11, 30)
    assert finish_day(today, None, []) == date(2026, 12, 4)
    assert [finish_day(today, today + timedelta(days=n), []) is not None for n in (-1, 0, 60, 61)] == [
        False,
        True,
        True,
        False,
    ]
    assert sheets("申请表、身份证；\n照片, ，") == ("申请表", "身份证", "照片")
    assert sheets("、") == ()


def test_who_is_at_a_window_at_closing_is_served_and_the_clerk_s_time_is_written_down(crew: Crew) -> None:
    ticket = serve(crew, FIVE - timedelta(minutes=10))
    with clock.at(FIVE - timedelta(seconds=1)):
        assert queueing.note_late(actor=crew.hall.actor)["begun"] == 0
    with clock.at(FIVE):
        assert queueing.note_late(actor=crew.hall.actor)["begun"] == 1
        assert queueing.note_late(actor=crew.hall.actor)["begun"] == 0
        assert ledger(crew) == [("李晓云", "17:00", "", 0)]
    with clock.at(FIVE + timedelta(minutes=25)):
        crew.hall.act(queueing.finish, ticket)
    assert ledger(crew) == [("李晓云", "17:00", "17:25", 25)]


def test_people_who_wait_at_closing_are_called_and_the_session_grows_even_without_the_job(crew: Crew) -> None:
    with clock.at(FIVE - timedelta(minutes=20)):
        crew.hall.issue()
        crew.hall.issue()
    with clock.at(FIVE + timedelta(minutes=1)):
        with reading(crew.boss):
            line = queueing.closing_line(crew.boss)
        assert (line.past, line.waiting) == (True, 2)
    for minutes in (10, 20):
        with clock.at(FIVE + timedelta(minutes=minutes)):
            crew.hall.act(queueing.finish, crew.hall.act(queueing.start, crew.hall.call() or {}))
    assert ledger(crew) == [("李晓云", "17:00", "17:20", 20)]


def test_service_before_closing_is_no_extended_service(crew: Crew) -> None:
    ticket = serve(crew, FIVE - timedelta(minutes=10))
    with clock.at(FIVE):
        crew.hall.act(queueing.finish, ticket)
    assert ledger(crew) == []


def test_hours_add_up_reach_the_threshold_once_and_are_taken_off(crew: Crew) -> None:
    places.change_center(actor=crew.hall.actor, settings={"lieu_after_minutes": 30})
    ticket = serve(crew, FIVE - timedelta(minutes=10))
    with clock.at(FIVE + timedelta(minutes=45)):
        crew.hall.act(queueing.finish, ticket)
        told = "李晓云 的延时服务累计 0.8 小时，已到调休标准，请安排调休。"
        assert crew.inbox(crew.boss) == [told]
        assert crew.inbox(crew.li) == [told]
        with pytest.raises(Refused) as no:
            queueing.take_lieu(actor=crew.boss, staff_id=crew.li.id, minutes=46)
        assert no.value.code == "lieu.too_much"
        queueing.take_lieu(actor=crew.boss, staff_id=crew.li.id, minutes=40, note="周三上午")
        with reading(crew.boss):
            person = queueing.late_balances(crew.boss)[0]
        assert (person.stayed, person.taken, person.left, person.enough) == (45, 40, 5, False)


def test_papers_are_kept_with_consent_finished_and_posted(crew: Crew) -> None:
    ticket = serve(crew, FIVE - timedelta(minutes=10))
    for field, value in (
        ("name", ""),
        ("papers", "、"),
        ("phone", "12"),
        ("consent", ""),
        ("item", ""),
        ("finish_by", "2026-11-01"),
        ("finish_by", "soon"),
    ):
        with pytest.raises(Invalid) as no:
            queueing.keep_papers(actor=crew.li, ticket=ticket["id"], **WHO | {field: value})
        assert no.value.field == field
    kept = queueing.keep_papers(actor=crew.li, ticket=ticket["id"], address="云岭区人民路 1 号", **WHO)["id"]
    with pytest.raises(Refused, match=r"kept\.already"):
        queueing.keep_papers(actor=crew.li, ticket=ticket["id"], **WHO)
    with pytest.raises(Refused, match=r"kept_papers\.wrong_state"):
        queueing.give_kept(actor=crew.li, kept=kept, tracking_no="SF123")
    queueing.finish_kept(actor=crew.li, kept=kept)
    with reading(crew.boss):
        seen = queueing.kept_papers(crew.boss)[0]
    assert (seen.phone_masked, seen.address, "张云" in seen.name) == ("138****1234", "***", False)
    assert queueing.give_kept(actor=crew.li, kept=kept, tracking_no="SF123")["state"] == "sent"


def test_without_an_address_the_person_collects(crew: Crew, other_hall: Hall) -> None:
    ticket = serve(crew, FIVE - timedelta(minutes=10))
    kept = queueing.keep_papers(actor=crew.li, ticket=ticket["id"], **WHO)["id"]
    queueing.finish_kept(actor=crew.li, kept=kept)
    with pytest.raises(Refused, match=r"kept\.no_address"):
        queueing.give_kept(actor=crew.li, kept=kept, tracking_no="SF123")
    with pytest.raises(Missing):
        queueing.give_kept(actor=other_hall.actor, kept=kept)
    assert queueing.give_kept(actor=crew.li, kept=kept)["state"] == "collected"


def test_who_may_not_be_called_before_closing_chooses_and_may_choose_again(crew: Crew) -> None:
    with clock.at(FIVE - timedelta(minutes=30)):
        made = crew.hall.issue()
        code, phone = made["tracking_code"], Actor.citizen(crew.hall.center_id)

        def by_code(choice: str, code: str = code) -> dict:
            return queueing.choose_closing_by_code(actor=phone, code=code, choice=choice)

        for given, refusal in (({"choice": "stay"}, "closing.not_told"), ({"choice": "no"}, "closing.choice"),
                               ({"choice": "stay", "code": "2222"}, "ticket.missing")):  # fmt: skip
            with pytest.raises((Refused, Invalid, Missing), check=lambda no, r=refusal: no.code == r):
                by_code(**given)
        with transaction.atomic():
            enter(crew.hall.actor)
            announced(crew.hall, made, 0.37)
        assert by_code("another_time")["choice"] == "another_time"
        by_code("leave_papers")
    with clock.at(FIVE - timedelta(minutes=20)):
        other = crew.hall.issue()
        queueing.choose_closing(actor=crew.li, ticket=other["id"], choice="stay")  # told by mouth
        crew.hall.call()
        with pytest.raises(Refused, check=lambda no: no.code == "closing.not_waiting"):
            by_code("stay")
    with reading(crew.boss):
        seen = queueing.closing_choices(crew.boss, TEN.date())
        assert queueing.closing_choice(crew.boss, made["id"]) == "leave_papers"
    assert [(c.number, c.choice, c.chance, c.by, c.waits) for c in seen] == [
        (other["number"], "stay", None, "李晓云", True), (made["number"], "leave_papers", 0.3, "", False),
    ]  # fmt: skip


def announced(hall: Hall, made: dict, chance: float) -> None:
    """He was told that he may not be called before closing."""
    Announcement.objects.create(
        center_id=hall.center_id, ticket_id=made["id"], number=made["number"], queue="A", cls="normal", day=TEN.date(), hour=16,
        at=clock.now(), low=0, high=60, p10=0, p50=1800, p90=3600, before_close=chance, left=1800, warned=True, basis="own_days",
    )  # fmt: skip

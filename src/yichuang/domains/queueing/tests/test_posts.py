"""Leaving a window: reported, locked, alerted after fifteen minutes, covered, returned (DB50/T 1603-2024, 4.2.2)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .conftest import Hall

PASSWORD = "a long enough one"
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


class Crew:
    """Two clerks, a head of the zone and a hall manager of a small hall, at ten in the morning."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self.hashed = hall, people.hash_password(PASSWORD)
        self.li = self._person("li", "李晓云", "clerk")
        self.wang = self._person("wang", "王丽", "clerk")
        self.head = self._person("head", "周正", "clerk")
        self.boss = self._person("boss", "吴敏", "manager")
        queueing.name_zone_lead(actor=self.boss, zone="H", staff_id=self.head.id)
        queueing.open_window(actor=self.li, window="1")

    def _person(self, username: str, name: str, role: str) -> Actor:
        made = people.add_staff(
            actor=self.hall.actor, username=username, password=PASSWORD, name=name, post="窗口", badge_no=username,
            hashed=self.hashed,
        )  # fmt: skip
        people.grant_role(actor=self.hall.actor, staff_id=UUID(made["id"]), role=role)
        return self.as_now(UUID(made["id"]))

    def as_now(self, who: UUID | Actor) -> Actor:
        """The actor that the next request would have."""
        staff_id = who.id if isinstance(who, Actor) else who
        assert staff_id
        found = people.actor_for_account(self.hall.center_id, staff_id, 0)
        assert found
        return found

    def inbox(self, who: Actor) -> list[str]:
        with reading(who):
            return [line.text for line in messages.inbox(who)[0]]

    def away(self) -> list[queueing.AbsenceView]:
        with reading(self.boss):
            return queueing.away_now(self.boss)


@pytest.fixture
def crew(hall: Hall) -> Any:
    people.forget()
    with clock.at(TEN):
        yield Crew(hall)


def leave(crew: Crew, **more: Any) -> None:
    given = {"reason": "rest", "expected_return": TEN + timedelta(minutes=10), "seals_away": True, **more}
    queueing.pause_window(actor=crew.li, window="1", **given)


def test_who_leaves_is_reported_to_the_head_of_his_zone_and_locked_at_once(crew: Crew) -> None:
    token = people.make_token(actor=crew.hall.actor, role="clerk", staff_id=crew.li.id)
    leave(crew)
    assert crew.inbox(crew.head) == ["李晓云 于 10:00 离开 1 号窗口，目前无人补岗，预计 10:10 回来。"]
    assert crew.inbox(crew.boss) == []
    locked, program = crew.as_now(crew.li), people.actor_for_token(token)
    assert program
    for actor in (locked, program):
        assert actor.locked
        with pytest.raises(Denied) as no:
            queueing.open_window(actor=actor, window="1")
        assert no.value.code == "actor.locked"
    assert [(a.staff_name, a.seals_away, a.overlong_at) for a in crew.away()] == [("李晓云", True, None)]


def test_only_his_own_password_opens_the_lock_and_tries_are_limited(crew: Crew) -> None:
    leave(crew)
    locked = crew.as_now(crew.li)
    for _ in range(5):
        with pytest.raises(Refused, match=r"login\.wrong"):
            people.unlock(actor=locked, secret="wrong", source="10.0.0.1")
    with pytest.raises(Refused, match=r"login\.throttled"):
        people.unlock(actor=locked, secret=PASSWORD, source="10.0.0.1")
    with clock.at(TEN + timedelta(minutes=16)):
        people.unlock(actor=locked, secret=PASSWORD, source="10.0.0.1")
        assert not crew.as_now(crew.li).locked


@pytest.mark.parametrize(("away", "told"), [((14, 59), 0), ((15, 1), 1)], ids=["14:59", "15:01"])
def test_the_head_is_alerted_after_fifteen_minutes_and_not_a_second_before(
    crew: Crew, away: tuple[int, int], told: int
) -> None:
    leave(crew)
    with clock.at(TEN + timedelta(minutes=away[0], seconds=away[1])):
        assert queueing.tell_overlong(actor=crew.hall.actor)["told"] == told
        assert queueing.tell_overlong(actor=crew.hall.actor)["told"] == 0
        over = "1 号窗口 李晓云 离岗已满 15 分钟，无人补岗，已记为超时离岗。请安排补岗。"
        assert crew.inbox(crew.head).count(over) == crew.inbox(crew.boss).count(over) == told
        assert [a.overlong_at for a in crew.away()] == [TEN + timedelta(minutes=15) if told else None]


def test_a_page_and_the_return_know_it_before_the_job_has_run(crew: Crew) -> None:
    leave(crew)
    with clock.at(TEN + timedelta(minutes=20)):
        assert crew.away()[0].overlong_at == TEN + timedelta(minutes=15)
        people.unlock(actor=crew.as_now(crew.li), secret=PASSWORD, source="x")
        queueing.open_window(actor=crew.as_now(crew.li), window="1")
        assert crew.away() == []
        with reading(crew.boss):
            row = queueing.absences(crew.boss, since=TEN.date(), until=TEN.date())[0]
            person = queueing.absence_report(crew.boss, since=TEN.date(), until=TEN.date())[0]
        assert (row.ended_by, row.away) == ("returned", timedelta(minutes=20))
        assert (person.staff_name, person.leaves, person.overlong) == ("李晓云", 1, 1)
        assert len(crew.inbox(crew.boss)) == 1


def test_a_cover_takes_over_in_his_own_name_and_the_clerk_is_no_longer_missing(crew: Crew) -> None:
    leave(crew)
    with clock.at(TEN + timedelta(minutes=5)):
        queueing.open_window(actor=crew.wang, window="1")
        assert crew.hall.window("1").staff_name == "王丽"
    with clock.at(TEN + timedelta(minutes=30)):
        assert queueing.tell_overlong(actor=crew.hall.actor)["told"] == 0
        seen = crew.away()[0]
        assert (seen.away, seen.cover and seen.cover.staff_name) == (timedelta(minutes=5), "王丽")
        people.unlock(actor=crew.as_now(crew.li), secret=PASSWORD, source="x")
        queueing.open_window(actor=crew.as_now(crew.li), window="1")
    with reading(crew.boss):
        row = queueing.absences(crew.boss, since=TEN.date(), until=TEN.date())[0]
        report = {p.staff_name: p for p in queueing.absence_report(crew.boss, since=TEN.date(), until=TEN.date())}
    cover = row.covers[0]
    assert (cover.started_at, cover.ended_at) == (TEN + timedelta(minutes=5), TEN + timedelta(minutes=30))
    assert (report["李晓云"].covered, report["李晓云"].overlong, report["王丽"].stood_in) == (1, 0, 1)


def test_who_stays_for_paperwork_is_neither_locked_nor_missing(crew: Crew) -> None:
    leave(crew, reason="paperwork", seals_away=False)
    assert not crew.as_now(crew.li).locked
    assert crew.away() == []


def test_seals_are_locked_away_first_unless_it_is_urgent(crew: Crew) -> None:
    with pytest.raises(Invalid) as no:
        leave(crew, seals_away=False)
    assert no.value.field == "seals_away"
    assert crew.hall.window("1").state == "open"
    leave(crew, reason="urgent", seals_away=False)
    assert "没有确认入柜" in crew.inbox(crew.head)[0]


def test_the_head_s_own_leave_goes_to_the_hall_manager(crew: Crew) -> None:
    queueing.open_window(actor=crew.head, window="2")
    queueing.pause_window(actor=crew.head, window="2", reason="meal", seals_away=True)
    assert len(crew.inbox(crew.boss)) == 1
    assert crew.inbox(crew.head) == []


def test_the_limit_is_the_center_s_own(crew: Crew) -> None:
    places.change_center(actor=crew.hall.actor, settings={"away_alert_minutes": 5})
    leave(crew)
    with clock.at(TEN + timedelta(minutes=5)):
        assert queueing.tell_overlong(actor=crew.hall.actor)["told"] == 1


def test_a_closed_window_and_a_new_day_end_an_absence(crew: Crew) -> None:
    leave(crew)
    queueing.close_window(actor=crew.hall.actor, window="1")
    assert crew.away() == []
    queueing.open_window(actor=crew.wang, window="1")
    queueing.pause_window(actor=crew.wang, window="1", reason="rest", seals_away=True)
    with clock.at(TEN + timedelta(days=1)):
        queueing.tell_overlong(actor=crew.hall.actor)
        assert crew.away() == []


def test_no_zone_and_no_stranger_leads(crew: Crew, other_hall: Hall) -> None:
    with pytest.raises(Missing):
        queueing.name_zone_lead(actor=crew.boss, zone="Q", staff_id=crew.head.id)
    with pytest.raises(Refused):
        queueing.name_zone_lead(actor=replace(crew.boss, center_id=other_hall.center_id), zone="H", staff_id=crew.li.id)
    queueing.name_zone_lead(actor=crew.boss, zone="H")
    with reading(crew.boss):
        assert [lead.staff_name for lead in queueing.zone_leads(crew.boss)] == [""]

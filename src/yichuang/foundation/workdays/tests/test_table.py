"""The legal calendar in the database: seeded, changed only with a notice, seen at once; service days beside it."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid
from yichuang.foundation.ids import uuid7
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import is_workday, table
from yichuang.foundation.workdays.models import LegalDay
from yichuang.foundation.workdays.notices import enter_notice, entered, propose
from yichuang.foundation.workdays.published import published


@pytest.fixture(autouse=True)
def _zones(settings):
    settings.YICHUANG_ZONE_SOURCE = f"{__name__}.shanghai"


def shanghai(center_id):
    return "Asia/Shanghai"


@pytest.fixture
def manager():
    center = uuid7()
    return Actor(
        "staff", id=uuid7(), name="系统管理员", center_id=center, reads=(center,), capabilities=frozenset({"*"})
    )


NOTICE_2027 = {
    "year": 2027,
    "notice": "国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕99号）",
    "off": {"元旦": [date(2027, 1, 1)], "春节": [date(2027, 2, d) for d in range(5, 13)]},
    "worked": {"春节": [date(2027, 1, 31), date(2027, 2, 20)]},
}


def test_the_seeded_table_is_the_published_calendar(db):
    table.seed()
    assert table.seed() == 0
    found = table.calendar_of()
    assert (found.days, found.names, found.first, found.last) == (
        published().days, published().names, date(2004, 1, 1), date(2026, 12, 31)
    )  # fmt: skip
    assert "国办发明电〔2024〕12号" in found.notices[2025]


def test_the_calendar_is_kept_until_the_table_changes(db, django_assert_num_queries):
    table.seed()
    first = table.calendar_of()
    with django_assert_num_queries(1):
        assert table.calendar_of() is first


def test_a_new_notice_publishes_its_year_and_is_seen_at_once(db, manager):
    table.seed()
    assert is_workday(date(2027, 2, 5))
    assert not table.calendar_of().covers(date(2027, 2, 5))
    enter_notice(actor=manager, **NOTICE_2027)
    found = table.calendar_of()
    assert not found.is_working(date(2027, 2, 5))
    assert found.is_working(date(2027, 2, 20))
    assert (found.last, found.name(date(2027, 2, 5))) == (date(2027, 12, 31), "春节")
    with reading(manager):
        assert AuditEntry.objects.get(action="workdays.entered").reason == NOTICE_2027["notice"]


def test_a_table_that_was_never_seeded_keeps_the_published_years_when_a_new_one_is_entered(db, manager):
    LegalDay.objects.all().delete()
    assert not is_workday(date(2026, 10, 1))
    enter_notice(actor=manager, **NOTICE_2027)
    assert (table.calendar_of().first, table.calendar_of().last) == (date(2004, 1, 1), date(2027, 12, 31))


def test_entering_a_notice_again_corrects_its_year_alone(db, manager):
    table.seed()
    enter_notice(actor=manager, **NOTICE_2027)
    enter_notice(actor=manager, **NOTICE_2027 | {"worked": {"春节": [date(2027, 1, 31)]}})
    found = table.calendar_of()
    assert not found.is_working(date(2027, 2, 20))
    assert not found.is_working(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"notice": " "}, "workdays.notice_needed", "notice"),
        ({"notice": "国务院办公厅关于2027年部分节假日安排的通知"}, "workdays.notice_needed", "notice"),
        ({"notice": "国办发明电〔2026〕99号" + "长" * 200}, "workdays.notice_long", "notice"),
        ({"year": 27}, "workdays.year", "year"),
        ({"off": {"春节": [date(2027, 2, 5)]}}, "workdays.new_year_missing", "days"),
        ({"worked": {"春节": [date(2027, 2, 1)]}}, "workdays.worked_not_weekend", "days"),
        ({"worked": {"春节": [date(2027, 2, 6)]}}, "workdays.day_twice", "days"),
        ({"worked": {"春节": [date(2027, 2, 20), date(2027, 2, 20)]}}, "workdays.day_twice", "days"),
        ({"off": {"元旦": [date(2027, 1, 1)], "春节": [date(2027, 1, 1)]}}, "workdays.day_twice", "days"),
        ({"worked": {"春节": [date(2029, 1, 6)]}}, "workdays.other_year", "days"),
        ({"worked": {"元旦": [date(2026, 11, 28)]}}, "workdays.other_year", "days"),
    ],
)
def test_a_slip_in_a_notice_is_named(db, manager, over, code, field):
    with pytest.raises(Invalid) as no:
        enter_notice(actor=manager, **NOTICE_2027 | over)
    assert (no.value.code, no.value.field) == (code, field)


def test_a_notice_may_reach_over_the_end_of_its_year(db, manager):
    table.seed()
    eve = {"off": {"元旦": [date(2026, 12, 31), date(2027, 1, 1)]}, "worked": {"元旦": [date(2026, 12, 27)]}}
    enter_notice(actor=manager, **NOTICE_2027 | eve)
    found = table.calendar_of()
    assert not found.is_working(date(2026, 12, 31))
    assert found.is_working(date(2026, 12, 27))
    assert found.name(date(2026, 12, 27)) == "元旦"
    # the year before can be corrected without taking the eve away again
    enter_notice(actor=manager, year=2026, notice="国办发明电〔2025〕7号", off={"元旦": [date(2026, 1, 1)]}, worked={})
    assert not table.calendar_of().is_working(date(2026, 12, 31))
    assert table.calendar_of().is_working(date(2026, 10, 1))


def test_a_proposal_says_which_days_change_and_changes_none(db, manager):
    table.seed()
    year = {k: NOTICE_2027[k] for k in ("year", "notice", "off", "worked")}
    found = propose(**year)
    # 5, 8-12 February are weekdays that become days off; two weekend days become working days. The rest were free anyway.
    assert [str(d)[5:] for d in found.moved] == [
        "01-01", "01-31", "02-05", "02-08", "02-09", "02-10", "02-11", "02-12", "02-20",
    ]  # fmt: skip
    assert (found.publishes, found.since) == (True, date(2027, 1, 1))
    assert found.after.name(date(2027, 2, 20)) == "春节"
    assert table.calendar_of().last == date(2026, 12, 31)
    enter_notice(actor=manager, **NOTICE_2027)
    again = propose(**year)
    assert (again.moved, again.publishes, again.since) == ((), False, None)
    assert table.calendar_of() == found.after


def test_what_was_entered_is_kept(db, manager):
    table.seed()
    enter_notice(actor=manager, **NOTICE_2027)
    answer = enter_notice(actor=manager, **NOTICE_2027 | {"worked": {"春节": [date(2027, 1, 31)]}})
    newest, first = entered()
    assert (newest.moved, newest.first) == ((date(2027, 2, 20),), False)
    assert (first.year, first.notice, first.first, len(first.moved)) == (2027, NOTICE_2027["notice"], True, 9)
    assert str(newest.id) == answer["change"]
    assert newest.days[date(2027, 2, 5)] == (False, "春节")


def test_no_legal_day_without_a_notice(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalDay.objects.create(date=date(2030, 1, 1), is_working=False, source_notice="", year=2030)


def test_a_center_may_close_or_open_without_moving_any_legal_date(db, manager):
    saturday, monday = date(2026, 11, 28), date(2026, 11, 30)
    table.set_service_day(actor=manager, day=saturday, is_open=True, opens=time(9), closes=time(12), reason="延时服务")
    table.set_service_day(actor=manager, day=monday, is_open=False, reason="停电检修")
    with reading(manager):
        days = table.service_days(manager.center_id, saturday, monday)
    assert (days[saturday].opens, days[monday].is_open) == (time(9), False)
    assert not is_workday(saturday)
    assert is_workday(monday)


def test_another_center_keeps_its_own_days(db, manager):
    table.set_service_day(actor=manager, day=date(2026, 11, 30), is_open=False, reason="停电检修")
    other = Actor("staff", id=uuid7(), center_id=uuid7(), reads=(uuid7(),), capabilities=frozenset({"*"}))
    with reading(other):
        assert table.service_days(manager.center_id, date(2026, 11, 1), date(2026, 12, 1)) == {}


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"reason": ""}, "workdays.reason_needed"),
        ({"opens": time(9)}, "workdays.hours"),
        ({"opens": time(12), "closes": time(9)}, "workdays.hours"),
        ({"is_open": False, "opens": time(9), "closes": time(12)}, "workdays.hours"),
    ],
)
def test_a_slip_in_a_service_day_is_named(db, manager, over, code):
    with pytest.raises(Invalid, match=code):
        table.set_service_day(actor=manager, **{"day": date(2026, 11, 28), "is_open": True, "reason": "延时"} | over)

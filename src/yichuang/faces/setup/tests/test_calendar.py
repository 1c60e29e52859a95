"""The legal calendar's page: a year is seen, a notice is tried out, entered, and its recount followed; own days move nothing."""

from datetime import date

import pytest

from yichuang.domains.cases import api as cases
from yichuang.faces.setup import calendars
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import notices, table
from yichuang.foundation.workdays.published import published

from .test_pages import As, as_, demo, post, text

__all__ = ["as_", "demo"]

PAGE = "/setup/calendar/"
NUMBER = "国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕9号）"
DAYS = (
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日至13日放假调休，共9天。2月14日（周日）上班。"
)


def test_a_year_shows_its_days_off_and_the_days_worked_for_them(as_: As) -> None:
    page = text(as_("system").get(f"{PAGE}?year=2026"))
    for part in ("国办发明电〔2025〕7号", "春节", "02-15 – 02-23", "02-14", "su-day--off", "su-day--work"):
        assert part in page
    assert "还没有录入" in text(as_("system").get(f"{PAGE}?year=2027"))
    assert as_("system").get(f"{PAGE}?year=twenty").status_code == 200
    assert as_("clerk1").get(PAGE).status_code == 403


def test_a_notice_is_seen_before_it_counts(as_: As, demo: Actor) -> None:
    client = as_("system")
    seen = text(post(client, PAGE, "preview", year="2027", notice=NUMBER, days=DAYS))
    for part in ("还没有生效", NUMBER, "02-05 – 02-13", "is-changed", "确认录入并重算"):
        assert part in seen
    assert 2027 not in table.calendar_of().years
    assert notices.entered() == []
    answer = post(client, PAGE, "enter", year="2027", notice=NUMBER, days=DAYS)
    assert answer.headers["Location"] == f"{PAGE}?year=2027"  # type: ignore[attr-defined]
    assert not table.calendar_of().is_working(date(2027, 2, 8))
    assert table.calendar_of().is_working(date(2027, 2, 14))
    page = text(client.get(f"{PAGE}?year=2027"))
    assert NUMBER in page and "等待开始" in page
    change = notices.entered()[0].id
    while cases.recount_batch(actor=demo, change=change)["more"]:
        pass
    assert "已完成" in text(client.get(PAGE))


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"notice": "没有文号"}, "通知的名称和文号"),
        ({"year": "27"}, "年份须在"),
        ({"days": "春节：除夕至初六放假"}, "第 1 行读不懂"),
        ({"days": "春节：2月5日至11日放假"}, "没有元旦"),
        ({"days": DAYS.replace("共9天", "共8天")}, "写明共 8 天"),
    ],
)
def test_a_slip_is_named_and_what_was_typed_stays(as_: As, over: dict[str, str], said: str) -> None:
    for act in ("preview", "enter"):
        answer = post(as_("system"), PAGE, act, **{"year": "2027", "notice": NUMBER, "days": DAYS} | over)
        assert answer.status_code == 422  # type: ignore[attr-defined]
        assert said in text(answer)
        assert over.get("days", DAYS)[:12] in text(answer)
    assert notices.entered() == []


def test_only_who_manages_the_system_enters_a_notice(as_: As) -> None:
    answer = post(as_("manager"), PAGE, "enter", year="2027", notice=NUMBER, days=DAYS)
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert notices.entered() == []


def test_the_centers_own_days_move_no_legal_date(as_: As, demo: Actor) -> None:
    client = as_("system")
    before = table.calendar_of()
    post(client, PAGE, "service_day", day="2026-12-01", is_open="no", reason="停电检修")
    post(client, PAGE, "service_day", day="2026-12-05", is_open="yes", opens="09:00", closes="12:00", reason="周末延时")
    with reading(demo):
        days = table.service_days(demo.center_id, date(2026, 12, 1), date(2026, 12, 31))  # type: ignore[arg-type]
    assert {d: line.is_open for d, line in days.items()} == {date(2026, 12, 1): False, date(2026, 12, 5): True}
    assert table.calendar_of() == before
    page = text(client.get(f"{PAGE}?year=2026"))
    assert "停电检修" in page and "is-closed" in page
    for bad in ({"day": "tomorrow"}, {"reason": ""}, {"opens": "12:00", "closes": "09:00"}, {"opens": "x"}):
        answer = post(client, PAGE, "service_day", **{"day": "2026-12-08", "is_open": "yes", "reason": "延时"} | bad)
        assert answer.status_code == 422  # type: ignore[attr-defined]


def test_every_day_of_a_year_has_its_place() -> None:
    for year in (2024, 2026, 2027):
        found = calendars.months(published(), year, date(year, 1, 1))
        boxes = [box for _, weeks in found for week in weeks for box in week if box]
        assert len(boxes) == (366 if year == 2024 else 365)
        assert all(len(week) == 7 for _, weeks in found for week in weeks)
        for first, weeks in found:
            assert weeks[0].index(next(b for b in weeks[0] if b)) == first.weekday()
    spring = next(s for s in calendars.holidays(published(), 2026) if s.name == "春节")
    assert (spring.first, spring.last, spring.days, spring.worked) == (
        date(2026, 2, 15), date(2026, 2, 23), 9, (date(2026, 2, 14), date(2026, 2, 28)),
    )  # fmt: skip

"""The published calendars 2004–2026, as they are seeded into the table. Pure.

The days come from chinesecalendar; 2025 and 2026 were compared with the notices themselves (a test holds the list).
"""

from datetime import date
from functools import lru_cache

from chinese_calendar import constants

from .calendar import Calendar, named

NOTICES: dict[int, str] = {
    2025: "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）",
    2026: "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）",
}
"""Notices whose number was looked up. For earlier years the title is kept and the number is left to be entered."""

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def notice_of(year: int) -> str:
    """The notice behind a year's days, with its number where it is known."""
    return NOTICES.get(year, f"国务院办公厅关于{year}年部分节假日安排的通知（文号待补录）")


def rows() -> list[tuple[date, bool, str]]:
    """(day, worked, holiday name) for every day that a notice names, oldest first."""
    off = [(d, False, _NAMES.get(name, name)) for d, name in constants.holidays.items()]
    on = [(d, True, _NAMES.get(name, name)) for d, name in constants.workdays.items()]
    return sorted(off + on)


@lru_cache(maxsize=1)
def published() -> Calendar:
    """The calendar that a fresh installation starts with; also what the command line uses without a database."""
    days = rows()
    return named(days, {d.year: notice_of(d.year) for d, _, _ in days})

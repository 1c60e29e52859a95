"""Two calendars that must never be mixed up.

Legal working days count for the limits of the law, everywhere alike, and change only with a notice of the State Council.
Service days say when one center is open; they never move a legal date.

`Calendar` is a plain value and needs no Django; `table` reads and writes the database.
"""

from datetime import date

from .calendar import Calendar, DayKind

__all__ = ["Calendar", "DayKind", "is_workday"]


def is_workday(day: date) -> bool:
    """Whether a day is a legal working day by the table. One small statement."""
    from .table import calendar_of  # the value above must be usable without a database

    return calendar_of().is_working(day)

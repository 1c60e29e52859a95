"""The legal clock: from a limit, a start, a calendar and the stops of the law to a date, a light and the working behind it.

Pure: nothing here reads the database or the time. Whoever asks hands in the calendar and "now". `words` alone speaks Chinese.
"""

from .count import Stops
from .limits import Limit, StartsAt, Stop, StopKind, Unit
from .office import OFFICE, Office
from .quick import due_day
from .term import (
    Binding,
    Cell,
    Light,
    Segment,
    SumLine,
    Term,
    Why,
    binding,
    drawn,
    office_of,
    outlasts,
    started_of,
    term,
)

__all__ = [
    "OFFICE",
    "Binding",
    "Cell",
    "Light",
    "Limit",
    "Office",
    "Segment",
    "StartsAt",
    "Stop",
    "StopKind",
    "Stops",
    "SumLine",
    "Term",
    "Unit",
    "Why",
    "binding",
    "drawn",
    "due_day",
    "office_of",
    "outlasts",
    "started_of",
    "term",
]

"""The legal clock: from a limit, a start, a calendar and the stops of the law to a date, a light and the working behind it.

Pure: nothing here reads the database or the time. Whoever asks hands in the calendar and "now". `words` alone speaks Chinese.
"""

from .limits import Limit, StartsAt, Stop, StopKind, Unit
from .term import Binding, Cell, Light, Segment, SumLine, Term, Why, binding, drawn, outlasts, term

__all__ = [
    "Binding",
    "Cell",
    "Light",
    "Limit",
    "Segment",
    "StartsAt",
    "Stop",
    "StopKind",
    "SumLine",
    "Term",
    "Unit",
    "Why",
    "binding",
    "drawn",
    "outlasts",
    "term",
]

"""A hall as the engines see it: plain values, times in seconds of the day, no database and no clock."""

from .reading import Unreadable, read_log, read_logs, read_state
from .values import CLASSES, Call, DayLog, Served, Serving, State, Ticket, Visit, Window

__all__ = [
    "CLASSES",
    "Call",
    "DayLog",
    "Served",
    "Serving",
    "State",
    "Ticket",
    "Unreadable",
    "Visit",
    "Window",
    "read_log",
    "read_logs",
    "read_state",
]

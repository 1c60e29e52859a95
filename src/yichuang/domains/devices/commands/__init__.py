"""Every write of devices, by noun."""

from .areas import check_area, drop_duty, note_incident, set_area, set_duty, set_machine, settle_incident
from .beats import ask_test, beat, look_for_silence, report_test, watch_device
from .faults import answer_fault, close_fault, report_fault, take_fault
from .printers import set_printer

__all__ = [
    "answer_fault",
    "ask_test",
    "beat",
    "check_area",
    "close_fault",
    "drop_duty",
    "look_for_silence",
    "note_incident",
    "report_fault",
    "report_test",
    "set_area",
    "set_duty",
    "set_machine",
    "set_printer",
    "settle_incident",
    "take_fault",
    "watch_device",
]  # fmt: skip

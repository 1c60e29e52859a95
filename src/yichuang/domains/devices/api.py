"""The door of devices: who lives, what is wrong, who mends it.

For the floor: `silent_devices`, `open_faults`, `areas` (who is on duty in the self-service area). A device's page calls `beat` and `report_test`.
"""

from . import events
from .commands import (
    answer_fault,
    ask_test,
    beat,
    check_area,
    close_fault,
    drop_duty,
    look_for_silence,
    note_incident,
    report_fault,
    report_test,
    set_area,
    set_duty,
    set_machine,
    set_printer,
    settle_incident,
    take_fault,
    watch_device,
)
from .labels import AREA_LABELS, CHECK_LABELS, FAULT_LABELS, STATE_LABELS
from .lifecycle import FAULT
from .queries import (
    Printer,
    area,
    areas,
    areas_now,
    device_states,
    fault,
    faults,
    open_areas,
    open_faults,
    print_slip,
    printer_of,
    printer_results,
    printers,
    silent_devices,
    told_by,
)
from .rules import CHECKS, FAULTS, Result, median, verdict
from .slips import PrinterProblem, Slip, written
from .slips.printing import REASONS as PRINTER_REASONS
from .slips.printing import WAYS as PRINTER_WAYS
from .types import DeviceState, FaultView
from .types_areas import AreaNow, AreaView, OpenArea

__all__ = [
    "AREA_LABELS",
    "CHECKS",
    "CHECK_LABELS",
    "FAULT",
    "FAULTS",
    "FAULT_LABELS",
    "PRINTER_REASONS",
    "PRINTER_WAYS",
    "STATE_LABELS",
    "AreaNow",
    "AreaView",
    "DeviceState",
    "FaultView",
    "OpenArea",
    "Printer",
    "PrinterProblem",
    "Result",
    "Slip",
    "answer_fault",
    "area",
    "areas",
    "areas_now",
    "ask_test",
    "beat",
    "check_area",
    "close_fault",
    "device_states",
    "drop_duty",
    "events",
    "fault",
    "faults",
    "look_for_silence",
    "median",
    "note_incident",
    "open_areas",
    "open_faults",
    "print_slip",
    "printer_of",
    "printer_results",
    "printers",
    "report_fault",
    "report_test",
    "set_area",
    "set_duty",
    "set_machine",
    "set_printer",
    "settle_incident",
    "silent_devices",
    "take_fault",
    "told_by",
    "verdict",
    "watch_device",
    "written",
]  # fmt: skip

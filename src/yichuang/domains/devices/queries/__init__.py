"""Every read of devices, by noun."""

from .areas import area, areas, areas_now, open_areas
from .printers import Printer, print_slip, printer_of, printer_results, printers, told_by
from .states import device_states, fault, faults, open_faults, silent_devices

__all__ = [
    "Printer", "area", "areas", "areas_now", "device_states", "fault", "faults", "open_areas", "open_faults", "print_slip", "printer_of", "printer_results", "printers",
    "silent_devices", "told_by",
]  # fmt: skip

"""The 80 mm slip: one plain value, laid out once, written for the browser's print and for ESC/POS alike."""

from .layout import COLUMNS, Line, layout, printable
from .printing import PrinterProblem, check, send
from .slip import Slip

__all__ = ["COLUMNS", "Line", "PrinterProblem", "Slip", "check", "layout", "printable", "send", "written"]


def written(slip: Slip, columns: int = COLUMNS) -> bytes:
    """The bytes that a printer gets for a slip. The printer's library is loaded when the first slip is written."""
    from .escpos import encode

    return encode(layout(slip, columns))

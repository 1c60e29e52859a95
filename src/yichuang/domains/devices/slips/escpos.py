"""Lines as ESC/POS bytes, by python-escpos; Chinese in GB18030, the QR by the printer's own command."""

from collections.abc import Iterable

from escpos.printer import Dummy

from .layout import Line

KANJI_ON = b"\x1c&"
"""FS &: what follows above 0x80 is a Chinese character of two bytes."""


def encode(lines: Iterable[Line]) -> bytes:
    """The bytes of one slip, from reset to cut."""
    printer = Dummy()
    printer.hw("INIT")
    printer._raw(KANJI_ON)
    for line in lines:
        printer.set(
            align="center" if line.centred else "left", bold=line.bold, custom_size=True, width=line.size, height=line.size
        )  # fmt: skip
        if line.kind == "qr":
            printer.qr(line.text, native=True, size=7)
        else:
            printer._raw(line.text.encode("gb18030") + b"\n")
    printer.cut()
    return bytes(printer.output)

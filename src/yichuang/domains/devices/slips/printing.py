"""Bringing bytes to a printer: over the network, by USB, or into a file. No database; a printer that does not answer costs three seconds."""

import re
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

PATIENCE = 3.0
"""Seconds for a connection and for an answer."""
WAYS = ("browser", "network", "usb", "file", "bridge")
"""`browser`: the page prints by itself. `bridge`: the page hands the bytes to the program beside it."""
DRIVEN = ("network", "usb", "file")
"""The ways by which the server itself prints."""
_ADDRESS = {
    "browser": re.compile(r""),
    "bridge": re.compile(r""),
    "network": re.compile(r"[A-Za-z0-9.-]{1,80}(:[0-9]{1,5})?"),
    "usb": re.compile(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}"),
    "file": re.compile(r"[A-Za-z0-9_-]{1,40}"),
}
REASONS = {
    "offline": _("打印机没有响应"),
    "paper": _("打印机缺纸"),
    "busy": _("打印机脱机或上盖打开"),
    "write": _("打印机中途断开"),
    "usb": _("没有找到 USB 打印机"),
}


PAPER_ENDED, OFF_LINE = 0x60, 0x08
"""Bits of the answers to DLE EOT 4 and DLE EOT 1."""


class PrinterProblem(Exception):
    """It was not printed, or not surely. `fault` is the device's fault (`printer` or `paper`), `reason` a key of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason, self.fault = reason, "paper" if reason == "paper" else "printer"


def good_address(way: str, address: str) -> bool:
    """`host` or `host:port`, `vendor:product` in hexadecimal, or a file's plain name below the data folder; nothing for the page's own ways."""
    found = _ADDRESS[way].fullmatch(address)
    port = address.partition(":")[2] if way == "network" else ""
    return bool(found) and (not port or 0 < int(port) < 65536)


def send(way: str, address: str, data: bytes, folder: Path) -> None:
    """Print, or raise PrinterProblem. The printer is asked first whether it is on line and has paper; one that cannot answer is tried."""
    if way == "file":
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{address}.bin").open("ab") as out:
            out.write(data)
        return
    printer = _opened(way, address)
    try:
        _look(printer)
        try:
            printer._raw(data)
        except Exception as broken:
            raise PrinterProblem("write") from broken
    finally:
        printer.close()


def check(way: str, address: str) -> None:
    """Whether a slip could be printed now; raises PrinterProblem. A file always can."""
    if way in ("network", "usb"):
        printer = _opened(way, address)
        try:
            _look(printer)
        finally:
            printer.close()


def _opened(way: str, address: str) -> Any:
    from escpos.printer import Network, Usb

    try:
        if way == "usb":
            vendor, _, product = address.partition(":")
            printer = Usb(int(vendor, 16), int(product, 16))
        else:
            host, _, port = address.partition(":")
            printer = Network(host, port=int(port or 9100), timeout=PATIENCE)
        printer.open()
    except Exception as away:  # the library names its own errors, the system others; to a person they are one
        raise PrinterProblem("usb" if way == "usb" else "offline") from away
    return printer


def _look(printer: Any) -> None:
    """DLE EOT 1 and 4. Many cheap printers never answer: that says nothing against them."""
    from escpos.constants import RT_STATUS_ONLINE, RT_STATUS_PAPER

    paper, state = _ask(printer, RT_STATUS_PAPER), None
    if paper is not None and paper & PAPER_ENDED:
        raise PrinterProblem("paper")
    if paper is not None:
        state = _ask(printer, RT_STATUS_ONLINE)
    if state is not None and state & OFF_LINE:
        raise PrinterProblem("busy")


def _ask(printer: Any, what: bytes) -> int | None:
    try:
        said = printer.query_status(what)
    except Exception:
        return None
    return said[0] if said else None

"""What every page of the kiosk needs: who stands before it (language, elder mode), and the center's state in words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yichuang.domains.devices import api as devices
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.devices import PRINT_COOKIE, device_page
from yichuang.faces.shared.hall import HallState, hall_state
from yichuang.faces.shared.slips import closing_warning, ticket_link, window_words

MODE_COOKIE = "yc_kiosk"
PAPER_COOKIE = "yc_paper"
"""Somebody said that no paper came out; until somebody says that there is some again, nothing is sent to the printer."""
MODES = ("", "en", "elder")
"""Plain, English, and 长辈版: larger, fewer choices, without time-outs."""


def mode_of(request: HttpRequest) -> str:
    """The mode that the person before the kiosk chose; the wipe forgets it."""
    mode = request.COOKIES.get(MODE_COOKIE, "")
    return mode if mode in MODES else ""


def _language(request: HttpRequest) -> str:
    return "en" if mode_of(request) == "en" else "zh-hans"


kiosk_page = device_page("ticket.issue", _language)

__all__ = [
    "MODES",
    "MODE_COOKIE",
    "PAPER_COOKIE",
    "HallState",
    "closing_warning",
    "hall_state",
    "kiosk_page",
    "mode_of",
    "show",
    "ticket_link",
    "window_words",
]


def show(request: HttpRequest, template: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Render a page of the kiosk with the center, the mode and the printer."""
    mode, printer = mode_of(request), request.COOKIES.get(PRINT_COOKIE) == "1"
    no_paper = printer and request.COOKIES.get(PAPER_COOKIE) == "out" and _still_out(request)
    known = {
        "reasons": queueing.PRIORITY_REASONS, "needs": queueing.BINDING,
        "center": request.center,  # type: ignore[attr-defined]
        "mode": mode, "elder": mode == "elder", "prints": printer and not no_paper, "no_paper": no_paper,
    }  # fmt: skip
    return render(request, f"kiosk/{template}.html", {**known, **facts}, status=status)


def _still_out(request: HttpRequest) -> bool:
    """Whether nobody has closed the fault: who put paper in may say so at the faults' page instead of at the kiosk. Two statements, in that state only."""
    actor = request.actor  # type: ignore[attr-defined]
    return any(f.device_id == actor.device_id and f.fault == "paper" for f in devices.open_faults(actor))

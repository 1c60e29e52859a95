"""What every page of the kiosk needs: who stands before it (language, elder mode), and the center's state in words."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yichuang.domains.devices import api as devices
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.api import WaitRange
from yichuang.faces.shared.devices import PRINT_COOKIE, device_page
from yichuang.faces.shared.hall import HallState, hall_state
from yichuang.faces.shared.templatetags.waits import chance_words
from yichuang.foundation import clock

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


def ticket_link(code: str) -> str:
    """The ticket's page on a phone: what the QR of a slip holds, whoever drew it."""
    return f"{settings.YICHUANG_PUBLIC_URL}/t/{code}"


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


def closing_warning(hall: HallState, center: places.CenterInfo, wait: WaitRange | None) -> str:
    """Said on the slip when the person may not be called before the hall closes, or when it is closed now."""
    now = clock.now().astimezone(center.zone)
    if not hall.open:
        return _("现在不是服务时间：%(words)s。请到咨询台问一问。") % {"words": hall.words}
    if wait is None:
        return ""
    if wait.warns and hall.ends:
        facts = {"time": f"{hall.ends:%H:%M}", "chance": chance_words(wait)}
        return _("%(time)s 结束服务。%(chance)s可以接着等（延时办理）、改约，或留下材料，请问咨询台。") % facts
    known = wait.before_close is not None  # the forecast has said that he is likely to be called
    if hall.ends and not known and wait.to_minutes is not None and now + timedelta(minutes=wait.to_minutes) > hall.ends:
        return _("%(time)s 结束服务，这个号可能排到下班后；请先到咨询台问一问。") % {"time": f"{hall.ends:%H:%M}"}
    return ""


def window_words(codes: Iterable[str]) -> str:
    """1、2、3、5 → 1–3、5: window numbers as they are read on a slip."""
    plain = sorted({int(c) for c in codes if c.isdigit()})
    others = [c for c in codes if not c.isdigit()]
    runs: list[list[int]] = []
    for n in plain:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    parts = [f"{r[0]}–{r[-1]}" if len(r) > 2 else pgettext("list", "、").join(map(str, r)) for r in runs]
    return pgettext("list", "、").join(parts + others)

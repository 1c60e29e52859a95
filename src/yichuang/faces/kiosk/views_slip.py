"""What is done with a slip once it is there: printed by the printer that the server or the bridge drives, or given back."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.domains.devices import api as devices
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.slips import make_slip
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

from .page import kiosk_page, show


@require_POST
@kiosk_page
def print_slip(request: HttpRequest, code: str) -> JsonResponse:
    """Print the slip of a number once the page shows it. What did not come out of the printer is said, and opens the device's fault."""
    from .views import slip_facts

    actor = request.actor  # type: ignore[attr-defined]
    with reading(actor):
        printer, slip = devices.printer_of(actor), make_slip(request.center, slip_facts(request, code))
    if printer.way == "bridge":
        data = base64.b64encode(devices.written(slip, printer.columns)).decode()
        return JsonResponse({"printed": None, "data": data, "message": ""})
    if not printer.driven:
        return JsonResponse({"printed": None, "message": ""})
    problem = devices.print_slip(printer, slip)
    if problem is None:
        _note(actor, {"printer": {"ok": True}, "paper": {"ok": True}})
        return JsonResponse({"printed": True, "message": _("小票已打印，请在下方取走。")})
    _note(actor, devices.told_by(problem))
    why = _(devices.PRINTER_REASONS[problem.reason])
    said = _("%(why)s，小票没有打出来。号码已经排上，没有小票也会叫到您；请用手机扫码，或记住号码。") % {"why": why}
    return JsonResponse({"printed": False, "message": said})


@require_POST
@kiosk_page
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    """The wrong thing was touched: the number goes, and the person chooses again."""
    try:
        queueing.give_back(actor=request.actor, key=request.POST.get("key", ""), code=code)  # type: ignore[attr-defined]
    except Refused as no:
        return show(request, "refused", status=no.status, refusal=no)
    return redirect("kiosk_queues")


def _note(actor: Any, results: dict[str, Any]) -> None:
    """A slip is a test of the printer: it opens a fault, or closes one. Nothing is written while all stays well."""
    if actor.device_id is None:
        return
    with reading(actor):
        troubled = any(f.device_id == actor.device_id for f in devices.open_faults(actor))
    if troubled or any(r["ok"] is False for r in results.values()):
        devices.report_test(actor=actor, results=results)

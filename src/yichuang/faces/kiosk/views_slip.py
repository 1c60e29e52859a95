"""The slip as one plain value, for the page and its own print, and for the printer that the server or the bridge drives."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from yichuang.domains.devices import api as devices
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.templatetags.yc import clock_time, hall_time, named, wait_words
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

from .page import kiosk_page, mode_of, show


def make_slip(request: HttpRequest, facts: dict[str, Any]) -> devices.Slip:
    """What stands on the slip, in the language of the person who takes it."""
    ticket, hall = facts["ticket"], facts["hall"]
    name = (mode_of(request) == "en" and ticket.queue_name_en) or ticket.queue_name
    waits = ticket.ahead is not None
    notes = [_booked(ticket)] if ticket.appointment_at else []
    if ticket.for_window:
        notes.append(_("%(code)s 号窗口的原经办人接着为您办。") % {"code": ticket.for_window})
    windows = facts["windows"] if waits else ticket.window
    return devices.Slip(
        center=str(named(request.center)), issued=str(hall_time(ticket.issued_at)), number=ticket.number,  # type: ignore[attr-defined]
        queue=facts["item"] or name, priority=pgettext("kiosk", "优先") if ticket.priority else "", go_to=_("请到"),
        where=tuple(facts["zones"]) or (_("看叫号屏"),),
        windows=_("%(codes)s 号窗口") % {"codes": windows} if windows else "",
        ahead_label=_("前面") if waits else _("已叫到您"),
        ahead=ngettext("%(n)s 人", "%(n)s 人", ticket.ahead) % {"n": ticket.ahead} if waits else "",
        wait=str((wait_words(ticket.wait) if hall.open else hall.words) if waits else ""), link=facts["link"],
        code=ticket.tracking_code, scan=_("手机扫码看排队"), hint=_("听到叫号请到窗口。过号了，到窗口说一声。"),
        notes=(*notes, *([facts["warning"]] if facts["warning"] else [])),
    )  # fmt: skip


def _booked(ticket: Any) -> str:
    if ticket.booked or ticket.priority:
        return _("预约 %(time)s，到时优先叫号。") % {"time": clock_time(ticket.appointment_at)}
    return _("已过预约时间 %(time)s，按普通号排队。") % {"time": clock_time(ticket.appointment_at)}


@require_POST
@kiosk_page
def print_slip(request: HttpRequest, code: str) -> JsonResponse:
    """Print the slip of a number once the page shows it. What did not come out of the printer is said, and opens the device's fault."""
    from .views import slip_facts

    actor = request.actor  # type: ignore[attr-defined]
    with reading(actor):
        printer, slip = devices.printer_of(actor), make_slip(request, slip_facts(request, code))
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

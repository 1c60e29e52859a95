"""How the devices are: alive, tested, fit; and the fault tickets. DB50/T 1603-2024, 5.1.7.3."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.devices import api as devices
from yichuang.faces.setup import words
from yichuang.faces.setup.pages import actor_of, done, id_of, key_of, setup_page, show
from yichuang.foundation.errors import Invalid

_LIGHTS = {"ok": "ok", "fault": "warn", "silent": "bad", "revoked": "off", "new": "todo"}


@setup_page("device.mend")
@require_http_methods(["GET", "POST"])
def states(request: HttpRequest) -> HttpResponse:
    """Each device with its state, its last self-test and its week; a button asks for a self-test now."""
    refusal = None
    if request.method == "POST":
        answer = done(
            request,
            {"test": _test, "test_all": _test_all, "watch": _watch, "report": _report, "printer": _printer},
            request.path,
        )
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/machines.html", lambda: _states(request), refusal)


@setup_page("device.mend")
@require_GET
def states_now(request: HttpRequest) -> HttpResponse:
    """The table alone, which the page reads again."""
    return render(request, "setup/_machines.html", _states(request))


def _states(request: HttpRequest) -> dict[str, Any]:
    found = devices.device_states(actor_of(request))
    order = ("silent", "fault", "ok", "new", "revoked")
    return {
        "printers": devices.printers(actor_of(request)), "ways": words.PRINTER_WAYS,
        "machines": sorted(found, key=lambda s: (order.index(s.word), s.device.code)),
        "counts": [(w, words.MACHINE_STATES[w], _LIGHTS[w], sum(s.word == w for s in found)) for w in order],
        "state_words": words.MACHINE_STATES, "lights": _LIGHTS, "check_words": devices.CHECK_LABELS,
        "kind_words": dict(words.DEVICE_KINDS), "fault_options": _fault_options(), "topics": ["devices"],
    }  # fmt: skip


def _fault_options() -> list[tuple[str, str]]:
    return [(f, str(devices.FAULT_LABELS[f])) for f in devices.FAULTS if f != "silent"]


def _test(request: HttpRequest) -> str:
    devices.ask_test(actor=actor_of(request), key=key_of(request), device_id=id_of(request, "device"))
    return _("已要求自检，一分钟内有结果。没有开机的设备不会有结果。")


def _test_all(request: HttpRequest) -> str:
    ids = [i for i in request.POST.getlist("devices") if i]
    for place, device in enumerate(ids):
        devices.ask_test(actor=actor_of(request), key=f"{key_of(request)}:{place}", device_id=_uuid(device))
    return _("已要求 %(n)s 台设备自检，一分钟内有结果。") % {"n": len(ids)}


def _watch(request: HttpRequest) -> str:
    given = request.POST.get("limit_minutes", "").strip()
    if given and not (given.isascii() and given.isdigit()):
        raise Invalid("device.limit_range", field="limit_minutes")
    devices.watch_device(
        actor=actor_of(request), key=key_of(request), device_id=id_of(request, "device"),
        limit_minutes=int(given) if given else None, always_on=request.POST.get("always_on") == "on",
    )  # fmt: skip
    return _("已保存。")


def _printer(request: HttpRequest) -> str:
    form, columns = request.POST, request.POST.get("columns", "").strip()
    if not (columns.isascii() and columns.isdigit()):
        raise Invalid("printer.columns", field="columns")
    devices.set_printer(
        actor=actor_of(request), key=key_of(request), device_id=id_of(request, "device"), way=form.get("way", ""),
        address=form.get("address", ""), columns=int(columns),
    )  # fmt: skip
    return _("打印方式已保存。下一次自检会试这台打印机。")


def _report(request: HttpRequest) -> str:
    form = request.POST
    devices.report_fault(
        actor=actor_of(request), key=key_of(request), device_id=id_of(request, "device"), detail=form.get("detail", ""),
        fault=form.get("fault", ""),
    )  # fmt: skip
    return _("故障单已建立。")


@setup_page("device.mend")
@require_http_methods(["GET", "POST"])
def faults(request: HttpRequest) -> HttpResponse:
    """The open tickets first, then those of the last thirty days with the minutes to answer and to mend."""
    refusal = None
    if request.method == "POST":
        answer = done(request, {"take": _take, "answer": _answer, "close": _close}, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/faults.html", lambda: _faults(request), refusal)


def _faults(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    mended = devices.faults(actor)
    return {
        "open": devices.open_faults(actor), "mended": mended, "topics": ["devices"],
        "answer_median": devices.median([f.minutes_to_answer for f in mended if f.minutes_to_answer is not None]),
        "mend_median": devices.median([f.minutes_to_mend for f in mended if f.minutes_to_mend is not None]),
    }  # fmt: skip


def _take(request: HttpRequest) -> str:
    devices.take_fault(actor=actor_of(request), key=key_of(request), fault=id_of(request, "fault"))
    return _("已接单。")


def _answer(request: HttpRequest) -> str:
    devices.answer_fault(
        actor=actor_of(request),
        key=key_of(request),
        fault=id_of(request, "fault"),
        answer=request.POST.get("answer", ""),
    )
    return _("已答复。")


def _close(request: HttpRequest) -> str:
    devices.close_fault(
        actor=actor_of(request), key=key_of(request), fault=id_of(request, "fault"), done=request.POST.get("done", "")
    )
    return _("故障单已关闭。")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("request.invalid", field="devices") from None

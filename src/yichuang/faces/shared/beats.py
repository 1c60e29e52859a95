"""Where a device's page tells that it lives and how its self-test went. Small answers in JSON, read by `device.js`."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from yichuang.domains.devices import api as devices
from yichuang.foundation.errors import Invalid, Refused, sentence
from yichuang.foundation.scope import reading


@require_POST
def beat(request: HttpRequest) -> JsonResponse:
    """It lives; answered with whether a self-test is wanted."""
    try:
        return JsonResponse(devices.beat(actor=request.actor, device_id=_device(_body(request))))  # type: ignore[attr-defined]
    except Refused as no:
        return _refused(no)


@require_POST
def test(request: HttpRequest) -> JsonResponse:
    """How a self-test went."""
    try:
        said = _body(request)
        results = said.get("results")
        if said.get("device_time") and isinstance(
            results, dict
        ):  # a whole test: a printer that the server drives is asked too
            with reading(request.actor):  # type: ignore[attr-defined]
                printer = devices.printer_of(request.actor)  # type: ignore[attr-defined]
            results = results | devices.printer_results(printer)
        told = devices.report_test(
            actor=request.actor, device_id=_device(said), results=results,  # type: ignore[attr-defined]
            device_time=str(said.get("device_time", "")), round_trip_ms=said.get("round_trip_ms"),
        )  # fmt: skip
    except Refused as no:
        return _refused(no)
    return JsonResponse({"ok": told["ok"], "failing": told["failing"]})


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body or b"{}") if request.content_type == "application/json" else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise Invalid("device.results_invalid", field="body")
    return said


def _device(said: dict[str, Any]) -> UUID | None:
    """The device that a page speaks for; a device itself need not say."""
    if not said.get("device"):
        return None
    try:
        return UUID(str(said["device"]))
    except ValueError:
        raise Invalid("device.results_invalid", field="device") from None


def _refused(no: Refused) -> JsonResponse:
    return JsonResponse({"code": no.code, "field": no.field, "message": sentence(no)}, status=no.status)

"""What a kiosk page that stays loaded keeps for the time when it hears nothing: numbers, and the words to give them with."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.qr import modules
from yichuang.faces.shared.templatetags.place import placed
from yichuang.faces.shared.templatetags.yc import named
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid
from yichuang.foundation.scope import reading

from .page import hall_state, kiosk_page, ticket_link, window_words

T = TypeVar("T")


@require_GET
@kiosk_page
def alive(request: HttpRequest) -> HttpResponse:
    """Asked before each step, so that no step leads to a page of the browser's own."""
    return JsonResponse({"ok": True})


@require_POST
@kiosk_page
def reserve(request: HttpRequest) -> HttpResponse:
    """Renew what is kept for this kiosk. `knows` names the blocks that its memory still holds; the others are void."""
    given = _body(request)
    kept = queueing.reserve_numbers(actor=request.actor, knows=[str(k) for k in _list(given, "knows")])  # type: ignore[attr-defined]
    for number in (n for b in kept["blocks"] for n in b["numbers"]):
        number["qr"] = modules(ticket_link(number["code"]))
    with reading(request.actor):  # type: ignore[attr-defined]
        return JsonResponse({**kept, **_words(request)})


@require_POST
@kiosk_page
def report(request: HttpRequest) -> HttpResponse:
    """What was given alone goes into the line. The same report may come as often as it likes."""
    given = _body(request)
    tickets = [t for t in _list(given, "tickets") if isinstance(t, dict)]
    return JsonResponse(
        queueing.take_in_alone(actor=request.actor, key=str(given.get("key", "")), tickets=tickets)  # type: ignore[attr-defined]
    )


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        given = json.loads(request.body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Invalid("kiosk.alone_shape", field="body")
    return given


def _list(given: dict[str, Any], name: str) -> list[Any]:
    found = given.get(name, [])
    if not isinstance(found, list):
        raise Invalid("kiosk.alone_shape", field=name)
    return found


def _words(request: HttpRequest) -> dict[str, Any]:
    """The queues with their places and hours, when the day ends, and where a person helps."""
    actor, hall = request.actor, hall_state(request.center)  # type: ignore[attr-defined]
    rows = places.windows(actor.center_id, active_only=True)
    return {
        "closes": hall.ends.isoformat() if hall.ends and hall.ends > clock.now() else "",
        "over": bool(hall.ends) and not hall.open and hall.ends <= clock.now(),
        "queues": [
            {
                "code": q.code, "name": q.name, "name_en": q.name_en or q.name, "where": _place(rows, q.windows),
                "from": f"{q.issue_from:%H:%M}" if q.issue_from else "", "until": f"{q.issue_until:%H:%M}" if q.issue_until else "",
            }
            for q in queueing.queues(actor, active_only=True)
        ],
        **_both("desks", lambda: [f"{placed(w)} {named(w)}" for w in rows if w.kind in ("consult", "help")]),
    }  # fmt: skip


def _place(rows: list[places.WindowInfo], codes: tuple[str, ...]) -> dict[str, str]:
    there = [w for w in rows if w.code in codes]
    zones = _both("zone", lambda: " / ".join(list(dict.fromkeys(placed(w) for w in there))[:2]))
    return {**zones, "windows": window_words(w.code for w in there)}


def _both(name: str, make: Callable[[], T]) -> dict[str, T]:
    """The same in Chinese and, as `…_en`, in English: one pack serves whoever stands there while the server is silent."""
    with override("zh-hans"):
        chinese = make()
    with override("en"):
        return {name: chinese, f"{name}_en": make()}

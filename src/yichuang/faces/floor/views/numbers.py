"""Numbers of today that somebody may have to do something about: who waits, who was missed, who is set aside."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.queueing import api as queueing
from yichuang.faces.floor.pages import TOPICS, act, actor_of, dialog, floor_page, frame, go, key_of

SHOWN = 60


@require_GET
@floor_page
def numbers(request: HttpRequest) -> HttpResponse:
    """Missed and set aside by window, and who waits in calling order, found by number or queue."""
    actor = actor_of(request)
    asked = request.GET.get("q", "").strip().upper()
    state = queueing.hall_state(actor)
    waiting = [t for t in queueing.waiting_list(actor, limit=5000) if asked in t.number]
    tied = [(w, t) for w in state.windows for t in w.tied if t.state != "waiting" and asked in t.number]
    facts = {
        "topics": TOPICS, "q": asked, "waiting": waiting[:SHOWN], "more": max(0, len(waiting) - SHOWN), "count": len(waiting),
        "missed": [x for x in tied if x[1].state == "absent"], "held": [x for x in tied if x[1].state == "held"],
        "state": state,
    }  # fmt: skip
    return render(request, "floor/numbers.html", {**frame(request), **facts})


@require_http_methods(["GET", "POST"])
@floor_page
def number(request: HttpRequest, ticket: UUID) -> HttpResponse:
    """Call back, move, hand on, withdraw."""
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _do(request, ticket))
        if refusal is None:
            return go(request, "/floor/numbers/")
    return dialog(request, "number", lambda: _facts(request, ticket), refusal)


def _do(request: HttpRequest, ticket: UUID) -> str:
    said = request.POST
    who: dict[str, Any] = {"actor": actor_of(request), "key": key_of(request), "ticket": ticket}
    why, to = said.get("reason", ""), said.get("to", "")
    kind, _sep, name = to.partition(":")
    match said.get("act"):
        case "back":
            done = queueing.call_back(**who, reason=why, window=name if kind == "window" else "")
            return _("%(n)s 已叫回，排在原来的位置。") % {"n": done["ticket"]["number"]}
        case "cancel":
            done = queueing.cancel(**who, reason=why)
            return _("%(n)s 已作废。") % {"n": done["ticket"]["number"]}
        case "hand_on":
            done = queueing.reassign_held(**who, reason=why, window=name if kind == "window" else "")
            return _("%(n)s 已交给 %(w)s 号窗口。") % {"n": done["ticket"]["number"], "w": name}
        case _:
            done = queueing.move_ticket(**who, reason=why, **({kind: name} if kind in ("queue", "window") else {}))
            return _("%(n)s 已移动，保留原来的先后。") % {"n": done["ticket"]["number"]}


def _facts(request: HttpRequest, ticket: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    found, state = queueing.ticket(actor, ticket), queueing.hall_state(actor)
    return {
        "ticket": found, "queues": [q.line for q in state.queues if q.line.code != found.queue],
        "windows": [w.line for w in state.windows if w.line.state != "closed" and w.line.code != found.window],
        "hands": queueing.hands(actor, ticket),
    }  # fmt: skip

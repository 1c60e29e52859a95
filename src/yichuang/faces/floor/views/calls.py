"""A window that asks for help, and what happens in the hall: who goes, and how it ended."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.floor import api as floors
from yichuang.faces.floor.pages import act, actor_of, dialog, floor_page, go, key_of
from yichuang.foundation import clock
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Missing


@require_http_methods(["GET", "POST"])
@floor_page
def incident(request: HttpRequest) -> HttpResponse:
    """Report what has happened (5.2.2.5)."""
    said, actor, refusal = request.POST, actor_of(request), None

    def do() -> str:
        floors.report_incident(
            actor=actor, key=key_of(request), reason=said.get("reason", ""), place=said.get("place", ""),
            note=said.get("note", ""),
        )  # fmt: skip
        return _("已报告，大厅负责人已收到消息。")

    if request.method == "POST":
        refusal = act(request, do)
        if refusal is None:
            return go(request, "/floor/")
    reasons = [(code, floors.reason_label(code)) for code in floors.INCIDENTS]
    return dialog(request, "incident", lambda: {"reasons": reasons}, refusal)


@require_http_methods(["GET", "POST"])
@floor_page
def call(request: HttpRequest, call: UUID) -> HttpResponse:
    """Go there, and afterwards say how it ended."""
    said, actor, refusal = request.POST, actor_of(request), None

    def do() -> str:
        if said.get("act") == "answer":
            floors.answer_call(actor=actor, key=key_of(request), call=call)
            return _("已记下：您去处理。窗口已看到。")
        floors.end_call(actor=actor, key=key_of(request), call=call, outcome=said.get("outcome", ""))
        return _("已办结，记入今天的记录。")

    if request.method == "POST":
        refusal = act(request, do)
        if refusal is None:
            return go(request, "/floor/")

    def facts() -> dict[str, object]:
        assert actor.center_id is not None
        today = clock.center_day(clock.now(), zone_of(actor.center_id))
        found = next((c for c in floors.calls_of_day(actor, today) if c.id == call), None)
        if found is None:
            raise Missing("call.missing")
        return {"call": found, "what": floors.reason_label(found.reason)}

    return dialog(request, "call", facts, refusal)

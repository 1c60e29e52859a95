"""The inbox of every member of staff, whichever face he works in, and its mark on the bar."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_noop as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yichuang.foundation import messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Invalid

HOMES = (
    ("desk_home", "window.operate", _("窗口工作台")),
    ("office", "case.decide", _("审批办公")),
    ("floor", "floor.help", _("大厅值班")),
    ("setup", "", _("系统设置")),
    ("help_answer", "question.answer", _("内部求助")),
)
"""(address, capability, label): where the person came from, since this page belongs to no face."""


@never_cache
@require_GET
def mark(request: HttpRequest) -> HttpResponse:
    """How many messages wait, for the bar; nothing for somebody who is no longer here. One query."""
    return render(request, "shared/inbox_mark.html", {"unread": messages.unread(request.actor)})  # type: ignore[attr-defined]


@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """What lies there, the newest first. A POST says that one message, or all, has been read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.kind != "staff" or actor.center_id is None:
        return HttpResponseRedirect(f"/login/?next={quote(request.get_full_path())}")
    if request.method == "POST":
        return HttpResponseRedirect(_read(request, actor))
    with timezone.override(zone_of(actor.center_id)):
        return render(request, "shared/inbox.html", _page(request, actor))


def _page(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    everything = request.GET.get("show") == "all"
    after = request.GET.get("after", "")
    lines, more = messages.inbox(actor, unread_only=not everything, before=_id(after) if after else None)
    return {
        "lines": lines, "after": more, "first": not after, "everything": everything, "unread": messages.unread(actor),
        "homes": [(name, label) for name, needs, label in HOMES if actor.can(needs)],
    }  # fmt: skip


def _read(request: HttpRequest, actor: Actor) -> str:
    """Note it, and answer where to go: to what the message is about, or back to the list as it was."""
    key, back = str(request.POST.get("key", "")), request.get_full_path()
    if request.POST.get("act") == "all":
        messages.mark_all_read(actor=actor, key=key)
        return back
    link = messages.mark_read(actor=actor, key=key, message=_id(request.POST.get("message", "")))["link"]
    opens = request.POST.get("act") == "open" and url_has_allowed_host_and_scheme(link, {request.get_host()})
    return str(link) if opens else back


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("request.invalid", field="message") from None

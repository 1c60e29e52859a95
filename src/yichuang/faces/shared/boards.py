"""A board that hangs in many places is drawn once for all who read it at the same moment, and anew only when what it shows has changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from yichuang.domains.queueing import api as queueing
from yichuang.foundation import shared

View = Callable[..., HttpResponse]
Facts = Callable[..., dict[str, Any]]


def _same(request: HttpRequest) -> str:
    return ""


def drawn_once(template: str, differs: Callable[[HttpRequest], str] = _same) -> Callable[[Facts], View]:
    """Makes a view of what tells a board's facts: all that its template shows, as values that can be compared, so no clock among them.

    They may depend on the center, the board's own address, the language and what `differs` tells, and on nothing else of who asks: no name,
    no session, no form. A refusal is everybody's own and is never kept.
    """

    def wrap(facts_of: Facts) -> View:
        @wraps(facts_of)
        def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.actor  # type: ignore[attr-defined]
            key = ("drawn", actor.center_id, request.path, translation.get_language(), differs(request))

            def draw() -> tuple[dict[str, Any], str]:
                facts = facts_of(request, *args, **kwargs)
                before: tuple[dict[str, Any], str] | None = shared.kept(key)
                if before is not None and before[0] == facts:
                    return before  # most acts in a hall concern other boards
                return facts, render_to_string(template, dict(facts), request)

            return HttpResponse(shared.once(key, lambda: queueing.board_stamp(actor), draw)[1])

        return show

    return wrap

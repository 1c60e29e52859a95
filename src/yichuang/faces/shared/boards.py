"""A board that hangs in many places is drawn once for all who read it at the same moment."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from yichuang.domains.queueing import api as queueing
from yichuang.foundation import shared

View = Callable[..., HttpResponse]


def _same(request: HttpRequest) -> str:
    return ""


def drawn_once(differs: Callable[[HttpRequest], str] = _same) -> Callable[[View], View]:
    """For a view whose answer depends on the center, its own address, the language and what `differs` tells, and on nothing else of
    who asks: no name, no session, no form. Only a good answer is kept; a refusal is everybody's own."""

    def wrap(view: View) -> View:
        @wraps(view)
        def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.actor  # type: ignore[attr-defined]
            key = ("drawn", actor.center_id, request.path, translation.get_language(), differs(request))
            body = shared.once(key, lambda: queueing.board_stamp(actor), lambda: _body(view(request, *args, **kwargs)))
            return HttpResponse(body)

        return show

    return wrap


def _body(answer: HttpResponse) -> bytes:
    assert answer.status_code == 200, "a board that is refused raises"
    return answer.content

"""Questions from the windows: what I asked, what is put to me, the kept answers, and the figures. DB50/T 1603-2024, 6.2.5."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.helping import api as helping
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.scope import reading

from .inbox import HOMES
from .staff_pages import staff_page


def _show(
    request: HttpRequest, template: str, make: Callable[[], dict[str, Any]], error: Refused | None = None
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    frame = {
        "homes": [(name, label) for name, needs, label in HOMES if actor.can(needs)], "refusal": error,
        "asks": actor.can("window.operate"), "answers": actor.can("question.answer"), "topics": ["helping"],
        "kind_options": helping.KIND_LABELS.items(), "typed": request.POST,
    }  # fmt: skip
    if request.method in ("GET", "HEAD"):  # the middleware has opened the scope
        return render(request, template, frame | make())
    with reading(actor):
        return render(request, template, frame | make(), status=error.status if error else 200)


def _done(request: HttpRequest, acts: dict[str, Callable[[], object]], to: str) -> HttpResponse | Refused:
    act = acts.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise Invalid("request.invalid", field="act")
        act()
    except Refused as no:
        return no
    return redirect(to)


def _id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("question", ""))
    except ValueError:
        raise Invalid("request.invalid", field="question") from None


@staff_page("window.operate", "question.answer")
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What I asked, with the answers; and the form to ask."""
    actor, said, error = request.actor, request.POST, None  # type: ignore[attr-defined]
    if request.method == "POST":
        by = {"actor": actor, "key": said.get("key", "")}
        acts: dict[str, Callable[[], object]] = {
            "ask": lambda: helping.ask(**by, kind=said.get("kind", ""), text=said.get("text", "")),
            "ask_on": lambda: helping.ask_on(**by, question=_id(request), text=said.get("text", "")),
            "settle": lambda: helping.settle(**by, question=_id(request)),
            "withdraw": lambda: helping.withdraw(**by, question=_id(request)),
        }
        answer = _done(request, acts, "help_mine")
        if isinstance(answer, HttpResponse):
            return answer
        error = answer
    return _show(request, "shared/help_mine.html", lambda: {"questions": helping.my_questions(actor)}, error)


@staff_page("question.answer")
@require_http_methods(["GET", "POST"])
def to_answer(request: HttpRequest) -> HttpResponse:
    """What is put to me, the one due first first; or what has been answered, to keep what is worth it."""
    actor, said, error = request.actor, request.POST, None  # type: ignore[attr-defined]
    show = "answered" if request.GET.get("show") == "answered" else "open"
    if request.method == "POST":
        by = {"actor": actor, "key": said.get("key", "")}
        acts: dict[str, Callable[[], object]] = {
            "answer": lambda: helping.answer(**by, question=_id(request), text=said.get("text", "")),
            "forward": lambda: helping.forward(
                **by, question=_id(request), kind=said.get("kind", ""), text=said.get("text", "")
            ),
            "keep": lambda: helping.keep(**by, question=_id(request), title=said.get("title", "")),
        }
        answer = _done(request, acts, request.get_full_path())
        if isinstance(answer, HttpResponse):
            return answer
        error = answer
    return _show(
        request, "shared/help_answer.html", lambda: {"questions": helping.questions_to(actor, show=show), "show": show}, error
    )  # fmt: skip


@staff_page("window.operate", "question.answer")
@require_GET
def knowledge(request: HttpRequest) -> HttpResponse:
    """The kept answers, by words."""
    words = request.GET.get("q", "").strip()[:60]
    return _show(
        request, "shared/help_known.html",
        lambda: {"q": words, "questions": helping.knowledge(request.actor, words)},  # type: ignore[attr-defined]
    )  # fmt: skip


@staff_page("question.answer")
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Each kind over the last thirty days."""
    return _show(request, "shared/help_figures.html", lambda: {"figures": helping.figures(request.actor)})  # type: ignore[attr-defined]

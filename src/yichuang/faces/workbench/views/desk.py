"""The desk itself, whole and in parts; a part is what a live page reads again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yichuang.faces.workbench.page import bar, case_side, desk, figures
from yichuang.faces.workbench.seat import Seat, at_desk

PARTS = {"bar": "_bar", "figures": "_figures", "left": "_left", "right": "_right", "desk": "_desk"}


@require_GET
@at_desk
def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The page."""
    return render(request, "workbench/desk.html", _facts(request, seat))


@require_GET
@at_desk
def part(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """One part of it."""
    if name not in PARTS:
        raise Http404
    case = request.GET.get("case", "")
    if name == "figures":
        facts = figures(seat)
    elif name == "bar":
        facts = bar(seat)
    elif name == "right" and case:
        facts = case_side(seat, case)
    else:
        facts = _facts(request, seat)
    return render(request, f"workbench/{PARTS[name]}.html", {**facts, "oob": name == "desk"})


def _facts(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    return desk(request, seat, case=request.GET.get("case", ""), new=bool(request.GET.get("new")))

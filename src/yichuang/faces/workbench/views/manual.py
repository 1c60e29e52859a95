"""Entering, after the system is back, what was written on paper while it was down: thirty papers in a row, by keyboard."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

KEPT = ("item", "written_on")
"""What the next paper most likely shares with the last one."""


@require_http_methods(["GET", "POST"])
@at_desk
def manual(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The form, empty but for what the next paper shares; after a refusal, as it was typed."""
    refusal = None
    if request.method == "POST" and request.POST.get("act") == "answer":
        try:
            no = _answer(request, seat)
        except Refused as told:
            refusal = told
        else:
            return redirect(f"{reverse('desk_manual')}?{urlencode({'answered': no})}")
    elif request.method == "POST":
        said = request.POST
        try:
            made = cases.enter_by_hand(actor=seat.actor, key=said.get("key", ""), window=seat.code, **_given(request))
        except Refused as no:
            refusal = no
        else:
            kept = {name: said.get(name, "") for name in KEPT}
            query = {**kept, "number": _next(said.get("number", "")), "done": made["no"]}
            return redirect(f"{reverse('desk_manual')}?{urlencode(query)}")
    with reading(seat.actor):
        facts = {**_facts(request, seat), "refusal": refusal}
        return render(request, "workbench/manual.html", facts, status=refusal.status if refusal else 200)


def _facts(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    typed = request.POST if request.method == "POST" else request.GET
    return {
        "seat": seat, "typed": typed, "pack": cases.pack_in_use(seat.actor), "entries": cases.entries(seat.actor, size=10),
        "items": catalog.search(seat.actor, offered=True, limit=1000), "done": request.GET.get("done", ""),
        "materials": _materials(typed.get("item", "")), "answered": request.GET.get("answered", ""),
        "answering": typed.get("act") == "answer", "answers": [(k, documents.KINDS[k].label) for k in cases.MANUAL_ANSWERS],
    }  # fmt: skip


def _materials(code: str) -> list[tuple[str, str]]:
    """(code, name) of an item's materials, as its cases number them."""
    if not code:
        return []
    try:
        return [(m.code, m.name) for m in catalog.guide(code).materials]
    except Missing:
        return []


@require_GET
@at_desk
def materials(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list of the item that was typed, all ticked."""
    return render(request, "workbench/_manual_materials.html", {"materials": _materials(request.GET.get("item", ""))})


def _answer(request: HttpRequest, seat: Seat) -> str:
    """Enter an answer; gives the number of its case."""
    said = request.POST
    days = said.get("correction_days", "").strip()
    if days and not (days.isdecimal() and len(days) < 4):
        raise Invalid("case.correction_days", field="correction_days")
    made = cases.enter_answer_by_hand(
        actor=seat.actor, key=said.get("key", ""), case=said.get("case", "").strip(), kind=said.get("kind", ""),
        number=said.get("number", ""), written_on=said.get("written_on", ""), written_time=said.get("written_time", ""),
        correction_days=int(days) if days else None,
    )  # fmt: skip
    return str(made["no"])


def _given(request: HttpRequest) -> dict[str, Any]:
    said = request.POST
    kind = "organization" if said.get("id_type") == "uscc" else "person"
    party = {
        "role": "applicant", "kind": kind, "name": said.get("name", ""), "id_type": said.get("id_type", ""),
        "id_no": said.get("id_no", ""), "phone": said.get("phone", ""),
    }  # fmt: skip
    if said.get("id_type") == "none":
        party["id_reason"] = "手工凭证上没有记载"
    listed, brought = said.getlist("listed"), set(said.getlist("brought"))
    found = {c: {"status": "received", "copies": 1} if c in brought else {"status": "missing"} for c in listed}
    return {
        "number": said.get("number", ""), "item": said.get("item", "").strip().upper(), "written_on": said.get("written_on", ""),
        "written_time": said.get("written_time", ""), "parties": [party], "materials": found or None,
    }  # fmt: skip


def _next(number: str) -> str:
    return str(int(number) + 1) if number.strip().isdecimal() and len(number) < 8 else ""

"""Registers of papers: the numbers of every series, the stamps, the printers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.faces.setup.pages import actor_of, center_of, done, id_of, key_of, setup_page, show
from yichuang.faces.shared.templatetags.yc import named
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid


def _page(request: HttpRequest, acts: dict[str, Any], template: str, make: Any) -> HttpResponse:
    """Do the act of a form, or show the page; after a refused act with the reason."""
    refusal = None
    if request.method == "POST":
        answer = done(request, acts, request.get_full_path())
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, template, lambda: make(request), refusal)


# ---- numbers ----


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def numbers(request: HttpRequest) -> HttpResponse:
    """Every series, and the numbers of the one that is chosen with what became of each."""
    return _page(request, {"reserve": _reserve, "void": _void}, "setup/numbers.html", _numbers)


def _numbers(request: HttpRequest) -> dict[str, Any]:
    actor, asked = actor_of(request), request.GET
    units = {d.id: d for d in places.departments(center_of(request))}
    series = [
        {"ref": s, "unit": units[s.department_id].name}
        for s in documents.series_list(actor)
        if s.department_id in units
    ]
    chosen = next((s["ref"] for s in series if _mark(s["ref"]) == asked.get("series", "")), None)
    before = int(asked["before"]) if asked.get("before", "").isdecimal() and len(asked["before"]) < 9 else None
    lines, more = (
        documents.number_lines(actor, chosen.department_id, chosen.kind, chosen.year, before=before)
        if chosen
        else ([], None)
    )
    return {
        "series": [{**s, "mark": _mark(s["ref"])} for s in series], "chosen": chosen, "mark": _mark(chosen) if chosen else "",
        "chosen_unit": units[chosen.department_id].name if chosen else "", "lines": lines, "more": more,
        "states": {"issued": _("已使用"), "reserved": _("预留"), "voided": _("作废")},
        "unit_options": [(str(u), d.name) for u, d in units.items()],
        "kind_options": [(k.code, k.label) for k in documents.KINDS.values()],
    }  # fmt: skip


def _mark(s: documents.SeriesRef) -> str:
    return f"{s.department_id}:{s.kind}:{s.year}"


def _reserve(request: HttpRequest) -> str:
    form = request.POST
    count = form.get("count", "")
    if not count.isdecimal() or len(count) > 6:
        raise Invalid("paper.count_out_of_range", field="count", most=500)
    made = documents.set_numbers_aside(
        actor=actor_of(request), key=key_of(request), kind=form.get("kind", ""), department_id=id_of(request, "department"),
        count=int(count), purpose=form.get("purpose", ""),
    )  # fmt: skip
    return _("已预留 %(first)s 至 %(last)s，共 %(count)s 个编号。") % made


def _void(request: HttpRequest) -> str:
    form = request.POST
    unit, _sep, rest = form.get("series", "").partition(":")
    kind, _sep, year = rest.partition(":")
    number = form.get("number", "")
    if not (year.isdecimal() and number.isdecimal() and len(number) < 9 and len(year) == 4):
        raise Invalid("request.invalid", field="number")
    made = documents.void_unused_number(
        actor=actor_of(request), key=key_of(request), kind=kind, department_id=unit, year=int(year), number=int(number),
        reason=form.get("reason", ""),
    )  # fmt: skip
    return _("%(number)s 已作废，登记簿中保留原因。") % made


# ---- stamps ----


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def seals(request: HttpRequest) -> HttpResponse:
    """The stamps that departments have entrusted, each with its register; and which departments want a 送达回证."""
    acts = {
        "register": _register, "hand_over": _hand_over, "lock": _lock, "take_out": _take_out, "return": _return, "habit": _habit,
    }  # fmt: skip
    return _page(request, acts, "setup/seals.html", _seals)


def _seals(request: HttpRequest) -> dict[str, Any]:
    actor, center_id = actor_of(request), center_of(request)
    units = {d.id: d.name for d in places.departments(center_id)}
    today = clock.center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]
    found = documents.seals(actor)
    chosen = next((s for s in found if str(s.id) == request.GET.get("seal", "")), None)
    habits = documents.paper_habits(actor)
    return {
        "seals": [{"ref": s, "unit": units.get(s.department_id, ""), "due": _ends(s, today)} for s in found],
        "chosen": chosen, "lines": documents.seal_lines(actor, chosen.id) if chosen else [],
        "states": {"kept": _("在用"), "locked": _("封存"), "returned": _("已交回")},
        "acts": {"registered": _("登记"), "handed_over": _("移交"), "locked": _("封存"), "taken_out": _("取出"),
                 "returned": _("交回"), "used": _("盖章")},
        "purposes": [(p, p) for p in documents.SEALS], "unit_options": [(str(u), n) for u, n in units.items()],
        "staff_options": [(str(s.id), f"{s.name} {s.post}") for s in people.staff_list(center_id, today=today, active_only=True)],
        "habits": [(str(u), n, habits.get(u, False)) for u, n in units.items()], "today": today,
    }  # fmt: skip


def _ends(s: documents.SealRef, today: date) -> bool:
    return s.valid_to is not None and s.valid_to < today and s.state != "returned"


def _register(request: HttpRequest) -> str:
    fields = ("code", "name", "purpose", "keeper_id", "deputy_id", "place", "valid_from", "valid_to")
    given = {k: request.POST.get(k, "") for k in fields}
    documents.register_seal(
        actor=actor_of(request), key=key_of(request), department_id=id_of(request, "department"), **given
    )
    return _("印章 %(code)s 已登记。") % {"code": given["code"]}


def _on(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "key": key_of(request), "seal": str(id_of(request, "seal"))}


def _hand_over(request: HttpRequest) -> str:
    form = request.POST
    made = documents.hand_over_seal(
        **_on(request), keeper_id=form.get("keeper_id", ""), deputy_id=form.get("deputy_id", ""), place=form.get("place", ""),
        note=form.get("note", ""),
    )  # fmt: skip
    return _("印章已移交给 %(keeper)s。") % made


def _lock(request: HttpRequest) -> str:
    documents.lock_seal(**_on(request), place=request.POST.get("place", ""), note=request.POST.get("note", ""))
    return _("印章已封存。")


def _take_out(request: HttpRequest) -> str:
    documents.take_out_seal(**_on(request), place=request.POST.get("place", ""), note=request.POST.get("note", ""))
    return _("印章已取出。")


def _return(request: HttpRequest) -> str:
    documents.return_seal(**_on(request), receiver=request.POST.get("receiver", ""), note=request.POST.get("note", ""))
    return _("印章已交回部门，不再使用。")


def _habit(request: HttpRequest) -> str:
    wanted = request.POST.get("service_receipt") == "on"
    unit: UUID = id_of(request, "department")
    documents.set_paper_habit(actor=actor_of(request), key=key_of(request), department_id=unit, service_receipt=wanted)
    return _("已保存：送达时出具送达回证。") if wanted else _("已保存：送达时不出具送达回证。")


# ---- printers ----


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def printers(request: HttpRequest) -> HttpResponse:
    """Where papers can be sent to be printed."""
    return _page(request, {"add": _add, "change": _change}, "setup/printers.html", _printers)


def _printers(request: HttpRequest) -> dict[str, Any]:
    windows = {w.id: w for w in places.windows(center_of(request))}
    rows = [
        {"ref": p, "window": windows[p.window_id].code if p.window_id in windows else ""}
        for p in documents.printers(actor_of(request))
    ]
    return {"rows": rows, "window_options": [("", "—"), *((w.code, f"{w.code} {named(w)}") for w in windows.values())]}


def _add(request: HttpRequest) -> str:
    given = {k: request.POST.get(k, "") for k in ("code", "name", "window", "place")}
    documents.add_printer(actor=actor_of(request), key=key_of(request), **given)
    return _("打印机“%(name)s”已登记。") % {"name": given["name"]}


def _change(request: HttpRequest) -> str:
    given = {k: request.POST.get(k, "") for k in ("name", "window", "place")}
    documents.change_printer(
        actor=actor_of(request), key=key_of(request), printer=str(id_of(request, "printer")),
        active=request.POST.get("active") == "on", **given,
    )  # fmt: skip
    return _("打印机“%(name)s”已保存。") % {"name": given["name"]}

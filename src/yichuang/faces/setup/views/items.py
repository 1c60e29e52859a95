"""Service items: the list, one item with its versions and draft, importing a file, publishing."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from yichuang.domains.catalog import api as catalog
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup import words
from yichuang.faces.setup.pages import Refusal, actor_of, center_of, done, id_of, key_of, setup_page, show
from yichuang.faces.shared.changes import CHANGE_WORDS
from yichuang.faces.shared.templatetags.yc import named
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading


@setup_page("catalog.read")
@require_http_methods(["GET"])
def items(request: HttpRequest) -> HttpResponse:
    """What is in force, and what waits to be published. Searched by everyday words."""
    return show(request, "setup/items.html", lambda: _list(request))


def _list(request: HttpRequest) -> dict[str, Any]:
    actor, q = actor_of(request), request.GET.get("q", "").strip()
    offered = {o.item_code: o for o in catalog.offers(actor)}
    lines, unled = catalog.search(actor, q, limit=200), queueing.unled_items(actor)
    return {
        "q": q, "lines": [(line, offered.get(line.code), line.code in unled) for line in lines],
        "units": {d.id: d for d in places.departments(center_of(request))},
        "drafts": catalog.drafts(clock.center_day(clock.now(), request.center.zone).year),  # type: ignore[attr-defined]
        "gate": {**catalog.GATE_LABELS, **catalog.PROMISE_LABELS},
    }  # fmt: skip


@setup_page("catalog.read")
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One item whole: what is in force, the draft with its differences and the gate, how this center offers it."""
    acts = {"publish": _publish, "discard": _discard, "form": _form, "offer": _offer, "refusal": _refusal}
    refusal = None
    if request.method == "POST":
        request.item_code = code  # type: ignore[attr-defined]
        answer = done(request, acts, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/item.html", lambda: _whole(request, code), refusal)


def _acknowledged(request: HttpRequest, guide: catalog.Guide | None) -> dict[str, int] | None:
    """How many of those who answer at a window have read that this version is in force; nothing before a second version."""
    if guide is None or guide.number < 2:
        return None
    today = clock.center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]
    staff = people.staff_list(center_of(request), today=today, active_only=True)
    asked = {s.id for s in staff if catalog.WINDOWS in people.capabilities_of(list(s.roles))}
    read = len(asked & catalog.acknowledged(actor_of(request), guide.code, guide.number))
    return {"read": read, "asked": len(asked), "percent": round(100 * read / len(asked)) if asked else 0}


def _whole(request: HttpRequest, code: str) -> dict[str, Any]:
    actor, draft = actor_of(request), catalog.draft(code)
    try:
        guide = catalog.guide(code)
    except Missing:
        guide = None
        if draft is None:
            raise
    year = clock.center_day(clock.now(), request.center.zone).year  # type: ignore[attr-defined]
    shown = guide if guide and request.GET.get("show") != "draft" else draft or guide
    offer, queues = catalog.offer(actor, code), queueing.queues(actor)
    return {
        "guide": shown, "acknowledged": _acknowledged(request, guide), "in_force": guide, "draft": draft, "versions": catalog.versions(code),
        "diff": catalog.draft_changes(code) if draft else None,
        "gate": next((d for d in catalog.drafts(year) if d.code == code), None),
        "gate_labels": catalog.GATE_LABELS, "offer": offer,
        "departments": [(str(d.id), d.name) for d in places.departments(center_of(request))],
        "reviewers": [("", _("一个部门办理")), *((str(d.id), d.name) for d in places.departments(center_of(request)))],
        "queues": _queue_options(queues, offer), "queue": offer.group if offer else queues[0].code if queues else "", "unled": bool(offer) and not _leads(queues, code), "handled": words.HANDLED,
        "intake": catalog.INTAKE_LABELS, "sure": catalog.SURE_LABELS, "words": words,
        "papers_for_lacks": _refusal_choice(request, shown),
        "promise_labels": catalog.PROMISE_LABELS, "excluded": catalog.EXCLUDED_LABELS,
    }  # fmt: skip


def _leads(queues: list[queueing.QueueInfo], item: str) -> bool:
    return any(q.active and item in q.items for q in queues)


def _queue_options(queues: list[queueing.QueueInfo], offer: catalog.OfferInfo | None) -> list[tuple[str, str]]:
    """The queues in use, the item's own also when it is not; and that no number leads here. Nothing without any queue."""
    shown = [q for q in queues if q.active or (offer and q.code == offer.group)]
    rows = [(q.code, f"{q.code} {named(q)}" + ("" if q.active else _("（停用）"))) for q in shown]
    return [*rows, ("", _("不取号"))] if rows else []


def _refusal_choice(request: HttpRequest, shown: catalog.Guide) -> dict[str, Any] | None:
    """The switch of a general licence, and what the center's own setting would give; nothing for any other rule."""
    if shown.intake_rule != catalog.CHOOSES_REFUSAL:
        return None
    chosen = {None: "center", True: "yes", False: "no"}[shown.refusal_with_notice]
    both = places.center(center_of(request)).setting("refusal_with_notice")
    return {"chosen": chosen, "word": words.REFUSAL_WORDS[chosen], "center": words.REFUSAL_WORDS["yes" if both else "no"],
            "options": list(words.REFUSAL_WORDS.items())}  # fmt: skip


def _publish(request: HttpRequest) -> str:
    catalog.publish_item(
        actor=actor_of(request), key=key_of(request), code=request.item_code,  # type: ignore[attr-defined]
        answer=request.POST.get("answer", ""),
    )  # fmt: skip
    return _("已发布，今天起生效。")


def _discard(request: HttpRequest) -> str:
    catalog.discard_draft(actor=actor_of(request), key=key_of(request), code=request.item_code)  # type: ignore[attr-defined]
    return _("草稿已丢弃。")


def _form(request: HttpRequest) -> str:
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid("form.unusable", field="file")
    catalog.attach_form(
        actor=actor_of(request), key=key_of(request), code=request.item_code,  # type: ignore[attr-defined]
        material=request.POST.get("material", ""), kind=request.POST.get("kind", ""), name=upload.name or "form.pdf",
        content_type=upload.content_type or "", data=upload.read(),
    )  # fmt: skip
    return _("文件已放入草稿，发布后生效。")


def _refusal(request: HttpRequest) -> str:
    catalog.set_refusal(
        actor=actor_of(request), key=key_of(request), code=request.item_code,  # type: ignore[attr-defined]
        choice=request.POST.get("choice", ""),
    )  # fmt: skip
    return _("已放入草稿，发布后生效；在办的办件不变。")


def _offer(request: HttpRequest) -> str:
    form, item = request.POST, request.item_code  # type: ignore[attr-defined]
    department, queue, active = id_of(request, "department"), form.get("group", ""), form.get("active") == "on"
    catalog.offer_item(
        actor=actor_of(request), key=key_of(request), code=item, department_id=department, group=queue, active=active,
        handled_in=form.get("handled_in", "here"), external_system=form.get("external_system", ""),
        review_department_id=id_of(request, "review_department") if form.get("review_department") else None,
    )  # fmt: skip
    if not active:
        return _("本中心不办理这个事项。")
    with reading(actor_of(request)):
        leads = _leads(queueing.queues(actor_of(request)), item)
    return (
        _("进驻信息已保存。")
        if leads
        else _("进驻信息已保存。这个事项没有在用的队列，群众在自助终端和手机上取不到号。")
    )


@setup_page("catalog.import")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Choose a file, see what it would change, then take it in: all of it or nothing."""
    if request.method != "POST":
        return show(request, "setup/import.html", dict)
    text = request.POST.get("text", "")
    try:
        text = text or _uploaded(request)
        document = _parsed(text)
        if request.POST.get("act") == "import":
            return _take_in(request, document)
        diffs = catalog.dry_run(document)
    except Refused as no:
        refusal, errors = Refusal(no, "import"), no.facts.get("errors", [])
        return show(request, "setup/import.html", lambda: {"errors": errors}, refusal)
    changed = [d for d in diffs if d.state != "same"]
    found = {"diffs": changed, "same": len(diffs) - len(changed), "text": text, "change_words": CHANGE_WORDS,
               "state_words": words.STATE_WORDS, "typed": request.POST}  # fmt: skip
    return show(request, "setup/import.html", lambda: found)


def _take_in(request: HttpRequest, document: Any) -> HttpResponse:
    answer = catalog.import_catalogue(actor=actor_of(request), key=key_of(request), document=document)
    count = answer["new"] + answer["changed"]
    said = ngettext("已导入 %(n)s 个事项，成为草稿。", "已导入 %(n)s 个事项，成为草稿。", count) % {"n": count}
    messages.success(request, said)
    return HttpResponseRedirect("/setup/items/")


@cache_control(public=True, max_age=86400, immutable=True)
@require_http_methods(["GET"])
def form_file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A blank form or filled sample, for anybody. A file never changes under its address."""
    name, content_type, data = catalog.form_file(file_id)
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    if content_type != "application/pdf":
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _uploaded(request: HttpRequest) -> str:
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid("file.empty", field="file")
    text = upload.read().decode("utf-8-sig", errors="replace")
    if not text.strip():
        raise Invalid("file.empty", field="file")
    return text


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as no:
        where = _("第 %(line)s 行第 %(column)s 列") % {"line": no.lineno, "column": no.colno}
        raise Invalid("catalog.not_json", field="file", where=where) from None
    except RecursionError:
        raise Invalid("catalog.not_json", field="file", where=_("嵌套太深")) from None

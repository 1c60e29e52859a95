"""A department's revisions of guides, review points and words on papers: proposed, checked by another, published, acknowledged."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.revisions import api as domain
from yichuang.faces.backoffice import revising
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show
from yichuang.foundation import clock
from yichuang.foundation.clock import center_day
from yichuang.foundation.errors import Invalid

SHOWS = ("open", "published", "ended")


@require_GET
@office_page
def revisions(request: HttpRequest) -> HttpResponse:
    """The list, and at its side what this person can propose a revision of."""
    return show(request, "backoffice/revisions.html", lambda: _list(request))


def _list(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    asked = request.GET.get("show", "")
    shown = asked if asked in SHOWS else "open"
    proposes, mine = actor.can("guide.propose"), actor.department_id
    items = [o.item_code for o in catalog.offers(actor) if mine in (None, o.department_id)] if proposes else []
    guides = [line for line in catalog.search(actor, limit=200, offered=True) if line.code in items]
    return {
        "shown": shown, "rows": domain.revisions(actor, show=shown), "kinds": domain.KIND_LABELS, "guides": guides,
        "papers": list(documents.KINDS.values()) if proposes else [],
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@office_page
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide as texts to edit; a POST proposes what was changed."""
    return _proposing(
        request, "backoffice/revise_guide.html", lambda: _propose_guide(request, code), lambda: _guide(request, code)
    )


@require_http_methods(["GET", "POST"])
@office_page
def words(request: HttpRequest, kind: str) -> HttpResponse:
    """The two texts of the center on one kind of paper."""
    if kind not in documents.KINDS:
        raise Http404
    return _proposing(
        request, "backoffice/revise_words.html", lambda: _propose_words(request, kind), lambda: _words(request, kind)
    )


def _proposing(
    request: HttpRequest, template: str, do: Callable[[], str], make: Callable[[], dict[str, Any]]
) -> HttpResponse:
    actor_of(request).require("guide.propose")
    refusal = None
    if request.method == "POST":
        refusal = act(request, do)
        if refusal is None:
            return redirect("office_revisions")
    return show(request, template, make, refusal)


def _propose_guide(request: HttpRequest, code: str) -> str:
    found = catalog.guide_to_revise(code)
    domain.propose_guide(
        actor=actor_of(request), key=key_of(request), code=code, given=revising.changed(found, request.POST),
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    return _("已提交，等待另一位人员审核。发布之前，窗口和群众看到的指南不变。")


def _guide(request: HttpRequest, code: str) -> dict[str, Any]:
    found = catalog.guide_to_revise(code)
    typed = request.POST if request.method == "POST" else {}
    rows = revising.typed_materials(found, typed) if typed else revising.materials(found)
    known = len(found.materials)
    return {
        "guide": found, "texts": {**revising.texts(found), **{k: v for k, v in typed.items() if k in revising.texts(found)}},
        "materials": rows, "new": range(len(rows), known + revising.MORE),
        "open": domain.open_revision(actor_of(request), "guide", code),
    }  # fmt: skip


def _propose_words(request: HttpRequest, kind: str) -> str:
    domain.propose_words(
        actor=actor_of(request), key=key_of(request), kind=kind,
        texts={field: request.POST.get(field, "") for field in documents.TEMPLATE_TEXTS}, reason=request.POST.get("reason", ""),
    )  # fmt: skip
    return _("已提交，等待另一位人员审核。发布之前，文书上的文字不变。")


def _words(request: HttpRequest, kind: str) -> dict[str, Any]:
    now = next(iter(documents.template_history(actor_of(request), kind)), None)
    texts = {f: request.POST.get(f) or (getattr(now, f) if now else "") for f in documents.TEMPLATE_TEXTS}
    return {
        "kind": documents.KINDS[kind], "texts": texts, "most": documents.TEMPLATE_TEXTS,
        "open": domain.open_revision(actor_of(request), "words", kind),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@office_page
def revision(request: HttpRequest, which: UUID) -> HttpResponse:
    """What would change, who asked for it and why; the acts that this person may do; once published, who has read it."""
    refusal = None
    if request.method == "POST":
        do = ACTS.get(request.POST.get("act", ""))
        refusal = act(request, lambda: do(request, which)) if do else Invalid("request.invalid", field="act")
        if refusal is None:
            return redirect("office_revision", which)
    return show(request, "backoffice/revision.html", lambda: _facts(request, which), refusal)


def _facts(request: HttpRequest, which: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    found = domain.revision(actor, which)
    own, open_ = found.row.proposed_by == actor.id, found.row.state in ("proposed", "checked")
    may_publish = actor.can("guide.publish") and (found.row.kind == "guide" or actor.can("place.manage"))
    return {
        "found": found, "rev": found.row, "own": own, "kind_label": domain.KIND_LABELS[found.row.kind],
        "today": center_day(clock.now(), request.center.zone),  # type: ignore[attr-defined]
        "may_check": found.row.state == "proposed" and actor.can("guide.check") and not own,
        "may_return": open_ and actor.can("guide.check") and not own,
        "may_publish": found.row.state == "checked" and may_publish,
        "may_withdraw": open_ and own and actor.can("guide.propose"),
        "topics": [f"revision:{found.row.id}"],
    }  # fmt: skip


def _check(request: HttpRequest, which: UUID) -> str:
    domain.check(actor=actor_of(request), key=key_of(request), revision=which, opinion=request.POST.get("opinion", ""))
    return _("已审核同意，等待发布。")


def _give_back(request: HttpRequest, which: UUID) -> str:
    domain.give_back(
        actor=actor_of(request), key=key_of(request), revision=which, opinion=request.POST.get("opinion", "")
    )
    return _("已退回，提出人会收到理由。")


def _withdraw(request: HttpRequest, which: UUID) -> str:
    domain.withdraw(actor=actor_of(request), key=key_of(request), revision=which)
    return _("已撤回。")


def _publish(request: HttpRequest, which: UUID) -> str:
    said = request.POST
    done = domain.publish(
        actor=actor_of(request), key=key_of(request), revision=which, effective_from=said.get("effective_from", ""),
        answer=said.get("answer", ""),
    )  # fmt: skip
    return _("第 %(n)s 版已发布，自 %(day)s 起生效；窗口人员已收到通知。") % {
        "n": done["version"],
        "day": done["effective_from"],
    }


ACTS: dict[str, Callable[[HttpRequest, UUID], str]] = {
    "check": _check,
    "return": _give_back,
    "withdraw": _withdraw,
    "publish": _publish,
}

"""The forms of papers: what a center may say on them in its own words, seen on the page before it counts."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.domains.documents import api as documents
from yichuang.faces.setup import words
from yichuang.faces.setup.pages import actor_of, done, key_of, setup_page, show
from yichuang.foundation.errors import Invalid

_FRAME = {"csrfmiddlewaretoken", "key", "act", "base"}


@setup_page("place.manage")
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Every kind of paper, and the version of the center's words that new ones take."""
    return show(request, "setup/templates.html", lambda: _list(request))


def _list(request: HttpRequest) -> dict[str, Any]:
    found = documents.template_words(actor_of(request))
    return {"rows": [(kind, found[kind.code]) for kind in documents.KINDS.values()]}


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: the two texts with the page beside them, the parts that are locked, and the versions."""
    _known(kind)
    refusal = None
    if request.method == "POST":
        acts = {"publish": lambda r: _publish(r, kind), "restore": lambda r: _restore(r, kind)}
        answer = done(request, acts, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "setup/template.html", lambda: _template(request, kind), refusal)


@setup_page("place.manage")
@require_safe
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """The page with the words that are being typed, for the card beside them. Writes nothing."""
    _known(kind)
    return render(
        request, "setup/_template_preview.html", {"kind": documents.KINDS[kind], **_preview(kind, _drafted(request))}
    )


@setup_page("place.manage")
@require_safe
def picture(request: HttpRequest, kind: str) -> HttpResponse:
    """The page itself, with the draft that the address carries. Writes nothing."""
    _known(kind)
    return HttpResponse(documents.preview_words(kind, _drafted(request)).png, content_type="image/png")


def _drafted(request: HttpRequest) -> dict[str, str]:
    return {field: request.GET.get(field, "") for field in documents.TEMPLATE_TEXTS}


def _known(kind: str) -> None:
    if kind not in documents.KINDS:
        raise Http404


def _publish(request: HttpRequest, kind: str) -> str:
    """Whatever else the form holds goes along, so that a part that is locked is refused and not passed over."""
    texts = {field: str(value) for field, value in request.POST.items() if field not in _FRAME}
    return _done(request, kind, texts)


def _restore(request: HttpRequest, kind: str) -> str:
    return _done(request, kind, {})


def _done(request: HttpRequest, kind: str, texts: dict[str, str]) -> str:
    base = request.POST.get("base", "")
    if not base.isdecimal() or len(base) > 8:
        raise Invalid("request.invalid", field="base")
    made = documents.publish_template_words(
        actor=actor_of(request), key=key_of(request), kind=kind, texts=texts, base=int(base)
    )
    return _("第 %(n)s 版已发布，从下一份文书起使用；已出具的文书不变。") % {"n": made["version"]}


def _template(request: HttpRequest, kind: str) -> dict[str, Any]:
    history = documents.template_history(actor_of(request), kind)
    now = history[0] if history else documents.WordsRef(0, "", "", None, "")
    typed = request.POST.get("act") == "publish"
    texts = {f: request.POST.get(f, "") if typed else getattr(now, f) for f in documents.TEMPLATE_TEXTS}
    locked = [(*words.LOCKED_PARTS[p.field], p.text) for p in documents.locked_parts(kind)]
    return {
        "kind": documents.KINDS[kind], "now": now, "history": history, "texts": texts, "most": documents.TEMPLATE_TEXTS,
        "locked": locked, **_preview(kind, texts),
    }  # fmt: skip


def _preview(kind: str, texts: dict[str, str]) -> dict[str, Any]:
    made = documents.preview_words(kind, texts)
    return {
        "made": made, "draft": urlencode(texts), "rare": "、".join(made.rare), "grown": made.pages > made.pages_before,
        "long": [(words.TEMPLATE_FIELDS[f], documents.TEMPLATE_TEXTS[f]) for f in made.too_long],
    }  # fmt: skip

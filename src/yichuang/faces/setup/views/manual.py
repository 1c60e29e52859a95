"""Working on paper: the emergency pack in use, its numbers, the packs before it, and what was entered afterwards."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.faces.setup.pages import actor_of, done, key_of, setup_page, show
from yichuang.foundation import files


@setup_page("place.manage")
def manual(request: HttpRequest) -> HttpResponse:
    """The page; a POST makes a new pack, or voids what was not used."""
    if request.method == "POST":
        answer = done(request, {"make": _make, "end": _end}, request.path)
        if isinstance(answer, HttpResponse):
            return answer
        return show(request, "setup/manual.html", lambda: _facts(request), answer)
    return show(request, "setup/manual.html", lambda: _facts(request))


def _facts(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    return {"pack": cases.pack_in_use(actor), "packs": cases.packs(actor), "entries": cases.entries(actor)}


def _make(request: HttpRequest) -> str:
    made = cases.make_pack(actor=actor_of(request), key=key_of(request))
    return _("应急包 %(no)s 已制作，含 %(n)s 个编号；旧包的 %(voided)s 个编号已作废。请打印并放到窗口。") % {
        "no": made["no"], "n": made["numbers"], "voided": made["voided"],
    }  # fmt: skip


def _end(request: HttpRequest) -> str:
    ended = cases.end_pack(actor=actor_of(request), key=key_of(request), reason=request.POST.get("reason", ""))
    return _("已作废 %(n)s 个没有用过的编号。") % {"n": ended["voided"]}


@setup_page("place.manage")
@require_GET
def pack_file(request: HttpRequest, pack: UUID) -> HttpResponse:
    """The pack as it was printed."""
    ref, data = files.read(actor_of(request), cases.pack(actor_of(request), pack).file_id)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=ref.name) or "inline"
    return answer

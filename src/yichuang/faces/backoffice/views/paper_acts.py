"""The acts of a paper's page, each by the name that its form sends."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yichuang.domains.documents import api as documents
from yichuang.faces.backoffice.pages import actor_of, key_of
from yichuang.foundation.errors import Invalid


def _on(request: HttpRequest, paper: UUID) -> dict[str, Any]:
    return {"actor": actor_of(request), "key": key_of(request), "paper": str(paper)}


def _printed(request: HttpRequest, paper: UUID) -> str:
    said = request.POST
    done = documents.mark_printed(**_on(request, paper), copy=said.get("copy", "both"), reason=said.get("reason", ""))
    return _("已记录打印，累计 %(count)s 份。") % {"count": done["printed"]}


def _elsewhere(request: HttpRequest, paper: UUID) -> str:
    said = request.POST
    done = documents.send_to_printer(
        **_on(request, paper), printer=said.get("printer", ""), copy=said.get("copy", "both"), reason=said.get("reason", ""),
        note=said.get("note", ""),
    )  # fmt: skip
    return _("已发送到%(place)s的“%(printer)s”。") % done


def _sealed(request: HttpRequest, paper: UUID) -> str:
    documents.confirm_seal(**_on(request, paper), seal=request.POST.get("seal", ""))
    return _("已确认盖章。")


def _to_seal(request: HttpRequest, paper: UUID) -> str:
    said = request.POST
    documents.send_for_seal(**_on(request, paper), keeper=said.get("keeper", ""), place=said.get("place", ""))
    return _("已记录送去盖章的地方。")


def _how(request: HttpRequest) -> dict[str, Any]:
    said = request.POST
    names = said.get("witnesses", "").replace(",", "、").replace("，", "、").split("、")
    return {
        "mode": said.get("mode", ""), "witnesses": [n.strip() for n in names if n.strip()],
        "read_aloud": "read_aloud" in said, "note": said.get("note", ""),
    }  # fmt: skip


def _signed(request: HttpRequest, paper: UUID) -> str:
    documents.record_signing(**_on(request, paper), signer=request.POST.get("receiver", ""), **_how(request))
    return _("已记录签名。")


def _served(request: HttpRequest, paper: UUID) -> str:
    said = request.POST
    who = {"receiver": said.get("receiver", ""), "relation": said.get("relation", ""), "place": said.get("place", "")}
    receipt = True if "receipt" in said else None
    done = documents.serve_papers(
        actor=actor_of(request), key=key_of(request), papers=[str(paper), *said.getlist("with")], receipt=receipt, **who,
        **_how(request),
    )  # fmt: skip
    if done["receipt"]:
        return _("已记录送达，并出具送达回证 %(no)s。") % {"no": done["receipt"]["no"]}
    return _("已记录送达 %(count)s 份文书。") % {"count": len(done["served"])}


def _scanned(request: HttpRequest, paper: UUID) -> str:
    upload = request.FILES.get("scan")
    if upload is None:
        raise Invalid("file.empty", field="scan")
    documents.attach_scan(
        **_on(request, paper), name=upload.name or "scan", content_type=upload.content_type or "", data=upload.read(),
        note=request.POST.get("note", ""),
    )  # fmt: skip
    return _("扫描件已经存到文书旁边。")


def _voided(request: HttpRequest, paper: UUID) -> str:
    done = documents.void_paper(**_on(request, paper), reason=request.POST.get("reason", ""))
    return _("%(number)s 已经作废，编号保留在登记簿中。") % {"number": done["number"]}


def _corrected(request: HttpRequest, paper: UUID) -> str:
    said = request.POST
    changes = {k.removeprefix("c:"): v for k, v in said.items() if k.startswith("c:") and v != said.get(f"o:{k[2:]}")}
    done = documents.correct_paper(**_on(request, paper), changes=changes, reason=said.get("reason", ""))
    return _("已出具更正后的《%(title)s》%(no)s，原文书 %(old)s 作废。") % {**done, "old": done["replaces"]}


ACTS: dict[str, Callable[[HttpRequest, UUID], str]] = {
    "printed": _printed, "elsewhere": _elsewhere, "sealed": _sealed, "to_seal": _to_seal, "signed": _signed,
    "served": _served, "scanned": _scanned, "voided": _voided, "corrected": _corrected,
}  # fmt: skip

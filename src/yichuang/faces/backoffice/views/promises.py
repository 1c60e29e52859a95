"""Promises in the back office: what is still to come, what has to be verified, breaches; and the department's acts on them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.faces.backoffice.pages import actor_of, frame, key_of, office_page

SHOWS = {
    "open": gettext_noop("容缺待补"),
    "lapsed": gettext_noop("容缺逾期"),
    "to_verify": gettext_noop("承诺待核查"),
    "overdue": gettext_noop("核查超期"),
    "breach": gettext_noop("违诺登记"),
}


@require_GET
@office_page
def promises(request: HttpRequest) -> HttpResponse:
    """The lists, one at a time, with how many each holds."""
    actor, show = actor_of(request), request.GET.get("show", "open")
    show = show if show in SHOWS else "open"
    asked = {"show": show, "q": request.GET.get("q", "").strip()[:60], "after": request.GET.get("after", "")}
    tolerating = show in ("open", "lapsed")
    page = cases.tolerance_list(actor, **asked) if tolerating else cases.commitment_list(actor, **asked)
    facts = {
        **asked, "rows": page.rows, "after": page.after, "first": not asked["after"], "tolerating": tolerating,
        "shows": [(code, _(label)) for code, label in SHOWS.items()], "counts": cases.promise_counts(actor),
    }  # fmt: skip
    return render(request, "backoffice/promises.html", {**frame(request), **facts})


def case_promises(request: HttpRequest, found: cases.CaseView) -> dict[str, Any]:
    """What the page of a case shows of promises, and the choices of its forms."""
    return {
        "promises": cases.promises_of(actor_of(request), found.id),
        "grades": [(code, _(word)) for code, word in cases.GRADES.items()],
        "verify_methods": [(code, _(word)) for code, word in cases.VERIFY_METHODS.items()],
        "breach_decisions": [(code, _(word)) for code, word in cases.BREACH_DECISIONS.items()],
    }  # fmt: skip


def _names(text: str) -> list[str]:
    """赵甲、钱乙 → two names; a comma does as well."""
    return [n.strip() for n in text.replace(",", "、").replace("，", "、").split("、") if n.strip()]


def _admit(request: HttpRequest, no: str) -> str:
    brought = {code: {"status": "received"} for code in request.POST.getlist("brought")}
    cases.admit_late(
        actor=actor_of(request),
        key=key_of(request),
        case=no,
        materials=brought,
        reasons=request.POST.get("reasons", ""),
    )
    return _("已同意逾期补交，出具了收件凭证。")


def _return(request: HttpRequest, no: str) -> str:
    said = request.POST
    cases.return_lapsed(
        actor=actor_of(request),
        key=key_of(request),
        case=no,
        reasons=said.get("reasons", ""),
        basis=said.get("basis", ""),
    )
    return _("已出具退件处理决定书。")


def _verify(request: HttpRequest, no: str) -> str:
    said, days = request.POST, request.POST.get("repair_days", "")
    cases.verify_commitment(
        actor=actor_of(request), key=key_of(request), case=no, result=said.get("result", ""),
        findings=said.get("findings", ""), verifiers=_names(said.get("verifiers", "")), method=said.get("method", ""),
        grade=said.get("grade", ""), basis=said.get("basis", ""), repair_days=int(days) if days.isdigit() else None,
    )  # fmt: skip
    return _("核查结果已经记录。")


def _check(request: HttpRequest, no: str) -> str:
    said = request.POST
    cases.check_repair(
        actor=actor_of(request), key=key_of(request), case=no, corrected=said.get("corrected") == "1",
        findings=said.get("findings", ""), verifiers=_names(said.get("verifiers", "")),
    )  # fmt: skip
    return _("复查结果已经记录。")


def _reply(request: HttpRequest, no: str) -> str:
    said = request.POST
    upheld = said.get("upheld") == "1"
    cases.answer_appeal(
        actor=actor_of(request), key=key_of(request), case=no, upheld=upheld, reply=said.get("reply", "")
    )
    return _("已出具申诉答复书。")


def _decide(request: HttpRequest, no: str) -> str:
    given = {name: request.POST.get(name, "") for name in ("decision", "reasons", "basis", "changed")}
    cases.decide_breach(actor=actor_of(request), key=key_of(request), case=no, **given)
    return _("已出具处理决定书。")


def _credit(request: HttpRequest, no: str) -> str:
    cases.repair_credit(actor=actor_of(request), key=key_of(request), case=no, reason=request.POST.get("reason", ""))
    return _("信用修复已经记录，不再限制适用告知承诺。")


ACTS: dict[str, Callable[[HttpRequest, str], str]] = {
    "admit_late": _admit, "return_lapsed": _return, "verify": _verify, "check_repair": _check, "reply": _reply,
    "decide_breach": _decide, "credit": _credit,
}  # fmt: skip

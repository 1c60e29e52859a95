"""The time of a case: special procedures, a longer limit, and every date that moved. Each act shows what it will do first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines.words import STOPS
from yichuang.foundation.errors import Missing, Refused, sentence
from yichuang.foundation.scope import reading

from .hearing import buttons

UNITS = (("working_day", gettext_noop("工作日")), ("natural_day", gettext_noop("自然日")))
APPROVERS = {
    "organ_head": gettext_noop("本行政机关负责人"),
    "government_head": gettext_noop("本级人民政府负责人"),
}


@require_GET
@office_page
def time(request: HttpRequest, no: str) -> HttpResponse:
    """The register of a case's dates, with what stopped and what lengthened it."""
    return show(request, "backoffice/time.html", lambda: _facts(request, no))


def _facts(request: HttpRequest, no: str) -> dict[str, Any]:
    actor = actor_of(request)
    found = cases.case_page(actor, no)
    page, hearing = cases.clock_page(actor, no), cases.hearing_page(actor, no)
    return {
        "case": found, "row": found.row, "page": page, "unit": places.department(found.row.department_id),
        "running": [p for p in page.procedures if p.running], "approver": _(APPROVERS.get(page.approver, "")),
        "hearing": hearing, "hearing_acts": buttons(hearing) if may_act(actor, found.row) else [],
        "may_decide": may_act(actor, found.row), "may_approve": may_approve(actor, page.extension),
    }  # fmt: skip


def may_act(actor: Actor, row: cases.CaseRow) -> bool:
    """Whether it is his organ's turn: what a department has sent up to another it may only read."""
    mine = actor.department_id in (None, row.department_id) or actor.can("case.check")
    return actor.can("case.decide") and mine


def may_approve(actor: Actor, asked: cases.ExtensionView | None) -> bool:
    """Somebody who may approve, and who did not ask himself."""
    return bool(asked and asked.state == "asked" and actor.can("case.extend") and actor.id != asked.asked_by_id)


@dataclass(frozen=True)
class Act:
    """A page of one act: what it does with what was typed, and what it shows that it would do."""

    template: str
    do: Callable[[HttpRequest, str, str], str]
    preview: Callable[[HttpRequest, str, str], cases.EffectView | cases.RenewalView | None]


@require_http_methods(["GET", "POST"])
@office_page
def time_act(request: HttpRequest, no: str, name: str, which: UUID | None = None) -> HttpResponse:
    """One act on the time of a case: the form at the left, its effect at the right, read anew while one types."""
    found = ACTS.get(name)
    if found is None or (name == "finish") != (which is not None):
        raise Missing("object.missing")
    actor_of(request).require("case.extend" if name == "approve" else "case.decide")
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: found.do(request, no, str(which or "")))
        if refusal is None:
            return redirect("office_case", no)
    return show(request, found.template, lambda: _act_facts(request, no, found, which), refusal)


def _act_facts(request: HttpRequest, no: str, do: Act, which: UUID | None) -> dict[str, Any]:
    facts = _facts(request, no)
    said = request.POST if request.method == "POST" else request.GET
    found = {
        **facts,
        "typed": said,
        "units": [(u, _(w)) for u, w in UNITS],
        "laws": [(k, _(w)) for k, w in STOPS.items()],
        "chosen": said.getlist("papers"),
    }
    own = next((c.name for c in facts["page"].choices if not c.counted), "")
    found["choice"] = said.get("choice", "") if "choice" in said else own
    try:
        found["move"] = do.preview(request, no, str(which or ""))
    except Missing:
        raise
    except Refused as not_yet:  # what was typed so far is no act yet: the effect says why
        found["not_yet"] = sentence(not_yet)
    found["procedure"] = next((p for p in facts["page"].procedures if p.id == which), None)
    return found


def _number(text: str) -> int | str:
    """What was typed as a number; anything else goes on as it is and is refused by name."""
    return int(text) if text.strip().isdecimal() else text


def _start(request: HttpRequest, no: str, which: str) -> str:
    said = request.POST
    own = said.get("choice", "")
    done = cases.start_procedure(
        actor=actor_of(request), key=key_of(request), case=no, days=_number(said.get("days", "")),
        unit=said.get("unit", "working_day"), name=own or said.get("name", ""), kind="" if own else said.get("kind", ""),
        basis=said.get("basis", ""), reason=said.get("reason", ""),
    )  # fmt: skip
    facts = {"no": done["papers"][0]["no"]}
    if done["by_order"]:
        return _("已经出具《特别程序告知书》%(no)s，请送达申请人。期限照常计算。") % facts
    return _("已经停止计时，并出具《特别程序告知书》%(no)s，请送达申请人。") % facts


def _preview_start(request: HttpRequest, no: str, which: str) -> cases.EffectView | None:
    said = request.POST if request.method == "POST" else request.GET
    if not said.get("days", "").strip():
        return None
    return cases.preview_procedure(
        actor_of(request), no, days=_number(said["days"]), unit=said.get("unit", "working_day"),
        name=said.get("choice", ""), kind=said.get("kind", ""),
    )  # fmt: skip


def _finish(request: HttpRequest, no: str, which: str) -> str:
    done = cases.finish_procedure(
        actor=actor_of(request), key=key_of(request), case=no, procedure=which, finding=request.POST.get("finding", "")
    )
    facts = {"no": done["papers"][0]["no"]}
    if done["by_order"]:
        return _("这项程序已经结束，最迟办结的日期不变。文书 %(no)s 请送达申请人。") % facts
    if done["state"] == "stopped":
        return _("这项程序已经结束，其他程序还在进行，期限继续停计。文书 %(no)s 请送达申请人。") % facts
    return _("已经恢复计时，新的办结日期写在 %(no)s 里，请送达申请人。") % facts


def _preview_finish(request: HttpRequest, no: str, which: str) -> cases.EffectView | None:
    return cases.preview_finish(actor_of(request), no, which)


def _ask(request: HttpRequest, no: str, which: str) -> str:
    said = request.POST
    cases.ask_extension(
        actor=actor_of(request), key=key_of(request), case=no, reason=said.get("reason", ""),
        days=_number(said.get("days", "")) if said.get("days") else None,
    )  # fmt: skip
    return _("延长申请已经提交，批准前办结日期不变。")


def _preview_extension(request: HttpRequest, no: str, which: str) -> cases.EffectView | None:
    said = request.POST if request.method == "POST" else request.GET
    typed = said.get("days", "").strip()
    return cases.preview_extension(actor_of(request), no, days=_number(typed) if typed else None)


def _answer(request: HttpRequest, no: str, which: str) -> str:
    said, actor, key = request.POST, actor_of(request), key_of(request)
    if said.get("answer") == "decline":
        cases.decline_extension(actor=actor, key=key, case=no, reason=said.get("reason", ""))
        return _("已经答复不同意延长，办结日期不变。")
    done = cases.approve_extension(
        actor=actor, key=key, case=no, approver=said.get("approver", ""), approver_post=said.get("approver_post", "")
    )
    return _("已经批准延长，并出具《延长办理期限告知书》%(no)s，请送达申请人。") % {"no": done["papers"][0]["no"]}


def _renewal(request: HttpRequest, no: str, which: str) -> str:
    said = request.POST
    done = cases.note_renewal(
        actor=actor_of(request), key=key_of(request), case=no, licence_no=said.get("licence_no", ""),
        expires_on=said.get("expires_on", ""), days=said.get("days", ""), basis=said.get("basis", ""),
    )  # fmt: skip
    if done["in_time"]:
        return _("已经登记。到期前没有作出决定的，依法视为准予延续。")
    return _("已经登记。申请晚于法定的提出时间，照常办理，但不会依法视为准予延续。")


def _preview_renewal(request: HttpRequest, no: str, which: str) -> cases.RenewalView | None:
    said = request.POST if request.method == "POST" else request.GET
    if not said.get("expires_on", "").strip():
        return None
    return cases.preview_renewal(actor_of(request), no, expires_on=said["expires_on"], days=said.get("days", ""))


def _report(request: HttpRequest, no: str, which: str) -> str:
    said = request.POST
    done = cases.report_up(
        actor=actor_of(request), key=key_of(request), case=no, conclusion=said.get("conclusion", ""),
        opinion=said.get("opinion", ""), papers=said.getlist("papers"),
    )  # fmt: skip
    with reading(actor_of(request)):
        facts = {"decider": places.department(UUID(str(done["decider"]))).name}
    if done["late"]:
        return _("已经报送%(decider)s，晚于初步审查的期限，逾期已经记录。") % facts
    return _("初步审查意见和全部材料已经报送%(decider)s，由它作出决定。") % facts


def _take_back(request: HttpRequest, no: str, which: str) -> str:
    cases.take_back_extension(actor=actor_of(request), key=key_of(request), case=no)
    return _("延长申请已经撤回。")


ACTS = {
    "start": Act("backoffice/time_start.html", _start, _preview_start),
    "finish": Act("backoffice/time_finish.html", _finish, _preview_finish),
    "extend": Act("backoffice/time_extend.html", _ask, _preview_extension),
    "approve": Act("backoffice/time_approve.html", _answer, _preview_extension),
    "renewal": Act("backoffice/time_renewal.html", _renewal, _preview_renewal),
    "report": Act("backoffice/time_report.html", _report, lambda request, no, which: None),
    "take-back": Act("backoffice/time.html", _take_back, lambda request, no, which: None),
}

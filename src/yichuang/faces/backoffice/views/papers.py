"""One paper as one page: what happened to it, and every act that may still happen; and the lists of papers that wait."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show
from yichuang.foundation import clock, files
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing
from yichuang.foundation.scope import reading

from .paper_acts import ACTS


@require_http_methods(["GET", "POST"])
@office_page
def paper(request: HttpRequest, no: str, paper: UUID) -> HttpResponse:
    """The page; a POST names its act in `act`."""
    refusal = None
    if request.method == "POST":
        with reading(actor_of(request)):
            _of_case(actor_of(request), no, paper)
        do = ACTS.get(request.POST.get("act", ""))
        refusal = act(request, lambda: do(request, paper)) if do else Invalid("request.invalid", field="act")
        if refusal is None:
            return redirect("office_paper", no, paper)
    return show(request, "backoffice/paper.html", lambda: _facts(request, no, paper), refusal)


def _facts(request: HttpRequest, no: str, paper: UUID) -> dict[str, Any]:
    """Some twenty statements."""
    actor = actor_of(request)
    case = cases.case_page(actor, no)
    life = documents.paper_life(actor, paper)
    _of_case(actor, no, paper)
    may_handle = any(actor.can(c) for c in ("result.deliver", "case.check", "case.accept", "case.decide"))
    may_answer = any(actor.can(c) for c in documents.KINDS[life.paper.kind].responsible)
    printed = {p.copy for p in life.prints}
    return {
        "case": case, "row": case.row, "life": life, "paper": life.paper, "unit": places.department(life.paper.department_id),
        "may_handle": may_handle, "may_answer": may_answer and may_handle, "modes": [(k, _(v)) for k, v in documents.SIGNING_MODES.items()],
        "own_word": life.paper.kind in ("tolerance", "commitment", "withdrawal"), "printed": printed,
        "printers": documents.printers(actor, active_only=True), "words": {k: _(v) for k, v in documents.SIGNING_MODES.items()},
        "fixable": documents.correctable(actor, paper) if may_answer and life.paper.valid else [],
        "siblings": [p for p in documents.papers_of(actor, life.paper.subject) if p.valid and p.id != paper],
        "seals": [s for s in documents.seals(actor, department_id=life.paper.department_id, mine=True) if s.state == "kept"],
        "topics": [life.paper.subject],
    }  # fmt: skip


def _of_case(actor: Actor, no: str, paper: UUID) -> None:
    """A paper is read and acted on under the number of its own case only."""
    if documents.paper(actor, paper).subject != f"case:{cases.case_page(actor, no).id}":
        raise Missing("object.missing")


@require_GET
@office_page
def scan(request: HttpRequest, no: str, paper: UUID, file_id: UUID) -> HttpResponse:
    """The scan of a signed copy."""
    actor = actor_of(request)
    _of_case(actor, no, paper)
    found = documents.scan_of(actor, paper, file_id)
    ref, data = files.read(actor, found.file_id)
    answer = HttpResponse(data, content_type=ref.content_type)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
@office_page
def seals(request: HttpRequest) -> HttpResponse:
    """Papers that wait for a seal, the oldest first; a stack is confirmed in one go."""
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _seal(request))
        if refusal is None:
            return redirect(request.get_full_path())
    return show(request, "backoffice/seals.html", lambda: _waiting(request), refusal)


def _seal(request: HttpRequest) -> str:
    said = request.POST
    if said.get("act") == "ask":
        sealed = documents.seal_electronically(actor_of(request), _uid(said.get("paper", "")))
        return _("电子印章已经加盖。") if sealed else _("电子印章还没有加盖，原因见列表。")
    done = documents.seal_papers(actor=actor_of(request), key=key_of(request), papers=said.getlist("papers"))
    return _("已确认 %(count)s 份文书盖章。") % {"count": done["sealed"]}


def _waiting(request: HttpRequest) -> dict[str, Any]:
    actor, after, mine = actor_of(request), request.GET.get("after", ""), request.GET.get("show") == "mine"
    waits, more = documents.waiting_for_seal(actor, mine=mine, after=after)
    numbers = _numbers(actor, [w.paper.subject for w in waits])
    units = {d.id: d.name for d in places.departments(request.center.id)}  # type: ignore[attr-defined]
    rows = [
        {"wait": w, "no": numbers.get(w.paper.subject, ""), "unit": units.get(w.paper.department_id, "")} for w in waits
    ]
    may = any(actor.can(c) for c in ("case.accept", "case.decide", "result.deliver"))
    return {
        "rows": rows,
        "after": more,
        "first": not after,
        "mine": mine,
        "may_seal": may,
        "topics": ["seals"],
        "now": clock.now(),
    }


@require_http_methods(["GET", "POST"])
@office_page
def prints(request: HttpRequest) -> HttpResponse:
    """What others have sent to a printer: printed there, or taken out again."""
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _print(request))
        if refusal is None:
            return redirect(request.get_full_path())
    return show(request, "backoffice/prints.html", lambda: _jobs(request), refusal)


def _print(request: HttpRequest) -> str:
    said = request.POST
    job = {"actor": actor_of(request), "key": key_of(request), "job": said.get("job", "")}
    if said.get("act") == "cancel":
        documents.cancel_print_job(**job, reason=said.get("reason", ""))
        return _("已经从打印列表中取消。")
    documents.print_job_done(**job)
    return _("已记录打印。")


def _jobs(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    jobs = documents.print_jobs(actor)
    numbers = _numbers(actor, [j.subject for j in jobs])
    rows = [{"job": j, "no": numbers.get(j.subject, "")} for j in jobs]
    return {"rows": rows, "printers": documents.printers(actor), "topics": ["printers"]}


def _numbers(actor: Actor, subjects: list[str]) -> dict[str, str]:
    """Case numbers by subject, for the links."""
    ids = [UUID(s.partition(":")[2]) for s in dict.fromkeys(subjects) if s.startswith("case:") and len(s) == 41]
    return {f"case:{uid}": row.no for uid, row in cases.case_rows(actor, ids).items()}


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("request.invalid", field="paper") from None

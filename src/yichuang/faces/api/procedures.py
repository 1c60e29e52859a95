"""The time of a case over HTTP: special procedures, the report to a superior, a longer limit, hearings, and urgings with their answers."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from yichuang.domains.cases import api as cases

from .base import actor_of, key_of
from .cases import ReasonIn, reader
from .tickets import NO, Strict

router = Router(tags=["procedures"])
OK = {200: dict[str, Any], **NO}
MADE = {201: dict[str, Any], **NO}


class ProcedureIn(Strict):
    """One that the item declares by `name`, another by `kind` (testing, expert_review, …) and, outside the licence law, its basis."""

    days: int
    unit: str = "working_day"
    kind: str = ""
    name: str = ""
    basis: str = ""
    reason: str = ""


class FindingIn(Strict):
    """What the procedure found; it is printed on the notice."""

    finding: str = ""


class ExtensionIn(Strict):
    """Why, and by how much: all that the law allows when nothing is said."""

    reason: str
    days: int | None = None


class ApprovalIn(Strict):
    """Who decided it in the organ."""

    approver: str
    approver_post: str


class ReportIn(Strict):
    """`conclusion` is agree or disagree; `papers` the codes of all materials that the applicant handed in."""

    conclusion: str
    opinion: str
    papers: list[str]


class HearingIn(Strict):
    """What is to be heard, who is told, and the law; of a licence it may be left out."""

    matter: str
    persons: str
    basis: str = ""


class HearingRequestIn(Strict):
    """Who asks for the hearing."""

    applicant: str


class ArrangementIn(Strict):
    """`hold_at` is a time of the center's zone, or one with its offset."""

    hold_at: str
    place: str
    presider: str
    presider_post: str


class RecordIn(Strict):
    """The record and who signed it."""

    record: str
    signed_by: str


class RenewalIn(Strict):
    """The licence to be renewed. `days` (natural days before its end) with their `basis` only where another law sets others than thirty."""

    licence_no: str
    expires_on: str
    days: int | None = None
    basis: str = ""


class UrgingAnswerIn(Strict):
    """Where the case stands and what comes next."""

    reply: str


@router.get("/cases/{no}/clock", response=OK, operation_id="get_clock")
def get_clock(request: HttpRequest, no: str) -> Any:
    """What stopped and lengthened the time of a case, every date that moved, and what may be asked for now."""
    found = cases.clock_page(reader(request), no)
    may = {
        "most": found.extend_most,
        "unit": found.extend_unit,
        "approver": found.approver,
        "why_not": found.no_extension,
    }
    return {
        "procedures": [asdict(p) for p in found.procedures], "extensions": [_extension(e) for e in found.extensions],
        "changes": [asdict(c) for c in found.changes], "choices": [asdict(c) for c in found.choices],
        "may_start": found.may_start, "extension": may,
    }  # fmt: skip


def _extension(row: cases.ExtensionView) -> dict[str, Any]:
    return {k: v for k, v in asdict(row).items() if k != "asked_by_id"}


@router.post("/cases/{no}/procedures", response=MADE, operation_id="start_procedure")
def start_procedure(request: HttpRequest, no: str, data: ProcedureIn) -> Any:
    """Stop the clock for a procedure of the law; its notice is among the papers."""
    return Status(201, cases.start_procedure(actor=actor_of(request), key=key_of(request), case=no, **data.dict()))


@router.post("/cases/{no}/procedures/{procedure_id}/finish", response=OK, operation_id="finish_procedure")
def finish_procedure(request: HttpRequest, no: str, procedure_id: UUID, data: FindingIn) -> Any:
    """The clock goes on when no other procedure runs."""
    return cases.finish_procedure(
        actor=actor_of(request), key=key_of(request), case=no, procedure=procedure_id, finding=data.finding
    )


@router.post("/cases/{no}/report", response=MADE, operation_id="report_up")
def report_up(request: HttpRequest, no: str, data: ReportIn) -> Any:
    """Two stages (行政许可法 35): the reviewing organ sends its opinion and all papers to the one that decides, which has the case then.

    409 `two_stage.one_organ` where one organ does both, `two_stage.papers_kept_back` names what is lacking."""
    return Status(201, cases.report_up(actor=actor_of(request), key=key_of(request), case=no, **data.dict()))


@router.post("/cases/{no}/extension", response=MADE, operation_id="ask_extension")
def ask_extension(request: HttpRequest, no: str, data: ExtensionIn) -> Any:
    """The request moves no date; only its approval does."""
    return Status(201, cases.ask_extension(actor=actor_of(request), key=key_of(request), case=no, **data.dict()))


@router.post("/cases/{no}/extension/approve", response=OK, operation_id="approve_extension")
def approve_extension(request: HttpRequest, no: str, data: ApprovalIn) -> Any:
    """By another person than who asked."""
    return cases.approve_extension(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/extension/decline", response=OK, operation_id="decline_extension")
def decline_extension(request: HttpRequest, no: str, data: ReasonIn) -> Any:
    """The date stays as it was told."""
    return cases.decline_extension(actor=actor_of(request), key=key_of(request), case=no, reason=data.reason)


@router.post("/cases/{no}/extension/take-back", response=OK, operation_id="take_back_extension")
def take_back_extension(request: HttpRequest, no: str) -> Any:
    """While nobody has answered it."""
    return cases.take_back_extension(actor=actor_of(request), key=key_of(request), case=no)


@router.get("/cases/{no}/hearings", response=OK, operation_id="list_hearings")
def list_hearings(request: HttpRequest, no: str) -> Any:
    """The hearings of a case, the newest first, and what may be done now."""
    found = cases.hearing_page(reader(request), no)
    return {"hearings": [asdict(h) for h in found.hearings], "acts": list(found.acts)}


@router.post("/cases/{no}/hearings/tell", response=MADE, operation_id="tell_hearing_right")
def tell_hearing_right(request: HttpRequest, no: str, data: HearingIn) -> Any:
    """Tell those concerned that they may ask for a hearing within five working days."""
    return Status(201, cases.tell_hearing_right(actor=actor_of(request), key=key_of(request), case=no, **data.dict()))


@router.post("/cases/{no}/hearings/order", response=MADE, operation_id="order_hearing")
def order_hearing(request: HttpRequest, no: str, data: HearingIn) -> Any:
    """The organ holds one of its own accord; the clock stops."""
    return Status(201, cases.order_hearing(actor=actor_of(request), key=key_of(request), case=no, **data.dict()))


@router.post("/cases/{no}/hearings/apply", response=OK, operation_id="apply_for_hearing")
def apply_for_hearing(request: HttpRequest, no: str, data: HearingRequestIn) -> Any:
    """Somebody who was told asks in time; the clock stops."""
    return cases.apply_for_hearing(actor=actor_of(request), key=key_of(request), case=no, applicant=data.applicant)


@router.post("/cases/{no}/hearings/waive", response=OK, operation_id="waive_hearing")
def waive_hearing(request: HttpRequest, no: str, data: ReasonIn) -> Any:
    """Everybody who was told wants none."""
    return cases.waive_hearing(actor=actor_of(request), key=key_of(request), case=no, reason=data.reason)


@router.post("/cases/{no}/hearings/arrange", response=OK, operation_id="arrange_hearing")
def arrange_hearing(request: HttpRequest, no: str, data: ArrangementIn) -> Any:
    """Day, place and presider; its notice is among the papers. Arranged again, it is put off."""
    return cases.arrange_hearing(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/hearings/hold", response=OK, operation_id="hold_hearing")
def hold_hearing(request: HttpRequest, no: str, data: RecordIn) -> Any:
    """It was held: the record is kept and the clock goes on."""
    return cases.hold_hearing(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/hearings/cancel", response=OK, operation_id="cancel_hearing")
def cancel_hearing(request: HttpRequest, no: str, data: ReasonIn) -> Any:
    """No hearing; the clock goes on."""
    return cases.cancel_hearing(actor=actor_of(request), key=key_of(request), case=no, reason=data.reason)


@router.get("/cases/{no}/renewal", response=OK, operation_id="get_renewal")
def get_renewal(request: HttpRequest, no: str) -> Any:
    """The licence that the case asks to renew (null when none was noted), and whether one can be noted now."""
    found = cases.clock_page(reader(request), no)
    return {"renewal": asdict(found.renewal) if found.renewal else None, "may_note": found.may_renew}


@router.post("/cases/{no}/renewal", response=OK, operation_id="note_renewal")
def note_renewal(request: HttpRequest, no: str, data: RenewalIn) -> Any:
    """Asked for in time (`in_time`), the licence is renewed by the law when nobody decides by its end. Noted again, the last holds."""
    return cases.note_renewal(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.get("/cases/{no}/urgings", response=OK, operation_id="list_urgings")
def list_urgings(request: HttpRequest, no: str) -> Any:
    """Who urged when, and what was answered."""
    actor = reader(request)
    found = cases.urgings_of(actor, cases.case_page(actor, no).id)
    return {"urgings": [{k: v for k, v in asdict(u).items() if k != "row"} for u in found]}


@router.post("/cases/{no}/urgings", response=MADE, operation_id="urge_case")
def urge_case(request: HttpRequest, no: str, data: ReasonIn) -> Any:
    """Ask the handler to get on with a case; the representative and supervision see it too."""
    return Status(201, cases.urge(actor=actor_of(request), key=key_of(request), case=no, reason=data.reason))


@router.post("/urgings/{urging_id}/answer", response=OK, operation_id="answer_urging")
def answer_urging(request: HttpRequest, urging_id: UUID, data: UrgingAnswerIn) -> Any:
    """The department's answer; who urged is told."""
    return cases.answer_urging(actor=actor_of(request), key=key_of(request), urging=urging_id, reply=data.reply)

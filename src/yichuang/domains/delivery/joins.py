"""Acts on results inside another room's transaction: each takes the caller's `work` and ends with audit, event and live."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from yichuang.domains.places import api as places
from yichuang.foundation import files, identity, privacy
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Limit, term
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.workdays.table import calendar_of

from . import events, rules
from .lifecycle import State
from .models import METHODS, SIGNING, HandOver, Result, SignatureRequest


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes the result. The number is checked when it is given; nobody is turned away for want of one."""

    name: str
    id_type: str = ""
    id_no: str = ""
    relation: str = "self"
    proxy_reason: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """How the receipt is proved: an image drawn now, a signature asked for before, paper, or a witness.

    `signing` may stay empty: an image is the pad, the post and the net prove themselves, and on site without either the
    receipt is signed on paper.
    """

    signing: str = ""
    image: str = ""
    request_id: UUID | str | None = None
    witness: str = ""


def register(
    work: Work,
    *,
    subject: str,
    department_id: UUID,
    name: str,
    number: str = "",
    decided_at: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
    validity: str = "",
    method: str = "on_site",
    file_id: UUID | None = None,
    limit: Limit | None = None,
) -> UUID:
    """Register a result that is ready at the window. With a limit its delivery date is counted from the decision."""
    plain = _text(name, "name", 200)
    if not plain:
        raise Invalid("result.name_needed", field="name")
    rules.check_method(method, METHODS)
    if valid_from and valid_until and valid_until < valid_from:
        raise Invalid("result.validity", field="valid_until")
    due = (
        term(limit, decided_at, calendar_of(), work.at, work.zone, office=places.office_for(work.center_id, limit))
        if limit
        else None
    )
    row = Result(
        center_id=work.center_id,
        subject=subject,
        department_id=department_id,
        name=plain,
        number=_text(number, "number", 100),
        valid_from=valid_from,
        valid_until=valid_until,
        validity=_text(validity, "validity", 100),
        file_id=file_id,
        method=method,
        decided_at=decided_at,
        registered_at=work.at,
        registered_by=work.actor.name,
        due=due.due if due else None,
        working=due.as_json() if due else {},
        state=State.READY,
        state_since=work.at,
    )
    try:
        with (
            transaction.atomic()
        ):  # a savepoint: the refusal must not spoil the caller's transaction before it rolls back
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("result.twice", number=row.number) from None
    after = {"name": row.name, "number": row.number, "due": str(row.due or "")}
    work.audit("result.registered", f"result:{row.pk}", after={**after, "subject": subject})
    _tell(work, row, events.REGISTERED)
    return row.pk


def hand_over(
    work: Work,
    *,
    result_id: UUID | str | None = None,
    subject: str = "",
    method: str,
    receiver: Receiver,
    proof: Proof = Proof(),
    tracking_no: str = "",
    carrier: str = "",
    address: str = "",
    place: str = "",
) -> dict[str, Any]:
    """Hand a result over, or give it to the post: everything that is ready for the subject, or the one result named.

    Answers `{"state", "results", "received_at"}`: `handed_over` on site and electronically, `dispatched` by post until
    `sign_off`.
    """
    rules.check_method(method, METHODS)
    rows = _ready(work, result_id, subject)
    fields = _receiver_fields(work, receiver)
    if method == "post" and not tracking_no.strip():
        raise Invalid("result.tracking_needed", field="tracking_no")
    proof_fields = _proof_fields(work, method, proof, {f"result:{r.pk}" for r in rows} | {rows[0].subject})
    by_post = method == "post"
    for row in rows:
        before = row.state
        row.move("dispatch" if by_post else "hand_over", at=work.at, method=method)
        HandOver.objects.create(
            center_id=work.center_id,
            result=row,
            method=method,
            contents=f"{row.name} {row.number}".strip()[:400],
            place=_text(place, "place", 200),
            carrier=_text(carrier, "carrier", 60),
            tracking_no=_text(tracking_no, "tracking_no", 60),
            address_sealed=privacy.seal(_text(address, "address", 300)),
            sent_at=work.at,
            received_at=None if by_post else work.at,
            by_id=work.actor.id,
            by_name=work.actor.name,
            window_id=work.actor.window_id,
            **fields,
            **proof_fields,
        )
        facts = {"state": row.state, "method": method, "receiver": privacy.mask_name(receiver.name)}
        if proof_fields["signature_digest"]:
            facts["signature"] = proof_fields["signature_digest"]
        work.audit(f"result.{row.state}", f"result:{row.pk}", before={"state": before}, after=facts)
        _tell(work, row, events.DISPATCHED if by_post else events.HANDED_OVER)
    return {
        "state": rows[0].state,
        "results": [r.pk for r in rows],
        "received_at": None if by_post else work.at,
    }


def sign_off(work: Work, *, result_id: UUID | str, received_at: datetime | None = None, signed_by: str = "") -> None:
    """The post was signed for. The date of service is the day on the waybill, so it may lie before today."""
    row = _one(work, result_id)
    row.move("sign_off", at=work.at)
    when = received_at or work.at
    if when > work.at:
        raise Invalid("result.received_future", field="received_at")
    attempt = HandOver.objects.get(result=row, received_at__isnull=True, failed_reason="")
    HandOver.objects.filter(pk=attempt.pk).update(received_at=max(when, attempt.sent_at))
    after = {"state": row.state, "signed_by": privacy.mask_name(_text(signed_by, "signed_by", 100))}
    work.audit("result.signed_off", f"result:{row.pk}", after=after)
    _tell(work, row, events.HANDED_OVER)


def come_back(work: Work, *, result_id: UUID | str, reason: str) -> None:
    """The post brought it back: it is ready at the window again, and the failed attempt stays on record."""
    said = _reason(reason)
    row = _one(work, result_id)
    row.move("come_back", at=work.at)
    HandOver.objects.filter(result=row, received_at__isnull=True, failed_reason="").update(failed_reason=said)
    work.audit("result.came_back", f"result:{row.pk}", after={"state": row.state}, reason=said)
    _tell(work, row, events.CAME_BACK)


def give_back(work: Work, *, result_id: UUID | str, reason: str) -> None:
    """What cannot be delivered goes back to its department, with the reason."""
    said = _reason(reason)
    row = _one(work, result_id)
    row.move("give_back", at=work.at, reason=said)
    work.audit("result.given_back", f"result:{row.pk}", after={"state": row.state}, reason=said)
    _tell(work, row, events.RETURNED)


def take_back(work: Work, *, result_id: UUID | str) -> None:
    """The department signs that it has the undeliverable result."""
    row = _one(work, result_id)
    row.move("take_back", at=work.at)
    work.audit("result.taken_back", f"result:{row.pk}", after={"state": row.state})
    _tell(work, row, events.TAKEN_BACK)


def send_again(work: Work, *, result_id: UUID | str) -> None:
    """The department brings the result to the window once more."""
    row = _one(work, result_id)
    row.move("send_again", at=work.at)
    work.audit("result.sent_again", f"result:{row.pk}", after={"state": row.state})
    _tell(work, row, events.REGISTERED)


# -- parts ----------------------------------------------------------------------------------------------------------------


def _ready(work: Work, result_id: UUID | str | None, subject: str) -> list[Result]:
    if result_id is not None:
        return [_one(work, result_id)]
    found = Result.objects.select_for_update().filter(center_id=work.center_id, subject=subject).order_by("id")
    rows = list(found)
    ready = [r for r in rows if r.state == State.READY]
    if not rows:
        raise Refused("result.none")
    if not ready:
        rows[-1].LIFECYCLE.plan("hand_over", state=rows[-1].state)  # refuses, naming the state
    return ready


def _one(work: Work, result_id: UUID | str) -> Result:
    row = Result.objects.select_for_update().filter(center_id=work.center_id, pk=_id(result_id)).first()
    if row is None:
        raise Missing("result.missing")
    return row


def asked_signature(work: Work, request_id: UUID | str) -> SignatureRequest:
    """A request for a signature, locked; one of another center is missing, and so is what is no id at all."""
    rows = SignatureRequest.objects.select_for_update().filter(center_id=work.center_id, pk=_id(request_id))
    row = rows.first()
    if row is None:
        raise Missing("signature.missing")
    return row


def _id(given: UUID | str) -> UUID | None:
    try:
        return UUID(str(given))
    except ValueError:
        return None


def _receiver_fields(work: Work, receiver: Receiver) -> dict[str, Any]:
    if not receiver.name.strip():
        raise Invalid("result.receiver_needed", field="receiver_name")
    number, id_type = "", ""
    if receiver.id_no.strip():
        shown = identity.check_id(
            receiver.id_type or "resident_id",
            receiver.id_no,
            today=work.today,
            field="receiver_id_no",
            type_field="receiver_id_type",
        )
        number, id_type = shown.id_no, shown.id_type.value
    return {
        "receiver_name": identity.check_name(receiver.name, field="receiver_name"),
        "receiver_id_type": id_type,
        "receiver_id_sealed": privacy.seal(number),
        "receiver_id_blind": privacy.blind(number),
        "relation": rules.check_relation(receiver.relation),
        "proxy_reason": _text(receiver.proxy_reason, "proxy_reason", 200),
    }


def _proof_fields(work: Work, method: str, proof: Proof, subjects: set[str]) -> dict[str, Any]:
    drawn = bool(proof.image or proof.request_id)
    usual = "pad" if drawn else "witnessed" if proof.witness.strip() else {"on_site": "paper"}.get(method, method)
    signing = proof.signing or usual
    if signing not in SIGNING:
        raise Invalid("result.signing", field="signing", given=signing[:20])
    if signing == "pad" and not drawn:
        raise Invalid("result.signature_needed", field="signature")
    if signing == "witnessed" and not proof.witness.strip():
        raise Invalid("result.witness_needed", field="witness")
    found: dict[str, Any] = {"signing": signing, "witness": _text(proof.witness, "witness", 100)}
    found |= {"signature_id": None, "signature_digest": ""}
    if proof.request_id is not None:
        found |= _signed_before(work, proof.request_id, subjects)
    elif proof.image:
        image = rules.signature_image(proof.image)
        kept = files.keep(work, "signature", image.content_type, image.data, field="signature")
        found |= {"signature_id": kept.id, "signature_digest": kept.digest}
    return found


def _signed_before(work: Work, request_id: UUID | str, subjects: set[str]) -> dict[str, Any]:
    asked = asked_signature(work, request_id)
    if asked.subject not in subjects:
        raise Refused("signature.other_subject")
    asked.move("use", at=work.at)
    return {"signature_id": asked.file_id, "signature_digest": asked.digest}


def _tell(work: Work, row: Result, event: str) -> None:
    work.emit(event, row.subject, result=row.pk, method=row.method)
    work.live("results", row.subject)


def _reason(reason: str) -> str:
    said = _text(reason, "reason", 400)
    if not said:
        raise Invalid("result.reason_needed", field="reason")
    return said


def _text(given: str, field: str, most: int) -> str:
    plain = " ".join(given.split())
    if len(plain) > most:
        raise Invalid("result.too_long", field=field, most=most)
    return plain

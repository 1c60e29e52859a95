"""Acts that the delivery window, the department and the evaluator make on their own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from yichuang.domains.places import api as places
from yichuang.foundation import files, identity, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from . import events, joins, rules
from .lifecycle import Asked
from .models import SignatureRequest


@command("delivery.hand_over_result", needs="result.deliver")
def hand_over_result(
    work: Work,
    *,
    result_id: UUID | str,
    method: str,
    receiver_name: str,
    receiver_id_type: str = "",
    receiver_id_no: str = "",
    relation: str = "",
    proxy_reason: str = "",
    signing: str = "",
    signature: str = "",
    signature_request: UUID | str | None = None,
    witness: str = "",
    tracking_no: str = "",
    carrier: str = "",
    address: str = "",
    place: str = "",
) -> dict[str, Any]:
    """Hand one result to its receiver, or to the post."""
    return joins.hand_over(
        work,
        result_id=result_id,
        method=method,
        receiver=joins.Receiver(receiver_name, receiver_id_type, receiver_id_no, relation, proxy_reason),
        proof=joins.Proof(signing, signature, signature_request, witness),
        tracking_no=tracking_no,
        carrier=carrier,
        address=address,
        place=place,
    )


@command("delivery.post_signed_for", needs="result.deliver")
def post_signed_for(
    work: Work, *, result_id: UUID | str, received_at: datetime | None = None, signed_by: str = ""
) -> dict[str, Any]:
    """Enter that the post was signed for, with the time on the waybill."""
    joins.sign_off(work, result_id=result_id, received_at=received_at, signed_by=signed_by)
    return {"result": str(result_id)}


@command("delivery.post_came_back", needs="result.deliver")
def post_came_back(work: Work, *, result_id: UUID | str, reason: str) -> dict[str, Any]:
    """Enter that the post could not be delivered."""
    joins.come_back(work, result_id=result_id, reason=reason)
    return {"result": str(result_id)}


@command("delivery.return_result", needs="result.deliver")
def return_result(work: Work, *, result_id: UUID | str, reason: str) -> dict[str, Any]:
    """Give an undeliverable result back to its department."""
    joins.give_back(work, result_id=result_id, reason=reason)
    return {"result": str(result_id)}


@command("delivery.take_back_result", needs="result.register")
def take_back_result(work: Work, *, result_id: UUID | str) -> dict[str, Any]:
    """The department confirms that it has the result again."""
    joins.take_back(work, result_id=result_id)
    return {"result": str(result_id)}


@command("delivery.send_result_again", needs="result.register")
def send_result_again(work: Work, *, result_id: UUID | str) -> dict[str, Any]:
    """The department brings a result to the window once more."""
    joins.send_again(work, result_id=result_id)
    return {"result": str(result_id)}


@command("delivery.ask_signature", needs="window.operate")
def ask_signature(
    work: Work, *, window_id: UUID, subject: str, signer: str, about: str, purpose: str = "delivery"
) -> dict[str, Any]:
    """Ask the person at a window's evaluator to sign. Asking again for the same subject gives the request that waits."""
    if window_id not in {w.id for w in places.windows(work.center_id)}:
        raise Missing("window.missing")
    line = " ".join(about.split())
    if not line or len(line) > 400:
        raise Invalid("signature.about_needed", field="about")
    waiting = SignatureRequest.objects.filter(center_id=work.center_id, window_id=window_id, state=Asked.OPEN).first()
    if waiting is not None and waiting.subject == subject:
        return {"request": waiting.pk, "state": waiting.state}
    row = SignatureRequest(
        center_id=work.center_id,
        window_id=window_id,
        subject=subject,
        purpose=purpose[:20],
        signer=identity.check_name(signer, field="signer"),
        about=line,
        asked_at=work.at,
        asked_by_id=work.actor.id,
        asked_by=work.actor.name,
        state=Asked.OPEN,
        state_since=work.at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("signature.window_busy") from None
    after = {"subject": subject, "signer": privacy.mask_name(signer)}
    work.audit("signature.asked", f"signature:{row.pk}", after=after)
    work.live(f"evaluator:{window_id}", f"window:{window_id}")
    return {"request": row.pk, "state": row.state}


@command("delivery.sign", needs="")
def sign(work: Work, *, request_id: UUID | str, image: str) -> dict[str, Any]:
    """The person at the window draws the signature. Only the evaluator of that very window may bring it."""
    row = joins.asked_signature(work, request_id)
    if work.actor.kind != "device" or work.actor.window_id != row.window_id:
        raise Denied("signature.not_here")
    drawn = rules.signature_image(image, field="image")
    kept = files.keep(work, "signature", drawn.content_type, drawn.data, field="image")
    row.move("sign", at=work.at, signed_at=work.at, device_id=work.actor.device_id, file_id=kept.id, digest=kept.digest)
    work.audit("signature.given", f"signature:{row.pk}", after={"subject": row.subject, "digest": kept.digest})
    work.emit(events.SIGNED, row.subject, signature=row.pk, purpose=row.purpose)
    work.live(f"evaluator:{row.window_id}", f"window:{row.window_id}", row.subject)
    return {"request": row.pk, "state": row.state}


@command("delivery.cancel_signature", needs="window.operate")
def cancel_signature(work: Work, *, request_id: UUID | str, reason: str = "") -> dict[str, Any]:
    """Take a request back; a signature that was given and not used stays on file, and is never used."""
    row = joins.asked_signature(work, request_id)
    row.move("cancel", at=work.at)
    work.audit("signature.cancelled", f"signature:{row.pk}", after={"subject": row.subject}, reason=reason[:400])
    work.live(f"evaluator:{row.window_id}", f"window:{row.window_id}")
    return {"request": row.pk, "state": row.state}

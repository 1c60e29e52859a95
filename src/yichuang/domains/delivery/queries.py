"""Reads of results and signatures, within the open scope. The number of statements is in each docstring."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from yichuang.foundation import prepared, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from .lifecycle import IN_STOCK, Asked
from .models import HandOver, Result, SignatureRequest
from .types import HandOverView, ResultView, SignatureView


def results_of(actor: Actor, subject: str) -> list[ResultView]:
    """Every result of a case, oldest first. Two queries."""
    return [_view(r) for r in _rows(actor).filter(subject=subject).order_by("id")]


def result(actor: Actor, result_id: UUID) -> ResultView:
    """One result; Missing when it is another center's. Two queries."""
    row = _rows(actor).filter(pk=result_id).first()
    if row is None:
        raise Missing("result.missing")
    return _view(row)


def in_stock(
    actor: Actor, *, states: Iterable[str] = IN_STOCK, department_id: UUID | None = None, size: int = 100
) -> list[ResultView]:
    """What the hall still holds or waits to get rid of, the earliest due date first. Two queries."""
    rows = _rows(actor).filter(center_id=actor.center_id, state__in=list(states))
    if department_id is not None:
        rows = rows.filter(department_id=department_id)
    return [_view(r) for r in rows.order_by("due", "id")[:size]]


def late(actor: Actor, today: date) -> int:
    """How many results lie past their delivery date. One query."""
    return Result.objects.filter(center_id=actor.center_id, state__in=IN_STOCK, due__lt=today).count()


def signature_at(actor: Actor, window_id: UUID) -> SignatureView | None:
    """The signature that a window's evaluator should ask for now. One query."""
    where = "center_id = ANY(%s) AND window_id = %s AND state = %s LIMIT 1"
    rows = prepared.models(SignatureRequest, where, [list(actor.reads), window_id, Asked.OPEN.value])
    return _signature(rows[0]) if rows else None


def signature(actor: Actor, request_id: UUID) -> SignatureView:
    """One request; Missing when it is another center's. One query."""
    row = SignatureRequest.objects.filter(center_id__in=actor.reads, pk=request_id).first()
    if row is None:
        raise Missing("signature.missing")
    return _signature(row)


def signature_for(actor: Actor, subject: str) -> SignatureView | None:
    """The newest request for a subject that is open or signed and not used yet. One query."""
    rows = SignatureRequest.objects.filter(
        center_id__in=actor.reads, subject=subject, state__in=[Asked.OPEN, Asked.SIGNED]
    )
    row = rows.order_by("-id").first()
    return _signature(row) if row else None


def _rows(actor: Actor):  # type: ignore[no-untyped-def]
    attempts = Prefetch("hand_overs", queryset=HandOver.objects.order_by("id"))
    return Result.objects.filter(center_id__in=actor.reads).prefetch_related(attempts)


def _view(row: Result) -> ResultView:
    return ResultView(
        id=row.pk,
        subject=row.subject,
        department_id=row.department_id,
        name=row.name,
        number=row.number,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        validity=row.validity,
        file_id=row.file_id,
        method=row.method,
        state=row.state,
        state_since=row.state_since,
        decided_at=row.decided_at,
        registered_at=row.registered_at,
        due=row.due,
        working=row.working,
        reason=row.reason,
        hand_overs=tuple(_attempt(h) for h in row.hand_overs.all()),
    )


def _attempt(row: HandOver) -> HandOverView:
    return HandOverView(
        id=row.pk,
        method=row.method,
        receiver_name=row.receiver_name,
        receiver_id_type=row.receiver_id_type,
        receiver_id_masked=privacy.mask_id(privacy.unseal(row.receiver_id_sealed)),
        relation=row.relation,
        contents=row.contents,
        place=row.place,
        signing=row.signing,
        signature_id=row.signature_id,
        witness=row.witness,
        carrier=row.carrier,
        tracking_no=row.tracking_no,
        sent_at=row.sent_at,
        received_at=row.received_at,
        failed_reason=row.failed_reason,
        by_name=row.by_name,
    )


def _signature(row: SignatureRequest) -> SignatureView:
    return SignatureView(
        id=row.pk,
        window_id=row.window_id,
        subject=row.subject,
        purpose=row.purpose,
        signer=row.signer,
        about=row.about,
        state=row.state,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        signed_at=row.signed_at,
        file_id=row.file_id,
    )

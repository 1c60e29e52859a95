"""What was written on paper while the system was down, entered afterwards over HTTP under the paper's own time."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from yichuang.domains.cases import api as cases

from .base import actor_of, key_of
from .cases import MaterialsIn, PartyIn, reader
from .tickets import NO, Strict

router = Router(tags=["manual"])
MADE = {201: dict[str, Any], **NO}


class PaperIn(Strict):
    """Number of the pack in use, and the day and time (HH:MM, center's zone) that stand on the paper."""

    number: int
    written_on: str
    written_time: str


class ReceiptIn(PaperIn):
    """A receipt. Without `materials` all count as received, as a receipt lists them; with them, each that is on the list has to be named."""

    item: str
    parties: list[PartyIn]
    materials: MaterialsIn | None = None
    window: str = ""


class AnswerByHandIn(PaperIn):
    """`kind`: acceptance or notice; `correction_days` (working days) for a notice, else as the center has set."""

    kind: str
    correction_days: int | None = None


@router.get("/manual", response={200: dict[str, Any], **NO}, operation_id="get_manual")
def get_manual(request: HttpRequest) -> Any:
    """The emergency pack whose numbers may be entered (null when there is none), and what was entered last."""
    actor = reader(request)
    pack = cases.pack_in_use(actor)
    return {"pack": asdict(pack) if pack else None, "entries": [asdict(e) for e in cases.entries(actor)]}


@router.post("/manual/receipts", response=MADE, operation_id="enter_receipt")
def enter_receipt(request: HttpRequest, data: ReceiptIn) -> Any:
    """A receipt written by hand: the case is received at the paper's own time, and the law counts from there."""
    given = data.dict(exclude={"materials", "parties"})
    found = {c: m.dict(exclude_none=True) for c, m in data.materials.root.items()} if data.materials else None
    parties = [p.dict() for p in data.parties]
    made = cases.enter_by_hand(
        actor=actor_of(request), key=key_of(request), parties=parties, materials=found, **given
    )  # fmt: skip
    return Status(201, made)


@router.post("/cases/{no}/answer-by-hand", response=MADE, operation_id="enter_answer")
def enter_answer(request: HttpRequest, no: str, data: AnswerByHandIn) -> Any:
    """An acceptance or a one-time notice written by hand. The same rule decides as in the system, at the paper's time."""
    made = cases.enter_answer_by_hand(actor=actor_of(request), key=key_of(request), case=no, **data.dict())
    return Status(201, made)

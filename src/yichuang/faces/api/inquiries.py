"""Inquiries over HTTP: told once on a slip, without a case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from yichuang.domains.cases import api as cases

from .base import actor_of, key_of
from .tickets import NO, Strict

router = Router(tags=["cases"])


class InquiryIn(Strict):
    """`channel`: window, phone or online. Unanswered questions leave their materials on the slip."""

    item: str
    situation: dict[str, str] | None = None
    channel: str = "window"
    question: str = ""
    answer: str = ""
    ticket: UUID | None = None
    window: str = ""


@router.post("/inquiries", response={200: dict[str, Any], **NO}, operation_id="answer_inquiry")
def answer_inquiry(request: HttpRequest, data: InquiryIn) -> Any:
    """Somebody only asks: everything is told once, on a numbered slip. No case is opened and no limit starts."""
    return cases.answer_inquiry(actor=actor_of(request), key=key_of(request), **data.dict())

"""What a person without an account may ask: the progress behind a code. No token."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from yichuang.domains.cases import api as cases

from .tickets import NO, plain

router = Router(tags=["public"])


@router.get("/public/progress", auth=None, response={200: dict[str, Any], **NO}, operation_id="public_progress",
            summary="Progress by code")  # fmt: skip
def progress(request: HttpRequest, code: str) -> Any:
    """By the code on any paper or slip: the timeline, the due date and why it is that date. Names are masked."""
    return plain(cases.progress(code))

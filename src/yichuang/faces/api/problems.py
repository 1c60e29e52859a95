"""Refusals as problem details (RFC 9457): one shape for every answer that is not a success."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError

from yichuang.foundation.errors import Refused, sentence


class Problem(Schema):
    """`code` is stable and meant for programs; `detail` is a sentence for people, in the language of the request."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str = ""
    facts: dict[str, Any] = {}
    instance: str = ""


TITLES = {
    400: "Bad request",
    401: "Not authenticated",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    409: "Refused",
    422: "Invalid value",
    429: "Too many requests",
    500: "Server error",
    503: "Busy, try again",
}


def problem(
    request: HttpRequest, status: int, code: str, detail: str, field: str = "", facts: Any = None
) -> HttpResponse:
    """Build the response."""
    body = {
        "type": f"urn:yichuang:problem:{code}",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "code": code,
        "field": field,
        "facts": facts or {},
        "instance": f"urn:uuid:{getattr(request, 'request_id', '')}",
    }
    text = json.dumps(body, ensure_ascii=False, default=str)
    return HttpResponse(text, status=status, content_type="application/problem+json")


def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """A refusal of any room."""
    return problem(request, no.status, no.code, sentence(no), no.field, no.facts)


def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """A body or parameter of the wrong shape: the first fault's path is the field, all of them are among the facts."""
    faults = [{"field": _path(e["loc"]), "message": e["msg"]} for e in wrong.errors]
    first = faults[0] if faults else {"field": "", "message": ""}
    detail = _("提交的内容不正确，请按提示修改。")
    return problem(request, 422, "request.invalid", f"{detail} {first['field']}: {first['message']}", first["field"],
                   {"faults": faults})  # fmt: skip


def _path(loc: tuple[Any, ...]) -> str:
    """('body', 'data', 'parties', 0, 'name') → parties.0.name: the path as the sender knows it."""
    parts = [str(p) for p in loc]
    if parts and parts[0] in ("body", "query", "path", "header"):
        parts = parts[1:]
    if len(parts) > 1 and parts[0] in ("data", "body", "payload"):
        parts = parts[1:]
    return ".".join(parts)

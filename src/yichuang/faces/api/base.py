"""The API object: who may ask, how a write is keyed, how a refusal is answered."""

import logging
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.security import HttpBearer

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Missing, Refused

from . import problems

log = logging.getLogger("yichuang.api")


@cache
def _model_of(answer: Any) -> type[Schema]:
    return type("NinjaResponseSchema", (Schema,), {"__annotations__": {"response": answer}})


def _shared(_operation: Operation, answer: Any) -> type[Schema] | None:
    """One model for each kind of answer. Ninja builds one for each status of each operation: seven hundred, nearly all of
    them the same problem, which was a third of what it takes to load the addresses."""
    return None if answer is None else _model_of(answer)


Operation._create_response_model = _shared  # type: ignore[method-assign]


class KeyMissing(Refused):
    """A write came without Idempotency-Key. HTTP 400."""

    status = 400


class Bearer(HttpBearer):
    """A token of `yichuang token create`. The middleware has already looked it up; a session is not enough here, since
    the API takes no CSRF token."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.locked and not request.path.endswith("/unlock"):
            raise Denied("actor.locked", field="secret")
        return actor if actor.center_id is not None and actor.kind in ("staff", "device") else None


api = NinjaAPI(
    title="Yichuang API",
    version="1",
    description=(
        "Government-service center: queue, cases, papers, delivery. Every write needs an Idempotency-Key header: the same "
        "key gives the same answer and one effect. Refusals are RFC 9457 problems with a stable code. Times are UTC, ISO 8601."
    ),
    auth=Bearer(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-v1",
)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, no: Refused) -> HttpResponse:
    return problems.refused(request, no)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    return problems.invalid(request, wrong)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 401:
        return problems.problem(request, 401, "actor.not_signed_in", _("请先登录。"))
    if error.status_code == 400:
        return problems.problem(request, 400, "request.unreadable", _("请求正文不是有效的 JSON。"), "body")
    return problems.problem(request, error.status_code, "request.refused", str(error))


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return problems.problem(request, 500, "server.error", _("系统出错了，本次没有写入任何内容。请把编号告诉管理员。"))


def actor_of(request: HttpRequest) -> Actor:
    """The actor of an authenticated request."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def key_of(request: HttpRequest) -> str:
    """The idempotency key of a write, or a refusal that says how to make one."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        raise KeyMissing("command.key_missing", field="Idempotency-Key")
    return key[:100]


def at_center(actor: Actor, code: str, *, write: bool = False) -> Actor:
    """The actor, acting in (or only looking at) the center with this code; another's center is simply not there."""
    if actor.center_id is not None and actor.center_id in actor.reads and _code_of(actor.center_id) == code:
        return actor
    center = places.center_by_code(code)
    if center is None or center.id not in ((actor.center_id,) if write else actor.reads):
        raise Missing("object.missing", field="center")
    return replace(actor, center_id=center.id)


@lru_cache(maxsize=512)
def _code_of(center_id: UUID) -> str:
    """A center keeps its code: looked up once in a process, for the actor's own center, which nearly every request names."""
    return places.center(center_id).code

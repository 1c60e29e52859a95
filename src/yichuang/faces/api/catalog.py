"""Service items: what can be applied for, and one person's list of materials."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from yichuang.domains.catalog import api as catalog

from .base import actor_of
from .tickets import NO, plain

router = Router(tags=["catalog"])


@router.get("/items", response={200: dict[str, Any], **NO}, operation_id="list_items", summary="Search service items")
def list_items(request: HttpRequest, q: str = "", limit: int = 100) -> Any:
    """Published items in force today, best match first; an empty `q` lists all of them by code."""
    actor = actor_of(request)
    actor.require("catalog.read")
    return {"items": [plain(i) for i in catalog.search(actor, q, limit=max(1, min(limit, 200)))]}


@router.get("/items/{code}", response={200: dict[str, Any], **NO}, operation_id="get_item", summary="One item, whole")
def get_item(request: HttpRequest, code: str) -> Any:
    """The guide in force today with its materials (by code), situations, limits and legal basis."""
    actor = actor_of(request)
    actor.require("catalog.read")
    return plain(catalog.guide(code))

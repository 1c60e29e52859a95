"""How a line of routes.py is asked: every address of the program, filled, sent by GET and by POST."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from yichuang.faces.api.base import api
from yichuang.foundation.ids import uuid7

from .naming import fill
from .routes import Line
from .world import Side

METHODS = ("get", "post", "put", "patch", "delete")


def addresses(resolver: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name, template) of every address, from the resolver; the API's operations are listed by `operations`."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, here, inside)
        elif isinstance(entry, URLPattern):
            name = space + (entry.name or here)
            if space != "api-v1:" or name in ("api-v1:openapi-json", "api-v1:api-root"):
                yield name, "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", here)


def operations() -> Iterator[tuple[str, str, str]]:
    """(operation id, method, template) of the OpenAPI document."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in set(methods) & set(METHODS):
            yield methods[method]["operationId"], method, path


def filled(template: str, values: dict[str, Any]) -> str:
    """The address with its places filled."""
    return re.sub(r"{(\w+)}", lambda m: quote(str(values[m.group(1)])), template)


def ask(browser: Client, template: str, line: Line, me: Side, other: Side) -> Iterator[tuple[str, Any, list[str]]]:
    """(what was sent, answer, what was typed) for each way of asking that the line names."""
    for args in (line.args, *line.more):
        given, query = fill(args, me, other), fill(line.query, me, other)
        address = filled(template, given)
        typed = [str(v) for v in (*given.values(), *query.values())]
        yield f"GET {address}", browser.get(address, query), typed
        if line.kind == "own" and not line.posts:
            continue
        for body in line.posts or (line.body,):
            sent = {"key": str(uuid7()), **fill(body, me, other)}
            where = f"{address}?{urlencode(query)}" if query else address
            typed = [*typed, *map(str, sent.values())]
            yield f"POST {where} {body}", browser.post(where, sent), typed
            yield (
                f"htmx POST {where} {body}",
                browser.post(where, sent | {"key": str(uuid7())}, HTTP_HX_REQUEST="true"),
                typed,
            )


def call(client: Client, token: str, method: str, template: str, line: Line, me: Side, other: Side) -> Any:
    """One operation of the API."""
    body = json.dumps(fill(line.body, me, other)) if line.body or method != "get" else ""
    return client.generic(
        method.upper(), filled(template, fill(line.args, me, other)), body, content_type="application/json",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid7())},
    )  # fmt: skip

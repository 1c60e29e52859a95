"""The documentation page of the API, made from its own OpenAPI document: no script from elsewhere, no second truth."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .base import api


def page(request: HttpRequest) -> HttpResponse:
    """Every operation by tag, with its parameters, body and answers."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            row = {"method": method.upper(), "path": path, **operation, "body": _body(operation, schema)}
            groups.setdefault(operation.get("tags", ["other"])[0], []).append(row)
    return render(request, "api/docs.html", {"info": schema["info"], "groups": sorted(groups.items())})


def _body(operation: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a JSON body, one level deep."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for option in content.get("anyOf", [content]):
        if "$ref" in option:
            model = schema["components"]["schemas"][option["$ref"].rsplit("/", 1)[-1]]
            required = set(model.get("required", ()))
            return [
                {"name": name, "type": _type(spec), "required": name in required, "default": spec.get("default")}
                for name, spec in model.get("properties", {}).items()
            ]
    return []


def _type(spec: dict[str, Any]) -> str:
    if "anyOf" in spec:
        return " | ".join(_type(s) for s in spec["anyOf"])
    if "$ref" in spec:
        return str(spec["$ref"]).rsplit("/", 1)[-1]
    if spec.get("type") == "array":
        return f"{_type(spec.get('items', {}))}[]"
    return str(spec.get("format") or spec.get("type") or "any")

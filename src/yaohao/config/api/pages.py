"""The description of the API for programs and, as a plain page, for people. Everybody reads it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yaohao.config.api.gathering import description
from yaohao.ground.accounts.rights import public
from yaohao.ground.theme.problems import TITLES


@public
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Operations, values and problems."""
    chinese = (get_language() or "").startswith("zh")
    context = {
        "origin": f"{request.scheme}://{request.get_host()}",
        "operations": list(_operations(chinese)),
        "schemas": list(_schemas(chinese)),
        "problems": [
            {"code": code.value, "status": status, "title": title}
            for code, (status, title) in TITLES.items()
        ],
    }
    return render(request, "config/api.html", context)


def _operations(chinese: bool) -> Iterator[dict[str, Any]]:
    for path, methods in description()["paths"].items():
        for method, one in methods.items():
            body = one.get("requestBody", {}).get("content", {})
            yield {
                "id": one["operationId"],
                "method": method.upper(),
                "path": path,
                "title": one["summary"] if chinese else one["operationId"],
                "description": one["description"].split("\n\nScope:")[0],
                "scopes": one["security"][0]["Key"],
                "parameters": [
                    _value(each["name"], each["schema"], chinese) for each in one["parameters"]
                ],
                "body": [
                    {"type": kind, "values": _values(_whole(each["schema"]), chinese)}
                    for kind, each in body.items()
                ],
                "answers": [
                    {"code": code, "said": answer["description"], "schema": _answer(answer)}
                    for code, answer in one["responses"].items()
                ],
            }


def _schemas(chinese: bool) -> Iterator[dict[str, Any]]:
    for name, schema in description()["components"]["schemas"].items():
        if "properties" in schema:
            values = _values(schema, chinese)
            yield {"name": name, "said": schema.get("description", ""), "values": values}


def _values(schema: dict[str, Any], chinese: bool) -> list[dict[str, str]]:
    properties = schema.get("properties", {})
    return [_value(name, entry, chinese) for name, entry in properties.items()]


def _value(name: str, entry: dict[str, Any], chinese: bool) -> dict[str, str]:
    said = entry.get("description", "")
    return {
        "name": name,
        "type": _type(entry),
        "title": entry.get("title", "") if chinese else "",
        "said": said,
        "codes": "、".join(map(str, entry.get("enum", []))),
    }


def _type(entry: dict[str, Any]) -> str:
    if "anyOf" in entry:
        return " | ".join(_type(each) for each in entry["anyOf"])
    if entry.get("type") == "array":
        return f"[{_type(entry['items'])}]"
    if name := _name(entry):
        return name
    return str(entry.get("format") or entry.get("type", ""))


def _name(entry: dict[str, Any]) -> str:
    return str(entry.get("$ref", "")).rpartition("/")[2]


def _whole(schema: dict[str, Any]) -> dict[str, Any]:
    name = _name(schema)
    whole: dict[str, Any] = description()["components"]["schemas"][name] if name else schema
    return whole


def _answer(answer: dict[str, Any]) -> str:
    return next((_name(each["schema"]) for each in answer.get("content", {}).values()), "")

"""The description of the API (OpenAPI 3.1), made from the operations.

What all operations share is added here: problems, headers, and which scope a key needs. The guard
reads the same description, so what is not described is not taken.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from ninja import Router

from yaohao.ground.accounts.rules import Scope
from yaohao.ground.theme.problems import HOME, MEDIA_TYPE, Code

# Path → method → the scopes any of which opens it.
Scopes = dict[str, dict[str, frozenset[Scope]]]

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "Why nothing was done (RFC 9457), in the language of Accept-Language",
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {
            "type": "string", "title": "问题类型", "description": "Address of its explanation",
            "enum": [f"{HOME}#{code.value}" for code in Code],
        },
        "title": {"type": "string", "title": "标题", "description": "The kind of problem"},
        "status": {"type": "integer", "title": "状态码", "description": "The HTTP status"},
        "detail": {"type": "string", "title": "说明", "description": "What is wrong, what to do"},
        "errors": {
            "type": "array", "title": "错误", "description": "Wrong values, one by one",
            "items": {
                "type": "object",
                "required": ["place", "reason", "repair"],
                "properties": {
                    "place": {"type": "string", "title": "位置", "description": "query.limit"},
                    "reason": {"type": "string", "title": "原因", "description": "Why"},
                    "repair": {"type": "string", "title": "改法", "description": "What instead"},
                },
            },
        },
    },
}  # fmt: skip
ALWAYS = (400, 401, 403, 422, 429)
WITH_BODY = (413, 415)
HEADERS: dict[str, dict[str, Any]] = {
    "201": {"Location": "Address of what was made"},
    "401": {"WWW-Authenticate": "Bearer"},
    "429": {"Retry-After": "Seconds to wait"},
}
ABOUT = """Reading registers and plan of a bureau and importing into them, for its other programs.

Send `Authorization: Bearer yh_…`; the security administrator makes keys. A key sees its own bureau
alone. Texts come in the language of `Accept-Language` (`zh-hans` or `en`), codes never change.
Names and values are added in later versions, none is taken away: pass over what you do not know.
"""


def completed(found: dict[str, Any], scopes: Scopes) -> dict[str, Any]:
    """The description that the library made, with what all operations share."""
    schemas = found["components"]["schemas"]
    for name in [name for name in schemas if name.endswith("Query")]:
        del schemas[name]  # taken apart into parameters
    schemas["Problem"] = PROBLEM
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            _complete(operation, path, method, sorted(scopes[path][method.upper()]))
    return found


def scopes_of(routers: Iterable[tuple[str, Router]]) -> Scopes:
    """The scopes as the operations declare them; LookupError where one declares none."""
    found: Scopes = {}
    for prefix, router in routers:
        for path, view in router.path_operations.items():
            methods = found.setdefault(f"{HOME}{prefix.lstrip('/')}{path}", {})
            for operation in view.operations:
                declared = operation.auth_callbacks[0] if operation.auth_callbacks else router.auth
                scopes = getattr(declared, "scopes", None)
                if not scopes:
                    raise LookupError(f"{prefix}{path}: declare the scope of {operation.methods}")
                methods.update(dict.fromkeys(operation.methods, scopes))
    return found


def _complete(operation: dict[str, Any], path: str, method: str, scopes: list[str]) -> None:
    operation["security"] = [{"Key": scopes}]
    operation["description"] = f"{operation.get('description', '')}\n\nScope: {' or '.join(scopes)}"
    for parameter in operation["parameters"]:
        _settle(parameter)
    codes = [*ALWAYS]
    codes += [404] if "{" in path else []
    codes += [409] if method == "post" else []
    codes += WITH_BODY if "requestBody" in operation else ()
    answers = {str(code): answer for code, answer in operation["responses"].items()}
    for code in sorted(codes):
        answers[str(code)] = {
            "description": HTTPStatus(code).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    for status, answer in answers.items():
        if headers := HEADERS.get(status):
            answer["headers"] = {
                name: {"description": said, "required": True, "schema": {"type": "string"}}
                for name, said in headers.items()
            }
    operation["responses"] = answers


def _settle(parameter: dict[str, Any]) -> None:
    """No default that is none; a closed list stands where it is used."""
    schema = parameter["schema"]
    if schema.get("default", "") is None:
        del schema["default"]
    for part in schema.pop("allOf", []):
        parameter["schema"] = part | schema
    parameter.setdefault("description", parameter["schema"].get("description", ""))

"""The stages' routers, gathered; a stage enters here when another program may ask it something."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder

from yaohao.config.api import errors
from yaohao.config.api.document import ABOUT, completed, scopes_of
from yaohao.config.api.guard import View, guarded
from yaohao.ground.accounts.rights import by_key
from yaohao.ground.theme.problems import HOME
from yaohao.stages.oversight import api as oversight
from yaohao.stages.planning import api as planning
from yaohao.stages.registers import api as registers


class Readable(BaseRenderer):
    """JSON in which Chinese stands as it is written."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """The text of an answer."""
        return json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False)


class Gathered(NinjaAPI):
    """Operations are named by their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = Gathered(
    title="Yaohao", version="1", description=ABOUT, urls_namespace="api", openapi_url=None,
    docs_url=None, renderer=Readable(),
)  # fmt: skip
ROUTERS = (
    ("/registers/imports", registers.imports),
    ("/registers", registers.registers),
    ("/planning", planning.router),
    ("/oversight", oversight.router),
)
for prefix, router in ROUTERS:
    api.add_router(prefix, router)
errors.install(api)


@cache
def description() -> dict[str, Any]:
    """The whole description; the same for everybody."""
    return completed(dict(api.get_openapi_schema(path_prefix=HOME)), scopes_of(ROUTERS))


def patterns() -> list[URLPattern]:
    """One address per path, with the right that its operations declare."""
    found: dict[str, URLPattern] = {}
    homes = _homes()
    rights = {_route(path): (path, methods) for path, methods in scopes_of(ROUTERS).items()}
    for pattern in api.urls[0]:
        route = f"{HOME}{pattern.pattern}"
        if route in rights and route not in found:
            assert isinstance(pattern, URLPattern)
            path, methods = rights[route]
            view = by_key(methods)(_view(pattern.callback, path))
            view.__module__ = homes[path]  # of the stage, for the map, and not of the library
            found[route] = URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)
    return list(found.values())


def _view(view: View, path: str) -> View:
    return guarded(view, lambda: description()["paths"][path])


def _homes() -> dict[str, str]:
    """The module in which the operations of each path stand."""
    return {
        f"{HOME}{prefix.lstrip('/')}{path}": view.operations[0].view_func.__module__
        for prefix, router in ROUTERS
        for path, view in router.path_operations.items()
    }


def _route(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")

"""What an operation of the API refuses, as problems with place and repair."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from yaohao.ground.theme.problems import Code, Mistake, ProblemError, response


def install(api: NinjaAPI) -> None:
    """Answer every refusal with a problem."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        ProblemError: lambda _request, problem: response(problem),
        ValidationError: _invalid,
        Http404: _not_found,
        RequestDataTooBig: _too_large,
        HttpError: _unreadable,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    mistakes = [_mistake(each) for each in error.errors]
    return response(ProblemError(Code.INVALID, mistakes=mistakes))


def _not_found(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return response(ProblemError(Code.NOT_FOUND))


def _too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return response(ProblemError(Code.TOO_LARGE))


def _unreadable(_request: HttpRequest, _error: HttpError) -> HttpResponse:
    """The library raises it for a body that is no JSON."""
    return response(ProblemError(Code.UNREADABLE, _("The body is no JSON. Send an object.")))


def _mistake(error: dict[str, Any]) -> Mistake:
    where = [str(part) for part in error["loc"]]
    place = ".".join([where[0], where[-1]] if len(where) > 1 else where)
    return Mistake(place, *_words(str(error["type"]), error.get("ctx") or {}))


def _words(kind: str, limits: dict[str, Any]) -> tuple[str, str]:
    """Reason and repair of what the validator found, by its codes."""
    if kind in ("missing",):
        return _("It is missing."), _("Send it.")
    if kind == "extra_forbidden":
        return _("There is no such value here."), _("Leave it out.")
    if kind in ("greater_than_equal", "less_than_equal", "int_parsing_size"):
        least, most = limits.get("ge"), limits.get("le")
        bound = least if least is not None else most
        return _("It is outside what is allowed."), _("The bound is %(bound)s.") % {"bound": bound}
    if kind in ("literal_error", "enum"):
        return _("It is none of the codes."), _("Allowed: %(allowed)s.") % {
            "allowed": limits.get("expected", "")
        }
    if kind == "string_too_long":
        return _("It is too long."), _("At most %(most)d characters.") % {
            "most": limits["max_length"]
        }
    if kind.startswith("int_"):
        return _("It is no whole number."), _("Send digits alone.")
    if kind.startswith("bool_"):
        return _("It is neither true nor false."), _("Send true or false.")
    return _("It has another form than is read."), _("Look at the description of the API.")

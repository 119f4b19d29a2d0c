"""Errors outside any view: a page for people, a problem (RFC 9457) below the API's address."""

from django.http import HttpRequest, HttpResponse

from yaohao.ground.theme import views
from yaohao.ground.theme.problems import HOME, Code, ProblemError, response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _problem(request, Code.UNREADABLE) or views.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _problem(request, Code.REFUSED) or views.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _problem(request, Code.NOT_FOUND) or views.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _problem(request, Code.FAULT) or views.server_error(request)


def _problem(request: HttpRequest, code: Code) -> HttpResponse | None:
    return response(ProblemError(code)) if request.path.startswith(HOME) else None

"""Display preferences, and the error pages with request number and repair in words."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_POST

TYPE_COOKIE = "yaohao_type"
YEAR = 365 * 24 * 3600


@csrf_exempt  # changes nothing but two display cookies; a token would make portal pages uncacheable
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Remember the language (`language`) and the size of type (`type`: larger, normal).

    Goes back to `next` where that is an address of this site, else to the front page.
    Values that are not offered are ignored.
    """
    response = HttpResponseRedirect(_back(request))
    language = request.POST.get("language", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        _remember(request, response, settings.LANGUAGE_COOKIE_NAME, language)
    size = request.POST.get("type", "")
    if size in {"larger", "normal"}:
        _remember(request, response, TYPE_COOKIE, size)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself cannot be read."""
    return _page(request, 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the visitor may not do this."""
    return _page(request, 403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address."""
    return _page(request, 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the number finds it in the log."""
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was not ours, or is too old."""
    return render(request, "403_csrf.html", status=403)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"{status}.html", status=status)


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return "/"


def _remember(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )

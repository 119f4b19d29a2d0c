"""What every address of the API asks before and does after its operation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from yaohao.ground.theme.problems import Code, Mistake, ProblemError, response

View = Callable[..., HttpResponseBase]
ROOM = 64 * 1024  # of a body beside the file in it


def guarded(view: View, operations: Callable[[], dict[str, Any]]) -> View:
    """Take only what the description of the address says; mark the answer with its digest.

    `operations` are those of the address, by method in small letters.
    """

    def answer(request: HttpRequest, **values: Any) -> HttpResponseBase:
        try:
            _readable(request, values)
            _described(request, operations()[str(request.method).lower()])
            given = view(request, **values)
        except ProblemError as problem:
            given = response(problem)
        given["Cache-Control"] = "private, no-cache"
        patch_vary_headers(given, ["Authorization"])
        return given

    marked = conditional_page(answer)

    @wraps(view)
    def whole(request: HttpRequest, **values: Any) -> HttpResponseBase:
        if request.method != "HEAD":
            return marked(request, **values)
        request.method = "GET"
        return _bare(marked(request, **values))

    whole.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie opens it
    return whole


def _bare(given: HttpResponseBase) -> HttpResponseBase:
    """The head of an answer, with the length that its body would have."""
    if isinstance(given, HttpResponse):
        given["Content-Length"] = str(len(given.content))
        given.content = b""
    return given


def _readable(request: HttpRequest, values: dict[str, Any]) -> None:
    """A NUL is no text, and PostgreSQL ends a query over it."""
    texts = [*map(str, values.values()), *request.GET.keys()]
    texts += [value for found in request.GET.lists() for value in found[1]]
    if any("\0" in text for text in texts):
        wrong = Mistake("query", _("It holds a character that is no text."), _("Leave it out."))
        raise ProblemError(Code.INVALID, mistakes=[wrong])


def _described(request: HttpRequest, operation: dict[str, Any]) -> None:
    known = {each["name"] for each in operation["parameters"] if each["in"] == "query"}
    if unknown := sorted(set(request.GET) - known):
        repair = _("Known: %(names)s.") % {"names": ", ".join(sorted(known)) or "—"}
        wrong = [
            Mistake(f"query.{name}", _("There is no such parameter."), repair) for name in unknown
        ]
        raise ProblemError(Code.INVALID, mistakes=wrong)
    if "requestBody" not in operation:
        return
    (media_type,) = operation["requestBody"]["content"]
    if request.content_type != media_type:
        said = _("Send %(type)s.") % {"type": media_type}
        raise ProblemError(Code.MEDIA_TYPE, said, headers={"Accept-Post": media_type})
    most = settings.YAOHAO_MAX_UPLOAD if media_type.startswith("multipart/") else 0
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdecimal() and int(size) > most + ROOM:
        said = _("At most %(most)d MB are read. Split the table.") % {"most": most // 2**20}
        raise ProblemError(Code.TOO_LARGE, said)

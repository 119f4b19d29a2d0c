"""The public log: every entry in the order it was written, and all of it as one file."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from yaohao.ground.ledger.queries import head
from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.surfaces.portal.page import fresh, page
from yaohao.surfaces.portal.rules import pages_of
from yaohao.surfaces.portal.texts import act_word
from yaohao.surfaces.portal.views.draws import FOREVER

PAGE = 30  # entries
DIGITS = 9  # more cannot be a page or an index of ours


@public
@fresh
def log(request: HttpRequest) -> HttpResponse:
    """The entries, the newest first."""
    now = head()
    places, shown, total = pages_of(now.size, _number(request, "page", 1), PAGE)
    lines = [(line, act_word(line.kind)) for line in reversed(queries.log_lines(places))]
    context = {"head": now, "lines": lines, "page": shown, "pages": total}
    return page(request, "portal/log.html", context)


@public
@fresh
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """The bytes of one entry, as they are hashed."""
    try:
        raw = queries.log_raw(index)
    except LookupError:
        raise Http404 from None
    return _plain(HttpResponse(raw, content_type="text/plain; charset=utf-8"))


@public
def log_file(request: HttpRequest) -> HttpResponseBase:
    """`log.txt` up to `size` entries (all of them without it), as a record holds it."""
    most = queries.log_size()
    size = _number(request, "size", most)
    if size > most:
        raise Http404
    response = StreamingHttpResponse(
        queries.log_text(size), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="log.txt"'
    response["Cache-Control"] = FOREVER if "size" in request.GET else "no-cache"
    return response


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else otherwise


def _plain(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = FOREVER
    return response

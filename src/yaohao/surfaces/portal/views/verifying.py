"""The verifier as a page: everything happens on the visitor's own machine."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from fairdraw import browser

from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public

# The page brings its own script, named by its digest inside the page; it may ask nobody anything.
POLICY = "frame-ancestors 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'"


@public
def verify_page(request: HttpRequest) -> HttpResponse:
    """Verify a record in the browser; `?save` hands out the same page as a file."""
    response = HttpResponse(_page(), content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = POLICY
    if "save" in request.GET:
        response["Content-Disposition"] = 'attachment; filename="fairdraw-verify.html"'
    return response


@public
def verify_draw(request: HttpRequest, number: str) -> HttpResponse:
    """The same page with the record of one draw inside, so that it begins by itself."""
    try:
        found = queries.record(number)
    except LookupError:  # unknown, or still sealed: the same answer to both
        raise Http404 from None
    content = browser.page(found.path.read_bytes(), found.filename)
    response = HttpResponse(content, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = POLICY
    return response


@cache
def _page() -> bytes:
    return browser.page()

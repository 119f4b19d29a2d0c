"""The verifier: one file, its digest, two commands."""

from django.http import HttpRequest, HttpResponse

from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.surfaces.portal.page import fresh, page


@public
@fresh
def verifier(request: HttpRequest) -> HttpResponse:
    """What the verifier is and how to run it."""
    content, digest = queries.current_verifier()
    return page(request, "portal/verifier.html", {"digest": digest, "size": len(content)})


@public
def verifier_file(request: HttpRequest) -> HttpResponse:
    """The verifier of this installation; each draw also keeps the one it announced."""
    content, digest = queries.current_verifier()
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = 'attachment; filename="fairdraw.pyz"'
    response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = "no-cache"
    return response

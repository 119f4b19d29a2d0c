"""Everything public about one enterprise: register row, results, penalties, draws."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from yaohao.stages.publication import queries
from yaohao.stages.publication.columns import view
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.rules import Kind
from yaohao.surfaces.portal.page import fresh, page
from yaohao.surfaces.portal.views.tables import TITLES


@public
@fresh
def enterprise(request: HttpRequest, object_id: str) -> HttpResponse:
    """Found by its object id in whatever is public now; 404 where no public table names it."""
    found = queries.named(object_id)
    if not found:
        raise Http404
    sections: list[dict[str, Any]] = [
        {"title": TITLES[kind], "bureau": bureau, "table": view(kind, rows)}
        for kind, bureau, rows in found
    ]
    names = [rows[0]["name"] for kind, _bureau, rows in found if kind is Kind.OBJECTS]
    revealed = [draw for draw in queries.draws() if draw.state == "revealed"]
    context = {
        "name": names[0] if names else found[0][2][0]["name"],
        "object_id": object_id,
        "sections": sections,
        "draws": revealed,
    }
    return page(request, "portal/enterprise.html", context)

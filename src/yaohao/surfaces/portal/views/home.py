"""The front page: one search field, the newest draws; and how it works."""

from django.http import HttpRequest, HttpResponse

from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import PublicDraw
from yaohao.surfaces.portal.page import fresh, page
from yaohao.surfaces.portal.texts import STATES

MOST = 50  # hits
NEWEST = 5  # draws


@public
@fresh
def home(request: HttpRequest) -> HttpResponse:
    """Search by name, object id or number; without a question, the newest draws."""
    asked = request.GET.get("q", "").strip()
    drawn = queries.draws()
    found = queries.find_objects(asked, MOST + 1) if asked else []
    open_draws = [draw for draw in drawn if draw.state == "revealed"]
    hits = [
        {"hit": hit, "draws": [draw for draw in open_draws if draw.bureau == hit.bureau.name]}
        for hit in found[:MOST]
    ]
    named = queries.folded(asked)
    context = {
        "asked": asked,
        "short": bool(asked) and len(named) < 2,
        "hits": hits,
        "more": len(found) > MOST,
        "named": [
            d for d in drawn if len(named) > 1 and named in queries.folded(d.number + d.title)
        ],
        "newest": [(draw, STATES[draw.state]) for draw in drawn[:NEWEST]],
    }
    return page(request, "portal/home.html", context)


@public
@fresh
def about(request: HttpRequest) -> HttpResponse:
    """How a draw works, in plain words."""
    return page(request, "portal/about.html", {})


def _name(draw: PublicDraw) -> str:
    return queries.folded(draw.number + draw.title)

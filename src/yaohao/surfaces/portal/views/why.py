"""Why was I (not) drawn: told to anybody once the draw is revealed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from fairdraw.errors import Fault

from yaohao.ground.documents.draw_record import qr
from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import StillSealed
from yaohao.surfaces.portal.page import fresh, page
from yaohao.surfaces.portal.texts import STATES, chinese, stratum, team_words, why_words
from yaohao.surfaces.portal.views.draws import crumbs, known


@public
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """From the form to the stable address of the answer."""
    wanted = queries.folded(request.GET.get("id", ""))
    if not wanted or "/" in wanted:
        return redirect("portal:draw", number=number)
    return redirect(reverse("portal:why", args=[number, wanted]))


@public
@fresh
def why(request: HttpRequest, number: str, object_id: str) -> HttpResponse:
    """Ticket, threshold and plain words; before the reveal the same answer for every id."""
    draw = known(number)
    wanted = queries.folded(object_id)
    context = {
        "draw": draw,
        "exercise": draw.exercise,
        "object_id": wanted,
        "state": STATES[draw.state],
        "breadcrumbs": crumbs(draw),
    }
    status = 200
    try:
        answer = queries.why(number, wanted)
    except StillSealed:
        context["sealed"] = True
    except Fault as fault:
        context["fault"] = fault.text("zh" if chinese() else "en")
        status = 400
    else:
        code = str(answer.facts.get("stratum", ""))
        address = _printed(request)
        context |= {
            "answer": answer,
            "words": why_words(answer),
            "team": team_words(str(answer.facts.get("team", "")), draw.departments),
            "stratum": stratum(code) if code else "",
            "drawn": answer.kind == "drawn",
            "address": address,
            "code": qr(address, sized=False),
            "today": timezone.localdate(),
        }
    return page(request, "portal/why.html", context, status=status)


def _printed(request: HttpRequest) -> str:
    """The address of this answer as it stands on paper."""
    site = settings.YAOHAO_ADDRESS or request.build_absolute_uri("/")
    return site.rstrip("/") + request.path

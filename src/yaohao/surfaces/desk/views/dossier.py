"""The dossier of one enterprise: one page with everything that the reader may see of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.publication.columns import view
from yaohao.stages.registers.facts import history_rows, object_facts
from yaohao.stages.registers.models import InspectionObject
from yaohao.surfaces.desk.queries.dossier import Dossier, Places, dossier, found_firms

READERS = (
    Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.SECTION_HEAD, Role.OFFICER, Role.AUDITOR,
)  # fmt: skip
MOST = 50  # enterprises that a search lists


@may(*READERS)
def dossiers(request: HttpRequest) -> HttpResponse:
    """Find an enterprise by name, initials, code or number."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    rows = found_firms(person(request).bureau, asked, MOST + 1) if asked else []
    context = {
        "q": asked,
        "rows": rows[:MOST],
        "more": len(rows) > MOST,
        "most": MOST,
        "breadcrumbs": [{"label": _("Dossiers")}],
    }
    return render(request, "desk/dossiers.html", context)


@may(*READERS)
@never_cache
def dossier_page(request: HttpRequest, object_id: str) -> HttpResponse:
    """Register, grades, visits and all that followed from them; of the own bureau alone."""
    user = person(request)
    rows = InspectionObject.objects.visible_to(user).select_related("bureau")
    firm = get_object_or_404(rows, object_id=object_id)
    found = dossier(firm, user, timezone.localdate())
    context = {
        "firm": firm,
        "found": found,
        "facts": object_facts(firm),
        "grades": history_rows(found.grades),
        "visits": _visits(found),
        "published": [
            {"title": kind, "table": view(kind, shown)} for kind, _bureau, shown in found.published
        ],
        "places": _place_words(found.places),
        "breadcrumbs": [
            {"label": _("Dossiers"), "url": reverse("desk:dossiers")},
            {"label": firm.name},
        ],
    }
    return render(request, "desk/dossier.html", context)


def _visits(found: Dossier) -> list[dict[str, Any]]:
    """The visits with their place among those shown, not with the number they were booked under:
    that would tell of one in between that is still sealed."""
    return [{"row": one, "nth": found.places.nth.get(one.visit)} for one in found.visits]


def _place_words(places: Places) -> str:
    values = {"used": places.used, "limit": places.limit, "year": places.year}
    if places.limit is None:
        words = _("%(used)d visits counted in %(year)d; no limit is set") % values
    else:
        words = _("visit %(used)d of %(limit)d in %(year)d") % values
    if places.unproven:
        words += _(", %(count)d of them not proven") % {"count": places.unproven}
    return words

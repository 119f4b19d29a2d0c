"""My visits: what the officers of a team see, and the proof for the door."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw import operations
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.views.finding import crumbs


@may(Role.OFFICER, Role.SECTION_HEAD)
@never_cache
def visits(request: HttpRequest) -> HttpResponse:
    """The opened assignments of the signed-in officer. Looking is noted."""
    found = operations.read_visits(by=person(request))
    context = {
        "visits": found,
        "exercise": any(visit.exercise for visit in found),
        "breadcrumbs": crumbs(label=_("My visits")),
    }
    return render(request, "draw/visits.html", context)


@may(Role.OFFICER, Role.SECTION_HEAD)
@require_POST
def show(request: HttpRequest, number: str, round_number: int, position: int) -> HttpResponse:
    """At the door: the log notes that the envelope was shown to the enterprise."""
    try:
        operations.open_at_door(
            by=person(request), number=number, position=position, round_number=round_number
        )
    except Draw.DoesNotExist:
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted in the log. The proof can be handed over now."))
    return redirect("draw:visits")


@may(Role.OFFICER, Role.SECTION_HEAD)
@never_cache
def proof(request: HttpRequest, number: str, round_number: int, position: int) -> HttpResponse:
    """The door proof as a text file."""
    try:
        data = operations.read_door_proof(
            by=person(request), number=number, position=position, round_number=round_number
        )
    except Draw.DoesNotExist:
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("draw:visits")
    response = HttpResponse(data, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{number}-{round_number}-{position}.door.txt"'
    )
    return response

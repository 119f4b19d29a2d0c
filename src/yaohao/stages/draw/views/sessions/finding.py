"""Finding the session of an address, doing an act, coming back."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.stages.draw.models import Session
from yaohao.stages.draw.queries import hall
from yaohao.stages.draw.views.finding import perform


def own_session(request: HttpRequest, number: str) -> Session:
    """The session of the visitor's own bureau; 404 otherwise."""
    try:
        return hall.session(number, person(request))
    except Session.DoesNotExist:
        raise Http404 from None


def act(
    request: HttpRequest, number: str, said: str, operation: Callable[..., Any], **values: Any
) -> HttpResponse:
    """Do one act and show the session; a refusal is told there."""
    own_session(request, number)
    return perform(request, number, said, operation, back="draw:session", **values)


def crumbs(session: Session | None = None, label: str = "") -> list[dict[str, str]]:
    """Draws › sessions › this session › this page."""
    trail = [
        {"label": _("Draws"), "url": reverse("draw:draws")},
        {"label": _("Sessions in the hall"), "url": reverse("draw:sessions")},
    ]
    if session:
        here = reverse("draw:session", args=[session.number])
        trail.append({"label": session.number, "url": here})
    return [*trail, {"label": label}] if label else trail

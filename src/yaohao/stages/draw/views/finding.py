"""Finding the draw of an address, doing an act, coming back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.stages.draw import operations, queries
from yaohao.stages.draw.forms import OpenForm
from yaohao.stages.draw.models import Draw


def own_draw(request: HttpRequest, number: str) -> Draw:
    """The draw of the visitor's own bureau; 404 otherwise."""
    try:
        return queries.draw(number, person(request))
    except Draw.DoesNotExist:
        raise Http404 from None


def act(
    request: HttpRequest, number: str, said: str, operation: Callable[..., Any], **values: Any
) -> HttpResponse:
    """Do one act and show the draw. A stale page or a second click is told the present state."""
    own_draw(request, number)
    return perform(request, number, said, operation, back="draw:draw", **values)


def perform(
    request: HttpRequest, number: str, said: str, operation: Callable[..., Any], *, back: str,
    **values: Any,
) -> HttpResponse:  # fmt: skip
    """Do one act on what has this number and go `back` to a page of it; a refusal is told there."""
    try:
        operation(by=person(request), number=number, **values)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(back, number=number)


def open_form(draw: Draw, number: int) -> OpenForm:
    """The form that opens the next envelopes of a round. Their number is not told: the share of the
    public quota is what may be there."""
    opened = draw.openings.filter(to="officers", round=number).count()
    quota = sum(stratum.quota or 0 for stratum in queries.public_draw(draw.number).strata)
    weights = [each.weight for each in draw.rounds if not each.reserve]
    planned = draw.planned(number)
    share = 0 if planned.reserve else -(-quota * planned.weight // sum(weights))
    initial = {"opened": opened, "count": max(share - opened, 1)}
    return OpenForm(initial=initial, auto_id=f"o{number}-%s")


def crumbs(draw: Draw | None = None, label: str = "") -> list[dict[str, str]]:
    """Draws › this draw › this page."""
    trail = [{"label": _("Draws"), "url": reverse("draw:draws")}]
    if draw:
        trail.append({"label": draw.number, "url": reverse("draw:draw", args=[draw.number])})
    return [*trail, {"label": label}] if label else trail

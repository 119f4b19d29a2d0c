"""One button, one call, back to the page of the draw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations
from yaohao.stages.draw.background import send_to_rehearse
from yaohao.stages.draw.forms import BindForm, OpenForm, needs_appointment
from yaohao.stages.draw.ladder import ladder_of
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.draw.texts import ACTS
from yaohao.stages.draw.views.finding import act, crumbs, own_draw
from yaohao.stages.draw.views.preparing import checked


@may(*WHO[Act.ANNOUNCE])
@require_POST
def announce(request: HttpRequest, number: str) -> HttpResponse:
    """The second person announces."""
    said = _("Announced. The public log has the first entry of this draw.")
    return act(request, number, said, operations.announce)


@may(*WHO[Act.FREEZE])
def freeze(request: HttpRequest, number: str) -> HttpResponse:
    """First the check of pool, quotas and people; one asks for the freeze, another confirms."""
    found = own_draw(request, number)
    if request.method == "POST" and "confirm" not in request.POST:
        said = _("Asked. A second person looks at the check and confirms.")
        return act(request, number, said, operations.ask_freeze)
    if request.method == "POST":
        answer = act(request, number, _("The list is frozen."), operations.freeze)
        send_to_rehearse(number, person(request).pk)
        return answer
    if found.state != State.ANNOUNCED.value:
        return redirect("draw:draw", number=number)
    context = {
        "draw": found,
        "line": found.line,
        "exercise": found.exercise,
        "asked": found.freeze_asked_by,
        "may_confirm": found.freeze_asked_by not in (None, person(request)),
        "breadcrumbs": crumbs(found, _("Check and freeze the list")),
        **checked(found.line, found.rounds, ladder_of(found)),
    }
    return render(request, "draw/freeze.html", context)


@may(*WHO[Act.BIND])
def bind(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """Fix officers, edges, caps; where a lottery or drand was announced, also issue and moment."""
    found = own_draw(request, number)
    wanted = needs_appointment(found.sources)
    if request.method != "POST" and not wanted:
        return redirect("draw:draw", number=number)
    posted = request.POST if request.method == "POST" else None
    form = BindForm(posted, announced=found.sources)
    if request.method == "POST" and form.is_valid():
        said = _("Bound. Only now may randomness come into the world.")
        return act(
            request, number, said, operations.bind,
            round_number=round_number, appointment=form.appointment(),
        )  # fmt: skip
    context = {
        "draw": found,
        "exercise": found.exercise,
        "form": form,
        "round_number": round_number,
        "words": ACTS[Act.BIND],
        "breadcrumbs": crumbs(found, _("Bind officers and rules")),
    }
    return render(request, "draw/bind.html", context, status=422 if form.errors else 200)


@may(*WHO[Act.OPEN_NUMBER])
@require_POST
def open_number(request: HttpRequest, number: str, round_number: int, seat: int) -> HttpResponse:
    """Open the number of one seat."""
    said = _("The number of seat %(seat)d is open.") % {"seat": seat}
    return act(request, number, said, operations.open_number, seat=seat, round_number=round_number)


@may(*WHO[Act.DRAW])
@require_POST
def run(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """Draw, once."""
    said = _("Drawn and sealed. Nobody has seen a name.")
    return act(request, number, said, operations.draw, round_number=round_number)


@may(*WHO[Act.OPEN])
@require_POST
def open_envelopes(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """Open the next envelopes of a round to their officers."""
    own_draw(request, number)
    form = OpenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("How many envelopes? Write a number from 1 on."))
        return redirect("draw:draw", number=number)
    values = form.cleaned_data
    try:
        operations.open_assignments(
            by=person(request), number=number, round_number=round_number,
            opened=values["opened"], count=values["count"],
        )  # fmt: skip
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("draw:draw", number=number)
    messages.success(request, _("Opened. The officers find their visits under “My visits”."))
    # That page says who of them may not go any more (article 16).
    return redirect("draw:envelopes", number=number)


@may(*WHO[Act.REVEAL])
@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Reveal the key, keep the record."""
    said = _("Revealed. The record is verified and may be downloaded by everybody.")
    return act(request, number, said, operations.reveal)

"""What the desk does in a session: add a draw, answer, hand a seat over, withdraw it, close."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.documents.draw_record import qr
from yaohao.stages.draw import operations
from yaohao.stages.draw.forms.hall import AddDrawForm, CauseForm, WordsForm
from yaohao.stages.draw.models import Objection
from yaohao.stages.draw.queries.hall import ready_for_session
from yaohao.stages.draw.rules import SESSION_DESK
from yaohao.stages.draw.views.sessions.finding import act, crumbs, own_session


@may(*SESSION_DESK)
@require_POST
def add_draw(request: HttpRequest, number: str) -> HttpResponse:
    """One more draw on the agenda."""
    own_session(request, number)
    form = AddDrawForm(request.POST, free=ready_for_session(person(request)))
    if not form.is_valid():
        messages.error(request, _("Choose a draw that is not over and stands in no open session."))
        return redirect("draw:session", number=number)
    said = _("Draw %(draw)s stands on the agenda; witnesses see it on their phones.") % (
        form.cleaned_data
    )
    return act(request, number, said, operations.add_draw, **form.cleaned_data)


@may(*SESSION_DESK)
@require_POST
def close_session(request: HttpRequest, number: str) -> HttpResponse:
    """Close: nobody comes in, nothing is added."""
    return act(request, number, _("The session is closed."), operations.close_session)


@may(*SESSION_DESK)
@require_POST
@never_cache
def release_seat(request: HttpRequest, number: str, seat: int) -> HttpResponse:
    """A code by which another phone takes the seat over, shown once."""
    found = own_session(request, number)
    try:
        released, code = operations.release_seat(by=person(request), number=number, seat=seat)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("draw:session", number=number)
    address = request.build_absolute_uri(reverse("draw:hall-resume", args=[code]))
    context = {
        "session": found,
        "seat": released,
        "address": address,
        "code": qr(address, sized=False),
        "breadcrumbs": crumbs(found, _("Hand the seat over")),
    }
    return render(request, "draw/sessions/release.html", context)


@may(*SESSION_DESK)
@require_POST
def withdraw_seat(request: HttpRequest, number: str, seat: int) -> HttpResponse:
    """Withdraw a seat, with its cause."""
    own_session(request, number)
    form = CauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in up to 200 characters why the seat is withdrawn."))
        return redirect("draw:session", number=number)
    said = _("Seat %(seat)d is withdrawn. What was done there stays.") % {"seat": seat}
    return act(
        request, number, said, operations.withdraw_seat, seat=seat, cause=form.cleaned_data["cause"]
    )


@may(*SESSION_DESK)
@require_POST
def answer_objection(request: HttpRequest, number: str, objection: int) -> HttpResponse:
    """The bureau's answer, once."""
    own_session(request, number)
    form = WordsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the answer in up to 1,000 characters."))
        return redirect("draw:session", number=number)
    try:
        return act(
            request, number, _("Answered. The witness sees it."), operations.answer_objection,
            objection=objection, text=form.cleaned_data["text"],
        )  # fmt: skip
    except Objection.DoesNotExist:
        raise Http404 from None

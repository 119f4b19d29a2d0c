"""Into the hall: by the code of the session, or by that of a seat on another phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yaohao.ground.accounts.rights import public
from yaohao.ground.audit.rules import STRANGER
from yaohao.stages.draw import operations
from yaohao.stages.draw.forms.hall import JoinForm
from yaohao.stages.draw.models import Seat, Session
from yaohao.stages.draw.seating import join_digest
from yaohao.stages.draw.views.hall.phones import crowded, gone, phone_of, seat_of, with_phone


@public
@never_cache
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Name and office, then the own seat. Who has one is led there, also by the same link later."""
    session = Session.objects.select_related("bureau").filter(join=join_digest(code)).first()
    if session is None:
        return gone(request, _("This code opens no session"))
    mine = seat_of(request, session)
    if mine:
        return redirect("draw:seat", number=session.number, seat=mine.number)
    form = JoinForm(request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = _barred(request)
        if not refused:
            try:
                seat = operations.take_seat(
                    by=STRANGER, code=code, phone=phone_of(request), **form.cleaned_data
                )
            except Session.DoesNotExist:  # closed or renewed in between
                return gone(request, _("This code opens no session"))
            except operations.Refused as refusal:
                refused = str(refusal)
            else:
                return redirect("draw:seat", number=session.number, seat=seat.number)
    context = {"session": session, "form": form, "refused": refused}
    bad = bool(refused or form.errors)
    return with_phone(
        request, render(request, "draw/hall/join.html", context, status=422 if bad else 200)
    )


@public
@never_cache
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """A seat whose phone was lost or is empty: its person takes it over here, once."""
    seats = Seat.objects.select_related("session__bureau")
    seat = seats.filter(code=join_digest(code)).first()
    if seat is None:
        return gone(request, _("This code opens no seat"))
    refused = ""
    if request.method == "POST":
        refused = _barred(request)
        if not refused:
            try:
                operations.resume_seat(by=STRANGER, code=code, phone=phone_of(request))
            except Seat.DoesNotExist:  # somebody was quicker
                return gone(request, _("This code opens no seat"))
            except operations.Refused as refusal:
                refused = str(refusal)
            else:
                return redirect("draw:seat", number=seat.session.number, seat=seat.number)
    context = {"session": seat.session, "seat": seat, "refused": refused}
    return with_phone(
        request, render(request, "draw/hall/resume.html", context, status=422 if refused else 200)
    )


def _barred(request: HttpRequest) -> str:
    """Why this phone cannot come in now, empty when it can."""
    if not phone_of(request):
        return _(
            "This browser keeps no cookies, so the seat could not be found again. Allow them, or "
            "open the link in another browser; then send once more."
        )
    if crowded(request):
        return _("Too many at the door at once. Wait a minute, then send once more.")
    return ""

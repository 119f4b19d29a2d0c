"""What a witness presses. Each leads back to the seat; a second press changes nothing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.stages.draw import operations
from yaohao.stages.draw.forms.hall import NumberForm
from yaohao.stages.draw.models import Draw, Seat, SessionDraw
from yaohao.stages.draw.views.hall.phones import seated
from yaohao.stages.draw.views.hall.seat import page


@seated
@require_POST
def compare(request: HttpRequest, seat: Seat, draw: str) -> HttpResponse:
    """Equal with the print, or not."""
    equal = request.POST.get("equal") == "yes"
    said = _("Noted: equal.") if equal else _(
        "Noted: not equal. Show it to the clerk at once; you can compare again, and object."
    )  # fmt: skip
    return _do(
        request, seat, said,
        lambda: operations.compare_list(
            by=seat, number=draw, digest=request.POST.get("digest", ""), equal=equal
        ),
        warns=not equal,
    )  # fmt: skip


@seated
def commit_own(request: HttpRequest, seat: Seat, draw: str) -> HttpResponse:
    """The own number with the code of the slip; a wrong one stays in the field."""
    if request.method != "POST":
        return _home(seat)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return page(request, seat, form=form, refused=_("The number has 1 to 64 digits."))
    item = _item(seat, draw)
    if item is None:
        return _home(seat)
    try:
        made = operations.commit_number(
            by=seat, number=draw, round_number=item.round, **form.cleaned_data
        )
    except operations.Refused as refusal:
        return page(request, seat, form=form, refused=str(refusal))
    messages.success(
        request,
        _("Your commitment is in the log as number %(seat)d. Keep your paper until it is opened.")
        % {"seat": made.seat},
    )
    return _home(seat)


@seated
@require_POST
def open_own(request: HttpRequest, seat: Seat, draw: str) -> HttpResponse:
    """Open the own number."""
    item = _item(seat, draw)
    if item is None:
        return _home(seat)
    mine = item.draw.contributions.filter(round=item.round, witness=seat).first()
    if mine is None:
        return _home(seat)
    return _do(
        request, seat, _("Your number is open. Compare it with your paper on the big screen."),
        lambda: operations.open_number(
            by=seat, number=draw, seat=mine.seat, round_number=item.round
        ),
    )  # fmt: skip


@seated
@require_POST
def press(request: HttpRequest, seat: Seat, draw: str) -> HttpResponse:
    """开始."""
    said = _("You have pressed start.")
    return _do(request, seat, said, lambda: operations.press_start(by=seat, number=draw))


@seated
@require_POST
def sign(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The signature under the records that were shown."""
    seals = dict(zip(request.POST.getlist("draw"), request.POST.getlist("seal"), strict=False))
    strokes = request.POST.get("strokes", "")
    return _do(
        request, seat, _("Signed. Thank you."),
        lambda: operations.sign_records(by=seat, seals=seals, strokes=strokes),
    )  # fmt: skip


def _do(
    request: HttpRequest, seat: Seat, said: str, deed: Callable[[], object], *, warns: bool = False
) -> HttpResponse:
    try:
        deed()
    except (Draw.DoesNotExist, SessionDraw.DoesNotExist):
        return _home(seat)
    except operations.Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.add_message(request, messages.WARNING if warns else messages.SUCCESS, said)
    return _home(seat)


def _item(seat: Seat, draw: str) -> SessionDraw | None:
    items = seat.session.agenda.select_related("draw").filter(draw__number=draw)
    return items.first()


def _home(seat: Seat) -> HttpResponse:
    return redirect("draw:seat", number=seat.session.number, seat=seat.number)

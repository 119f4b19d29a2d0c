"""异议: the page on which a witness objects, at any time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yaohao.stages.draw import operations
from yaohao.stages.draw.forms.hall import WordsForm
from yaohao.stages.draw.models import Seat, SessionDraw
from yaohao.stages.draw.queries.hall import agenda
from yaohao.stages.draw.views.hall.phones import seated


@seated
def raise_objection(request: HttpRequest, seat: Seat) -> HttpResponse:
    """To one draw or to the session; what was typed stays when it is refused."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    chosen = request.POST.get("draw", request.GET.get("draw", ""))
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            operations.raise_objection(by=seat, number=chosen, **form.cleaned_data)
        except SessionDraw.DoesNotExist:
            refused = _("That draw is not on the agenda. Choose again.")
        except operations.Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(
                request, _("Your objection is recorded. It is printed in the minutes.")
            )
            return redirect("draw:seat", number=seat.session.number, seat=seat.number)
    context = {
        "session": seat.session,
        "seat": seat,
        "form": form,
        "chosen": chosen,
        "items": agenda(seat.session),
        "refused": refused,
    }
    bad = bool(refused or form.errors)
    return render(request, "draw/hall/objection.html", context, status=422 if bad else 200)

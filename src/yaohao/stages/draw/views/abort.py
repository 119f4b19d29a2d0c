"""Breaking a draw off: one proposes, another does it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations
from yaohao.stages.draw.forms import AbortForm
from yaohao.stages.draw.rules import UNDER_WAY, WHO, Act, State
from yaohao.stages.draw.texts import ACTS
from yaohao.stages.draw.views.finding import act, crumbs, own_draw


@may(*WHO[Act.ASK_ABORT])
def abort(request: HttpRequest, number: str) -> HttpResponse:
    """The proposal with its cause; for a second person, a leader, the button that does it."""
    found, user = own_draw(request, number), person(request)
    if State(found.state) not in UNDER_WAY:
        return redirect("draw:draw", number=number)
    if "do" in request.POST:
        return act(request, number, _("The draw is broken off. Reveal it next."), operations.abort)
    form = AbortForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_abort(by=user, number=number, cause=form.cleaned_data["cause"])
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Proposed. A leader other than you must do it."))
            return redirect("draw:abort", number=number)
    asked = found.abort_asked_by
    context = {
        "draw": found,
        "exercise": found.exercise,
        "form": form,
        "asked": asked,
        "may_do": asked is not None and asked != user and user.holds(*WHO[Act.ABORT]),
        "words": ACTS[Act.ABORT],
        "breadcrumbs": crumbs(found, _("Break the draw off")),
    }
    return render(request, "draw/abort.html", context, status=422 if form.errors else 200)

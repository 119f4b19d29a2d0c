"""The shares of the key: handed to their holders, and brought back if the key is lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations
from yaohao.stages.draw.forms import RestoreForm
from yaohao.stages.draw.rules import WHO, Act, State, after
from yaohao.stages.draw.views.finding import act, crumbs, own_draw


@may(*WHO[Act.HAND_SHARE])
def shares(request: HttpRequest, number: str) -> HttpResponse:
    """Who holds a share, and which were handed over when and by whom."""
    found = own_draw(request, number)
    context = {
        "draw": found,
        "exercise": found.exercise,
        "may_hand": after(State(found.state), Act.HAND_SHARE) is not None,
        "shares": found.shares.select_related("taken_by").order_by("number"),
        "breadcrumbs": crumbs(found, _("Shares of the key")),
    }
    return render(request, "draw/shares.html", context)


@may(*WHO[Act.HAND_SHARE])
@require_POST
@never_cache
def hand_share(request: HttpRequest, number: str, share: int) -> HttpResponse:
    """The slip of one share, shown once."""
    found = own_draw(request, number)
    try:
        plain = operations.hand_share(by=person(request), number=number, share=share)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("draw:shares", number=number)
    context = {
        "draw": found,
        "exercise": found.exercise,
        "share": found.shares.get(number=share),
        "plain": plain,
        "breadcrumbs": crumbs(found, _("Shares of the key")),
    }
    return render(request, "draw/share.html", context)


@may(*WHO[Act.RESTORE_KEY])
@never_cache
def restore(request: HttpRequest, number: str) -> HttpResponse:
    """Two shares give the lost key back."""
    found = own_draw(request, number)
    form = RestoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = _("The key is whole again and agrees with its commitment.")
        return act(request, number, said, operations.restore_key, **form.cleaned_data)
    context = {
        "draw": found,
        "exercise": found.exercise,
        "form": form,
        "breadcrumbs": crumbs(found, _("Bring the key back")),
    }
    return render(request, "draw/restore.html", context, status=422 if form.errors else 200)

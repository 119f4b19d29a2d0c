"""What people bring to the draw: a witness's number, the public dice."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations, queries
from yaohao.stages.draw.forms import CommitForm, DiceForm
from yaohao.stages.draw.models import DiceEntry, Draw
from yaohao.stages.draw.rules import WHO, Act, State, differences
from yaohao.stages.draw.views.finding import crumbs, own_draw


@may(*WHO[Act.COMMIT])
@never_cache
def commit(request: HttpRequest, number: str) -> HttpResponse:
    """The slip, the witness's number, the commitment.

    The code of the slip is made with the page and stands on it, for the witness to print or copy;
    the server keeps no page and no session of it (docs/adr/0010-witness-numbers.md).
    """
    found = own_draw(request, number)
    form = CommitForm(request.POST or None, initial={"nonce": secrets.token_hex(32)})
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.commit_number(by=person(request), number=number, **form.cleaned_data)
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("Seat %(seat)d: the commitment is in the log. The witness keeps the slip.")
                % {"seat": made.seat},
            )
        return redirect("draw:draw", number=number)
    if found.state != State.FROZEN.value:
        return redirect("draw:draw", number=number)
    context = {
        "draw": found,
        "exercise": found.exercise,
        "form": form,
        "code": form["nonce"].value(),
        "seat": found.contributions.count() + 1,
        "breadcrumbs": crumbs(found, _("Take a witness's number")),
    }
    return render(request, "draw/commit.html", context)


@may(*WHO[Act.TYPE_DICE])
@never_cache
def dice(request: HttpRequest, number: str) -> HttpResponse:
    """39 throws in groups of five, typed by two people who do not see each other's entry."""
    found = own_draw(request, number)
    source = queries.dice_source(found)
    if source is None or found.state != State.BOUND.value:
        return redirect("draw:draw", number=number)
    form = DiceForm(request.POST or None, source=source)
    if request.method == "POST" and form.is_valid():
        try:
            operations.type_dice(by=person(request), number=number, throws=form.throws)
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("draw:draw", number=number)
        if queries.progress(found).dice_agreed:
            messages.success(request, _("Both readings are equal. The dice are in the log."))
            return redirect("draw:draw", number=number)
        return redirect("draw:dice", number=number)
    typings = list(found.dice.filter(serves=None).select_related("person").order_by("at", "pk"))
    context = {
        "draw": found,
        "exercise": found.exercise,
        "form": form,
        "source": source,
        "mine": next((row for row in typings if row.person == request.user), None),
        "typings": typings,
        "mismatch": mismatch(typings),
        "closed": _closed_seats(found),
        "breadcrumbs": crumbs(found, _("Type the dice")),
    }
    return render(request, "draw/dice.html", context)


def mismatch(typings: list[DiceEntry]) -> list[tuple[int, str, str]]:
    """Where the two last readings differ: (throw, first reading, second reading)."""
    if len(typings) < 2:
        return []
    first, second = typings[-2].throws, typings[-1].throws
    return [(place, first[place - 1], second[place - 1]) for place in differences(first, second)]


def _closed_seats(draw: Draw) -> list[int]:
    closed = draw.contributions.filter(opened=None).order_by("seat")
    return list(closed.values_list("seat", flat=True))

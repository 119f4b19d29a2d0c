"""What people bring to a round: a witness's number, dice, a lottery's numbers, drand."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations, queries
from yaohao.stages.draw.forms import CommitForm, DiceForm, DrandForm, FailureForm, LotteryForm
from yaohao.stages.draw.models import DiceEntry, Draw
from yaohao.stages.draw.queries.rounds import current, stage
from yaohao.stages.draw.rules import WHO, Act, Stage, differences
from yaohao.stages.draw.texts import source_words
from yaohao.stages.draw.views.finding import act, crumbs, own_draw


@may(*WHO[Act.COMMIT])
@never_cache
def commit(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """The slip, the witness's number, the commitment.

    The code of the slip is made with the page and stands on it, for the witness to print or copy;
    the server keeps no page and no session of it (docs/adr/0010-witness-numbers.md).
    """
    found = own_draw(request, number)
    form = CommitForm(request.POST or None, initial={"nonce": secrets.token_hex(32)})
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.commit_number(
                by=person(request), number=number, round_number=round_number, **form.cleaned_data
            )
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("Seat %(seat)d: the commitment is in the log. The witness keeps the slip.")
                % {"seat": made.seat},
            )
        return redirect("draw:draw", number=number)
    if not _in_work(found, round_number, Stage.WAITING):
        return redirect("draw:draw", number=number)
    context = {
        **_context(found, round_number, _("Take a witness's number")),
        "form": form,
        "code": form["nonce"].value(),
        "seat": found.contributions.filter(round=round_number).count() + 1,
    }
    return render(request, "draw/commit.html", context)


@may(*WHO[Act.TYPE_DICE])
@never_cache
def dice(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """The throws in groups of five, typed by two people who do not see each other's entry."""
    found = own_draw(request, number)
    source = queries.source_of(found, round_number, "dice")
    if source is None or not _in_work(found, round_number, Stage.BOUND):
        return redirect("draw:draw", number=number)
    form = DiceForm(request.POST or None, source=source)
    if request.method == "POST" and form.is_valid():
        try:
            operations.type_dice(
                by=person(request), number=number, throws=form.throws, round_number=round_number
            )
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("draw:draw", number=number)
        if "dice" in queries.progress(found).valued:
            messages.success(request, _("Both readings are equal. The dice are in the log."))
            return redirect("draw:draw", number=number)
        return redirect("draw:dice", number=number, round_number=round_number)
    context = {
        **_context(found, round_number, _("Type the dice")),
        **_typings(request, found, round_number, "dice"),
        "form": form,
        "source": source,
        "closed": _closed_seats(found, round_number),
    }
    return render(request, "draw/dice.html", context)


@may(*WHO[Act.TYPE_LOTTERY])
@never_cache
def lottery(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """The numbers of the bound issue, typed by two people."""
    found = own_draw(request, number)
    source = queries.source_of(found, round_number, "lottery")
    if source is None or not _in_work(found, round_number, Stage.BOUND):
        return redirect("draw:draw", number=number)
    form = LotteryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.type_lottery(
                by=person(request), number=number, round_number=round_number, **form.cleaned_data
            )
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("draw:draw", number=number)
        if "lottery" in queries.progress(found).valued:
            messages.success(request, _("Both readings are equal. The numbers are in the log."))
            return redirect("draw:draw", number=number)
        return redirect("draw:lottery", number=number, round_number=round_number)
    context = {
        **_context(found, round_number, _("Type the numbers of the lottery")),
        **_typings(request, found, round_number, "lottery"),
        "form": form,
        "source": source_words(source.text),
    }
    return render(request, "draw/lottery.html", context, status=422 if form.errors else 200)


@may(*WHO[Act.NOTE_DRAND])
@never_cache
def drand(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """The signature of the bound drand round, pasted and verified."""
    found = own_draw(request, number)
    source = queries.source_of(found, round_number, "drand")
    if source is None or not _in_work(found, round_number, Stage.BOUND):
        return redirect("draw:draw", number=number)
    form = DrandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.note_drand(
                by=person(request), number=number, round_number=round_number, **form.cleaned_data
            )
        except operations.Refused as refusal:
            form.add_error("signature", str(refusal))
        else:
            messages.success(request, _("The signature verifies and is in the log."))
            return redirect("draw:draw", number=number)
    context = {
        **_context(found, round_number, _("Enter the drand signature")),
        "form": form,
        "source": source_words(source.text),
        "beacon": source.number,
    }
    return render(request, "draw/drand.html", context, status=422 if form.errors else 200)


@may(*WHO[Act.REPORT_FAILURE])
def failure(request: HttpRequest, number: str, round_number: int) -> HttpResponse:
    """A lottery that was not drawn: one reports it, a second lets the fallback in."""
    found, user = own_draw(request, number), person(request)
    source = queries.source_of(found, round_number, "lottery")
    if source is None or not _in_work(found, round_number, Stage.BOUND):
        return redirect("draw:draw", number=number)
    if "do" in request.POST:
        said = _("The fallback stands in for the lottery. The log says why.")
        return act(request, number, said, operations.replace_source, round_number=round_number)
    form = FailureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.report_failure(
                by=user, number=number, round_number=round_number, **form.cleaned_data
            )
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Reported. A second person must let the fallback in."))
        return redirect("draw:failure", number=number, round_number=round_number)
    asked = found.failures.filter(round=round_number, entry=None).first()
    context = {
        **_context(found, round_number, _("The lottery was not drawn")),
        "form": form,
        "source": source_words(source.text),
        "instead": [source_words(text) for _place, text in found.fallbacks],
        "asked": asked,
        "may_do": asked is not None and asked.reported_by != user,
    }
    return render(request, "draw/failure.html", context, status=422 if form.errors else 200)


def _in_work(draw: Draw, round_number: int, wanted: Stage) -> bool:
    """Whether the round is the one in work and has come so far."""
    return round_number == current(draw) and stage(draw, round_number) is wanted


def _context(draw: Draw, round_number: int, label: str) -> dict[str, Any]:
    return {
        "draw": draw,
        "exercise": draw.exercise,
        "round_number": round_number,
        "several": len(draw.plan) > 1,
        "breadcrumbs": crumbs(draw, label),
    }


def _typings(request: HttpRequest, draw: Draw, round_number: int, kind: str) -> dict[str, Any]:
    rows = draw.dice.filter(round=round_number, kind=kind, serves=None)
    typings = list(rows.select_related("person").order_by("at", "pk"))
    return {
        "mine": next((row for row in typings if row.person == request.user), None),
        "typings": typings,
        "mismatch": mismatch(typings),
    }


def mismatch(typings: list[DiceEntry]) -> list[tuple[int, str, str]]:
    """Where the two last readings differ: (throw, first reading, second reading)."""
    if len(typings) < 2:
        return []
    first, second = typings[-2].throws, typings[-1].throws
    return [
        (place, first[place - 1 : place], second[place - 1 : place])  # one may be shorter
        for place in differences(first, second)
    ]


def _closed_seats(draw: Draw, round_number: int) -> list[int]:
    closed = draw.contributions.filter(round=round_number, opened=None).order_by("seat")
    return list(closed.values_list("seat", flat=True))

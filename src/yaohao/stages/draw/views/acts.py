"""One button, one call, back to the page of the draw."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.forms import OpenForm, PrepareForm
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.draw.views.finding import act, crumbs, own_draw
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import line_for_draw
from yaohao.stages.planning.texts import stratum_word


@may(*WHO[Act.PREPARE])
def prepare(request: HttpRequest, line: int) -> HttpResponse:
    """Choose kind and sources of the draw of a plan line; shows what would be drawn today."""
    user = person(request)
    try:
        found = line_for_draw(line, user.bureau)
    except Line.DoesNotExist:
        raise Http404 from None
    form = PrepareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = operations.prepare(
                by=user,
                line=line,
                exercise=values["kind"] == "exercise",
                witnesses=values["witnesses"],
                dice=values["dice"],
            )
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("draw:prepare", line=line)
        messages.success(request, _("Prepared. A leader announces it next."))
        return redirect("draw:draw", number=made.number)
    context = {
        "line": found,
        "form": form,
        "before": found.draws.order_by("pk"),
        "breadcrumbs": crumbs(label=_("Prepare a draw")),
        **_checked(found),
    }
    return render(request, "draw/prepare.html", context)


@may(*WHO[Act.ANNOUNCE])
@require_POST
def announce(request: HttpRequest, number: str) -> HttpResponse:
    """The second person announces."""
    said = _("Announced. The public log has the first entry of this draw.")
    return act(request, number, said, operations.announce)


@may(*WHO[Act.FREEZE])
def freeze(request: HttpRequest, number: str) -> HttpResponse:
    """First the check of pool, quotas and people; then the freeze."""
    found = own_draw(request, number)
    if request.method == "POST":
        return act(request, number, _("The list is frozen."), operations.freeze)
    if found.state != State.ANNOUNCED.value:
        return redirect("draw:draw", number=number)
    context = {
        "draw": found,
        "line": found.line,
        "exercise": found.exercise,
        "breadcrumbs": crumbs(found, _("Check and freeze the list")),
        **_checked(found.line),
    }
    return render(request, "draw/freeze.html", context)


@may(*WHO[Act.BIND])
@require_POST
def bind(request: HttpRequest, number: str) -> HttpResponse:
    """Fix officers, edges, caps."""
    said = _("Bound. Only now may randomness come into the world.")
    return act(request, number, said, operations.bind)


@may(*WHO[Act.OPEN_NUMBER])
@require_POST
def open_number(request: HttpRequest, number: str, seat: int) -> HttpResponse:
    """Open the number of one seat."""
    said = _("The number of seat %(seat)d is open.") % {"seat": seat}
    return act(request, number, said, operations.open_number, seat=seat)


@may(*WHO[Act.DRAW])
@require_POST
def run(request: HttpRequest, number: str) -> HttpResponse:
    """Draw, once."""
    said = _("Drawn and sealed. Nobody has seen a name.")
    return act(request, number, said, operations.draw)


@may(*WHO[Act.OPEN])
@require_POST
def open_envelopes(request: HttpRequest, number: str) -> HttpResponse:
    """Open the next envelopes to their officers."""
    own_draw(request, number)
    form = OpenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("How many envelopes? Write a number from 1 on."))
        return redirect("draw:draw", number=number)
    said = _("Opened. The officers find their visits under “My visits”.")
    values = form.cleaned_data
    return act(
        request,
        number,
        said,
        operations.open_assignments,
        opened=values["opened"],
        count=values["count"],
    )


@may(*WHO[Act.REVEAL])
@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Reveal the key, keep the record."""
    said = _("Revealed. The record is verified and may be downloaded by everybody.")
    return act(request, number, said, operations.reveal)


def _checked(line: Line) -> dict[str, object]:
    checked = check(line)
    names = {
        portion.code: stratum_word(line.stratify_by, portion.code) for portion in checked.portions
    }
    return {
        "check": checked,
        "portions": [(names[portion.code], portion) for portion in checked.portions],
    }

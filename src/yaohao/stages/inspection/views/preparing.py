"""Taking an envelope to work, a visit for a cause, the scheme."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.models import Draw
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.forms import CauseForm, QuestionForm, SchemeForm
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.views.finding import crumbs, own
from yaohao.stages.inspection.views.held import Held, kept


@may(Role.OFFICER, Role.SECTION_HEAD)
@require_POST
def begin(request: HttpRequest, number: str, round_number: int, position: int) -> HttpResponse:
    """From 我的检查: the envelope becomes an inspection."""
    try:
        made = operations.begin(
            by=person(request), number=number, position=position, round_number=round_number
        )
    except Draw.DoesNotExist as error:
        raise Http404 from error
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("draw:visits")
    return redirect("inspection:inspection", pk=made.pk)


@may(Role.CLERK, Role.SECTION_HEAD)
def cause_add(request: HttpRequest) -> HttpResponse:
    """A visit for a complaint, an order from above or a transfer (article 5)."""
    user = person(request)
    form = CauseForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        user=user,
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        scan = values["scan"].read() if values["scan"] else b""
        try:
            made = operations.begin_for_cause(
                by=user,
                object_pk=values["object_id"].pk,
                item_pk=values["item"].pk,
                officers=[officer.pk for officer in form.team()],
                cause=values,
                planned_on=values["planned_on"],
                scan=scan,
            )
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("inspection:inspection", pk=made.pk)
    return render(request, "inspection/cause_form.html", {"form": form})


@may(Role.OFFICER, Role.SECTION_HEAD)
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """The scheme and its checklist."""
    return scheme_page(request, own(request, pk))


def scheme_page(request: HttpRequest, made: Inspection, held: Held | None = None) -> HttpResponse:
    """Scheme and checklist; after a refused question with what was typed, status 422."""
    writes = request.method == "POST" and held is None
    initial = {
        "planned_on": made.planned_on, "method": made.method, "purpose": made.purpose,
        "covert": made.covert, "revision": made.revision,
    }  # fmt: skip
    form = SchemeForm(request.POST if writes else None, initial=initial)
    if writes and form.is_valid():
        try:
            operations.change_scheme(by=person(request), pk=made.pk, **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The scheme is written."))
            return redirect("inspection:inspection", pk=made.pk)
    context = {
        "inspection": made,
        "form": form,
        "question_form": kept(held, "add-question", QuestionForm()),
        "questions": made.questions.order_by("number"),
        "breadcrumbs": crumbs(made, _("Scheme")),
    }
    return render(request, "inspection/scheme.html", context, status=422 if held else 200)

"""The report in five parts, and a task on its way to the hall."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.documents.download import PaperLink, links
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws
from yaohao.stages.inspection import operations, queries
from yaohao.stages.inspection.forms import DeliveryForm, ReportForm, SummaryForm
from yaohao.stages.inspection.models import Summary
from yaohao.stages.inspection.rules import PARTS, State
from yaohao.stages.inspection.views.finding import READERS, crumbs, is_of_team, own

TASK_READERS = (
    Role.CLERK, Role.SECTION_HEAD, Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR, Role.HALL,
)  # fmt: skip


@may(*READERS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The five parts with their clock; the team writes while the record is not reported."""
    made = own(request, pk)
    found = getattr(made, "report", None)
    if found is None:
        raise Http404
    writable = is_of_team(request, made) and made.state == State.RECORDED.value
    initial = {name: getattr(found, name) for name in (*PARTS, "revision")}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        revision = values.pop("revision")
        try:
            operations.write_report(by=person(request), pk=pk, revision=revision, parts=values)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down."))
            return redirect("inspection:report", pk=pk)
    context = {
        "inspection": made,
        "report": found,
        "form": form if writable else None,
        "parts": [(form.fields[name].label, getattr(found, name)) for name in PARTS],
        "breadcrumbs": crumbs(made, _("Report")),
    }
    return render(request, "inspection/report.html", context)


@may(*TASK_READERS)
def task(request: HttpRequest, number: str) -> HttpResponse:
    """How far the visits of a task are, its summary, its delivery to the hall."""
    draw = _own_draw(request, number)
    form = SummaryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.summarise(by=person(request), number=number, **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
            messages.error(request, str(refusal))
        else:
            return redirect("inspection:task", number=number)
    return _task_page(request, draw, summary_form=form)


@may(*TASK_READERS)
def summaries(request: HttpRequest) -> HttpResponse:
    """The summaries of the bureau's tasks and whether the hall has them."""
    found = queries.summaries(person(request))
    rows = [{"summary": summary, "papers": _papers(summary)} for summary in found]
    sentence = ngettext("%(count)d summary", "%(count)d summaries", len(rows)) % {
        "count": len(rows)
    }
    return render(request, "inspection/summaries.html", {"rows": rows, "sentence": sentence})


def _task_page(
    request: HttpRequest,
    draw: Draw,
    summary_form: SummaryForm | None = None,
    delivery_form: DeliveryForm | None = None,
) -> HttpResponse:
    user = person(request)
    figures = queries.progress(draw)
    summary = Summary.objects.filter(draw=draw).select_related("delivery").first()
    context = {
        "draw": draw,
        "figures": figures,
        "text": queries.summary_text(draw, figures),
        "summary": summary,
        "papers": _papers(summary) if summary else [],
        "may_sum": user.holds(Role.CLERK, Role.SECTION_HEAD),
        "may_deliver": user.holds(Role.CLERK),
        "summary_form": summary_form or SummaryForm(),
        "delivery_form": delivery_form or DeliveryForm(),
    }
    refused = any(form and form.is_bound for form in (summary_form, delivery_form))
    return render(request, "inspection/task.html", context, status=422 if refused else 200)


@may(Role.CLERK)
@require_POST
def deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the hall's receipt."""
    user = person(request)
    summary = Summary.objects.of(user.bureau).filter(pk=pk).select_related("draw").first()
    if summary is None:
        raise Http404
    form = DeliveryForm(request.POST)
    if form.is_valid():
        try:
            operations.deliver(by=user, pk=pk, **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The delivery is noted."))
            return redirect("inspection:task", number=summary.draw.number)
    return _task_page(request, summary.draw, delivery_form=form)


def _papers(summary: Summary) -> list[PaperLink]:
    return links(summary.subject, "inspection:summary-paper", summary.pk)


def _own_draw(request: HttpRequest, number: str) -> Draw:
    try:
        return draws(person(request)).get(number=number, exercise=False)
    except Draw.DoesNotExist as error:
        raise Http404 from error

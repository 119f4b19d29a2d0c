"""The report in five parts, and a task on its way to the hall."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws
from yaohao.stages.inspection import operations, queries
from yaohao.stages.inspection.forms import DeliveryForm, ReportForm, SummaryForm
from yaohao.stages.inspection.models import Summary
from yaohao.stages.inspection.rules import PARTS, State
from yaohao.stages.inspection.views.finding import READERS, crumbs, is_of_team, own
from yaohao.stages.inspection.views.papers import summary_links

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
    user = person(request)
    draw = _own_draw(request, number)
    figures = queries.progress(draw)
    if request.method == "POST":
        form = SummaryForm(request.POST)
        try:
            text = form.cleaned_data["text"] if form.is_valid() else ""
            operations.summarise(by=user, number=number, text=text)
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("inspection:task", number=number)
    summary = Summary.objects.filter(draw=draw).select_related("delivery").first()
    context = {
        "draw": draw,
        "figures": figures,
        "text": queries.summary_text(draw, figures),
        "summary": summary,
        "papers": summary_links(summary) if summary else [],
        "may_sum": user.holds(Role.CLERK, Role.SECTION_HEAD),
        "may_deliver": user.holds(Role.CLERK),
        "summary_form": SummaryForm(),
        "delivery_form": DeliveryForm(),
    }
    return render(request, "inspection/task.html", context)


@may(Role.CLERK)
@require_POST
def deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the hall's receipt."""
    user = person(request)
    summary = Summary.objects.of(user.bureau).filter(pk=pk).select_related("draw").first()
    if summary is None:
        raise Http404
    form = DeliveryForm(request.POST)
    try:
        if not form.is_valid():
            raise operations.Refused(_("Delivered on: give the day as 2026-11-24."))
        operations.deliver(by=user, pk=pk, **form.cleaned_data)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The delivery is noted."))
    return redirect("inspection:task", number=summary.draw.number)


def _own_draw(request: HttpRequest, number: str) -> Draw:
    try:
        return draws(person(request)).get(number=number, exercise=False)
    except Draw.DoesNotExist as error:
        raise Http404 from error

"""Orders and their re-checks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.documents.download import links
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.links import export_links
from yaohao.ground.theme.parts import Event, Fact
from yaohao.stages.followup import operations, queries
from yaohao.stages.followup.filters import OrderFilter
from yaohao.stages.followup.forms import IssueForm, OrderForm, RecheckForm
from yaohao.stages.followup.models import Order
from yaohao.stages.followup.tables import ORDERS, OrderTable, order_rows, past_order_rows
from yaohao.stages.followup.views.parts import OFFICERS, READERS, tried, wanted
from yaohao.stages.followup.wording import act_words
from yaohao.stages.inspection.gate import keeps
from yaohao.stages.inspection.models import Inspection


@may(*READERS)
def orders(request: HttpRequest) -> HttpResponse:
    """The orders the reader may see."""
    chosen = OrderFilter(request.GET, queryset=queries.orders(person(request)))
    earlier = chosen.among(queries.past_order_states(person(request)))
    rows = [*order_rows(chosen.qs), *past_order_rows(earlier, timezone.localdate())]
    sentence = ngettext("%(count)d order", "%(count)d orders", len(rows)) % {"count": len(rows)}
    file = wanted(request, ORDERS, rows, _("Orders"), sentence)
    if file:
        return file
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": OrderTable(rows, order_by=request.GET.get("sort", "")),
        "title": _("Orders"),
    }
    return render(request, "followup/list.html", context)


@may(*OFFICERS)
def order_add(request: HttpRequest, inspection: int) -> HttpResponse:
    """Write an order for the problems of one visit."""
    visit = Inspection.objects.visible_to(person(request)).filter(pk=inspection).first()
    if visit is None:
        raise Http404
    form = OrderForm(request.POST if request.method == "POST" else None, inspection=visit)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.draft_order(
                by=person(request), inspection=visit.pk, demands=form.demands()
            )
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("followup:order", pk=made.pk)
    context = {"form": form, "title": _("Order to put right"), "about": visit}
    return render(request, "followup/form.html", context)


@may(*READERS)
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order with its problems and re-checks."""
    found = _own(request, pk)
    context = {
        "order": found,
        "items": found.items.select_related("problem").order_by("problem__number"),
        "rechecks": found.rechecks.order_by("pk"),
        "facts": [
            Fact(_("Enterprise"), found.inspection.object.name),
            Fact(
                _("Inspection"), found.inspection.number,
                reverse("inspection:inspection", args=[found.inspection.pk]),
            ),
            Fact(_("State"), found.get_state_display()),
            Fact(_("Issued on"), found.issued_on or "—"),
            Fact(_("Received by"), found.received_by or "—"),
        ],
        "events": [
            Event(entry.at, act_words(entry.action), entry.actor_name, entry.reason)
            for entry in of_subject(found.subject).reverse()
        ],
        "papers": links(found.subject, "followup:order-paper", found.pk),
        "mine": keeps(found.inspection, person(request)),
        "issue_form": IssueForm(),
        "breadcrumbs": [{"label": _("Orders"), "url": reverse("followup:orders")},
                        {"label": str(found)}],
    }  # fmt: skip
    return render(request, "followup/order.html", context)


@may(*OFFICERS)
@require_POST
def order_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Issue the order, or drop the draft."""
    found, by = _own(request, pk), person(request)
    if act == "issue":
        received_by = request.POST.get("received_by", "")
        tried(request, lambda: operations.issue_order(by=by, pk=pk, received_by=received_by))
    elif act == "drop":
        visit = found.inspection_id
        if tried(request, lambda: operations.drop_order(by=by, pk=pk)):
            return redirect("inspection:inspection", pk=visit)
    else:
        raise Http404
    return redirect("followup:order", pk=pk)


@may(*OFFICERS)
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the problems of an order again."""
    found, by = _own(request, pk), person(request)
    form = RecheckForm(request.POST if request.method == "POST" else None, order=found, user=by)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            operations.recheck(
                by=by, order=pk, on=values["on"], opinion=values["opinion"],
                officers=[officer.pk for officer in values["officers"]],
                fulfilled=form.fulfilled(),
            )  # fmt: skip
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("followup:order", pk=pk)
    context = {"form": form, "title": _("Re-check"), "about": found}
    return render(request, "followup/form.html", context)


def _own(request: HttpRequest, pk: int) -> Order:
    found = queries.orders(person(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

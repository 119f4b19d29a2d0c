"""Orders from before this product: what the sheet says, and their re-checks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.documents.download import answer, links, paper_of
from yaohao.ground.theme.parts import Event, Fact
from yaohao.stages.followup import operations, queries
from yaohao.stages.followup.forms import PastRecheckForm
from yaohao.stages.followup.models.orders import ORDER_STATES
from yaohao.stages.followup.queries import PastState
from yaohao.stages.followup.rules import OrderState
from yaohao.stages.followup.views.parts import OFFICERS, READERS
from yaohao.stages.followup.wording import act_words
from yaohao.stages.inspection.files import read


@may(*READERS)
def past_order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order of a spreadsheet with its re-checks."""
    found = _own(request, pk)
    order = found.order
    open_ = found.state is not OrderState.FULFILLED
    closed = order.closed_on or "—"
    context = {
        "order": order,
        "open": open_,
        "late": open_ and order.due < timezone.localdate(),
        "may_recheck": open_ and person(request).holds(*OFFICERS),
        "rechecks": order.rechecks.order_by("pk"),
        "facts": [
            Fact(
                _("Enterprise"), order.object.name,
                reverse("registers:object", args=[order.object_id]),
            ),
            Fact(_("State"), dict(ORDER_STATES)[found.state.value]),
            Fact(_("Issued on"), order.date),
            Fact(_("Closed on"), closed),
        ],
        "events": [
            Event(entry.at, act_words(entry.action), entry.actor_name, entry.reason)
            for entry in of_subject(order.subject).reverse()
        ],
        "papers": links(order.subject, "followup:past-paper", order.pk),
        "breadcrumbs": [{"label": _("Orders"), "url": reverse("followup:orders")},
                        {"label": str(order)}],
    }  # fmt: skip
    return render(request, "followup/past_order.html", context)


@may(*OFFICERS)
def past_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the problem of such an order again."""
    found, by = _own(request, pk).order, person(request)
    data = request.POST if request.method == "POST" else None
    form = PastRecheckForm(data, problem=found.problem, user=by)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            operations.recheck_past(
                by=by, order=pk, on=values["on"], opinion=values["opinion"],
                officers=[officer.pk for officer in values["officers"]],
                fulfilled=values["fulfilled"] == "yes",
            )  # fmt: skip
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("followup:past-order", pk=pk)
    about = _("%(number)s of %(day)s, %(name)s: from before this system, not proven") % {
        "number": found.number, "day": found.date, "name": found.object.name,
    }  # fmt: skip
    context = {"form": form, "title": _("Re-check"), "about": about}
    return render(request, "followup/form.html", context)


@may(*READERS)
def past_paper(request: HttpRequest, pk: int, paper: int, suffix: str) -> HttpResponse:
    """The opinion after a re-check of such an order."""
    return answer(paper_of(_own(request, pk).order.subject, paper), suffix, read=read)


def _own(request: HttpRequest, pk: int) -> PastState:
    found = queries.past_order(person(request), pk)
    if found is None:
        raise Http404
    return found

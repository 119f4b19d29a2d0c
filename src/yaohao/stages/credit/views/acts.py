"""The clerk's acts on the outbox: each one button, one call, back to the page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.credit import operations
from yaohao.stages.credit.forms import ReceiptsForm
from yaohao.stages.credit.models import Dispatch


@may(Role.CLERK)
@require_POST
def collect(request: HttpRequest) -> HttpResponse:
    """Take what is finished into the outbox."""
    made = operations.collect(by=person(request))
    messages.success(request, _("New in the outbox: %(count)d.") % {"count": made})
    return redirect("credit:outbox")


@may(Role.CLERK)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Check what has not passed yet."""
    wrong = operations.check(by=person(request))
    if wrong:
        messages.warning(request, _("To be mended: %(count)d.") % {"count": wrong})
    else:
        messages.success(request, _("Everything passed the check."))
    return redirect("credit:outbox")


@may(Role.CLERK)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Write the file for a receiver."""
    try:
        batch = operations.export(by=person(request), receiver=request.POST.get("receiver", ""))
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("credit:outbox")
    messages.success(request, _("Batch %(batch)s is written.") % {"batch": batch.number})
    return redirect("credit:batches")


@may(Role.CLERK)
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a rejected delivery ready again."""
    try:
        operations.retry(by=person(request), pk=pk)
    except Dispatch.DoesNotExist:
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ready to be sent again."))
    return redirect("credit:dispatch", pk=pk)


@may(Role.CLERK)
def receipts(request: HttpRequest) -> HttpResponse:
    """Read in what a receiver answered."""
    form = ReceiptsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data["sheet"]
        try:
            count = operations.load_receipts(
                by=person(request),
                receiver=form.cleaned_data["receiver"],
                filename=sheet.name,
                content=sheet.read(),
            )
        except operations.Refused as refusal:
            form.add_error("sheet", str(refusal))
        else:
            messages.success(request, _("Receipts read in: %(count)d.") % {"count": count})
            return redirect("credit:outbox")
    crumbs = [
        {"label": _("Credit outbox"), "url": reverse("credit:outbox")},
        {"label": _("Receipts")},
    ]
    return render(request, "credit/receipts.html", {"form": form, "breadcrumbs": crumbs})

"""The desk's page of the cosigners: who counts, what is proposed, who decides."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.cosigning import operations
from yaohao.ground.cosigning.forms import AnswerForm, EndForm, NameForm
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.cosigning.queries import open_proposals, own_cosigners
from yaohao.ground.cosigning.rules import CARRIERS, CONFIRMERS, PROPOSERS, READERS, What
from yaohao.ground.ledger.models import Cosigner
from yaohao.ground.ledger.queries import head


@may(*READERS)
@require_GET
def cosigners(request: HttpRequest) -> HttpResponse:
    """The cosigners of the bureau, what waits for a second person, and the way by stick."""
    user = person(request)
    leads = user.holds(*CONFIRMERS)
    rows = list(own_cosigners(user))
    context = {
        "current": [row for row in rows if row.until is None],
        "ended": [row for row in rows if row.until is not None],
        "proposals": [
            {
                "row": row,
                "ends": row.what == What.END.value,
                "confirms": leads and row.proposed_by != user,
                "own": row.proposed_by == user,
            }
            for row in open_proposals(user)
        ],
        "proposes": user.holds(*PROPOSERS),
        "carries": user.holds(*CARRIERS),
        "head": head(),
        "form": AnswerForm(),
    }
    return render(request, "cosigning/cosigners.html", context)


@may(*PROPOSERS)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a key as a cosigner."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.propose_name(by=person(request), **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _proposed(request)
    context = {"form": form, "breadcrumbs": _crumbs(_("Name a cosigner"))}
    status = 422 if form.errors else 200
    return render(request, "cosigning/propose.html", context, status=status)


@may(*PROPOSERS)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to end a cosigner."""
    user = person(request)
    row = own_cosigners(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.propose_end(by=user, cosigner=pk, cause=form.cleaned_data["cause"])
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _proposed(request)
    context = {"form": form, "row": row, "breadcrumbs": _crumbs(_("End a cosigner"))}
    return render(request, "cosigning/end.html", context, status=422 if form.errors else 200)


@may(*CONFIRMERS)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person confirms."""
    said = _("Confirmed. The public log and the portal say it from now on.")
    return _decide(request, said, operations.confirm, pk)


@may(*PROPOSERS)
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """The own proposal is taken back, or another's declined."""
    said = _("The proposal is closed. Nothing else was changed.")
    return _decide(request, said, operations.decline, pk)


def _decide(
    request: HttpRequest, said: str, operation: Callable[..., Any], proposal: int
) -> HttpResponse:
    try:
        operation(by=person(request), proposal=proposal)
    except (Proposal.DoesNotExist, Cosigner.DoesNotExist):
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("cosigning:cosigners")


def _proposed(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Proposed. A leader other than you must confirm it."))
    return redirect("cosigning:cosigners")


def _crumbs(label: str) -> list[dict[str, str]]:
    return [{"label": _("Cosigners"), "url": reverse("cosigning:cosigners")}, {"label": label}]

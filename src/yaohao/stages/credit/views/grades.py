"""Proposed grades, and the director's decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.credit import operations, queries
from yaohao.stages.credit.models import Proposal
from yaohao.stages.credit.rules import ProposalState
from yaohao.stages.credit.views.reading import READERS


@may(*READERS)
def grades(request: HttpRequest) -> HttpResponse:
    """What the rules ask for, open ones first."""
    user = person(request)
    rows = list(queries.proposals(user))
    rows.sort(key=lambda row: row.state != ProposalState.OPEN.value)
    count = sum(row.state == ProposalState.OPEN.value for row in rows)
    sentence = ngettext(
        "%(count)d proposal waits for a decision.",
        "%(count)d proposals wait for a decision.",
        count,
    ) % {"count": count}
    context = {
        "proposals": rows,
        "sentence": sentence,
        "clerk": user.holds(Role.CLERK),
        "director": user.holds(Role.DIRECTOR),
        "breadcrumbs": [
            {"label": _("Credit outbox"), "url": reverse("credit:outbox")},
            {"label": _("Grades")},
        ],
    }
    return render(request, "credit/grades.html", context)


@may(Role.CLERK)
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Apply the table of rules to everything that is new."""
    made = operations.propose(by=person(request))
    messages.success(request, _("Results looked at: %(count)d.") % {"count": made})
    return redirect("credit:grades")


@may(Role.DIRECTOR)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply or decline one proposal."""
    user = person(request)
    try:
        if request.POST.get("decision") == "apply":
            operations.apply_grade(by=user, pk=pk)
        else:
            operations.decline_grade(by=user, pk=pk, reason=request.POST.get("reason", "")[:300])
    except Proposal.DoesNotExist:
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Decided."))
    return redirect("credit:grades")

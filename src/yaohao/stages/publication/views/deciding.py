"""One proposal as the public would see it, and the head's answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.download import answer, paper_of
from yaohao.stages.draw.queries import draws
from yaohao.stages.inspection.files import read
from yaohao.stages.publication import operations, queries
from yaohao.stages.publication.columns import COLUMNS, view
from yaohao.stages.publication.forms import ReturnForm
from yaohao.stages.publication.models import Proposal
from yaohao.stages.publication.papers import subject_of
from yaohao.stages.publication.rules import (
    APPROVERS,
    PUBLISHERS,
    READERS,
    Kind,
    ProposalState,
    difference,
)
from yaohao.stages.publication.views.tables import PAGE


@may(*READERS)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The table as it was proposed, what it changes, and approve or return for a head."""
    return _page(request, _own(request, pk))


@may(*PUBLISHERS, *APPROVERS)
@require_POST
def decide(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Approve, return or take back."""
    found, by = _own(request, pk), person(request)
    form = ReturnForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    digest = request.POST.get("digest", "")
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "approve": (
            lambda: operations.approve(by=by, pk=pk, digest=digest),
            _("Public now. The version and its digest stand in the public log."),
        ),
        "return": (
            lambda: operations.return_proposal(by=by, pk=pk, reason=reason),
            _("Returned. Nothing was published."),
        ),
        "take-back": (
            lambda: operations.take_back(by=by, pk=pk),
            _("Taken back. Nothing was published."),
        ),
    }
    if act not in acts:
        raise Http404
    do, said = acts[act]
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("publication:proposal", pk=found.pk)


@may(*READERS)
def paper(request: HttpRequest, number: str, paper: int, suffix: str) -> HttpResponse:
    """The public table of a task on paper."""
    if not draws(person(request)).filter(number=number).exists():
        raise Http404
    return answer(paper_of(subject_of(number), paper), suffix, read=read)


def _page(request: HttpRequest, found: Proposal) -> HttpResponse:
    user, kind = person(request), Kind(found.kind)
    rows = queries.proposed_rows(found)
    shown = queries.latest(kind, found.bureau.code, found.year)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    waiting = found.state == ProposalState.PROPOSED.value
    mine = found.proposed_by_id == user.pk
    context = {
        "proposal": found,
        "shown": shown,
        "change": difference(kind, queries.rows(shown) if shown else (), rows),
        "page": page,
        "table": view(kind, page.object_list),
        "downloaded": "、".join(str(column.name) for column in COLUMNS[kind]),
        "head": waiting and user.holds(*APPROVERS) and not mine,
        "publisher": waiting and user.holds(*PUBLISHERS),
        "return_form": ReturnForm(),
        "breadcrumbs": [
            {"label": _("Publication"), "url": reverse("publication:snapshots")},
            {"label": _("Proposal")},
        ],
    }
    return render(request, "publication/proposal.html", context)


def _own(request: HttpRequest, pk: int) -> Proposal:
    found: Proposal = get_object_or_404(Proposal.objects.visible_to(person(request)), pk=pk)
    return found

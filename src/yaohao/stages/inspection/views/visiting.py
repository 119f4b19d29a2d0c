"""The phone pages at the place: arrival, checklist, evidence; signatures and the seal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.inspection.forms import (
    ArrivalForm,
    PhotoForm,
    ProblemForm,
    RefusalForm,
    SealForm,
    SignatureForm,
)
from yaohao.stages.inspection.models.evidence import RESULTS
from yaohao.stages.inspection.rules import State
from yaohao.stages.inspection.views.finding import crumbs, own


@may(Role.OFFICER, Role.SECTION_HEAD)
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Arrive, then one big button per answer."""
    made = own(request, pk)
    questions = list(made.questions.order_by("number").prefetch_related("problems", "photos"))
    cause = getattr(made, "cause", None)
    at_once = made.state == State.PREPARED.value and bool(cause and cause.emergency)
    context = {
        "inspection": made,
        "arrival": ArrivalForm() if made.state == State.APPROVED.value or at_once else None,
        "running": made.state == State.RUNNING.value,
        "questions": questions,
        "open": [question for question in questions if not question.result],
        "results": RESULTS,
        "problems": made.problems.order_by("number"),
        "problem_form": ProblemForm(),
        "photos": made.photos.order_by("pk"),
        "photo_form": PhotoForm(),
        "breadcrumbs": crumbs(made, _("Visit")),
    }
    return render(request, "inspection/visit.html", context)


@may(Role.OFFICER, Role.SECTION_HEAD)
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign, note a refusal, seal the record."""
    made = own(request, pk)
    context = {
        "inspection": made,
        "running": made.state == State.RUNNING.value,
        "signatures": made.signatures.order_by("pk"),
        "names": made.members.select_related("officer").order_by("pk"),
        "sign_form": SignatureForm(),
        "refusal_form": RefusalForm(prefix="refusal"),
        "seal_form": SealForm(initial={"revision": made.revision}),
        "breadcrumbs": crumbs(made, _("Signatures")),
    }
    return render(request, "inspection/signatures.html", context)

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
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.evidence import RESULTS
from yaohao.stages.inspection.rules import State
from yaohao.stages.inspection.views.finding import crumbs, own, served, withdrawing
from yaohao.stages.inspection.views.held import Held, kept
from yaohao.stages.inspection.wording import experts_words, member_words


@may(Role.OFFICER, Role.SECTION_HEAD)
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Arrive, then one big button per answer."""
    return visit_page(request, own(request, pk))


def visit_page(request: HttpRequest, made: Inspection, held: Held | None = None) -> HttpResponse:
    """The page at the place; after a refusal with what was typed, status 422."""
    questions = list(
        made.questions.order_by("number")
        .select_related("answered_by")
        .prefetch_related("problems", "photos")
    )
    cause = getattr(made, "cause", None)
    at_once = made.state == State.PREPARED.value and bool(cause and cause.emergency)
    context = {
        "inspection": made,
        "arrival": kept(held, "arrive", ArrivalForm())
        if made.state == State.APPROVED.value or at_once
        else None,
        "running": made.state == State.RUNNING.value,
        "experts": experts_words(made),
        "team": [(member_words(one), one, served(one)) for one in made.team_now()],
        **withdrawing(request, made),
        "questions": questions,
        "open": [question for question in questions if not question.result],
        "results": RESULTS,
        "problems": made.problems.order_by("number").prefetch_related("photos"),
        "problem_form": kept(held, "problem", ProblemForm()),
        "photos": made.photos.order_by("pk"),
        "photo_form": kept(held, "photo", PhotoForm()),
        "held": held,
        "breadcrumbs": crumbs(made, _("Visit")),
    }
    return render(request, "inspection/visit.html", context, status=422 if held else 200)


@may(Role.OFFICER, Role.SECTION_HEAD)
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign, note a refusal, seal the record."""
    return signatures_page(request, own(request, pk))


def signatures_page(
    request: HttpRequest, made: Inspection, held: Held | None = None
) -> HttpResponse:
    """The page of the signatures; after a refusal with what was typed, status 422."""
    seal = kept(held, "seal", SealForm(initial={"revision": made.revision}))
    if held and held.act == "seal":
        # The page shows the present state now; the same words are sent against it.
        seal.data = {**held.typed, "revision": str(made.revision)}
    context = {
        "inspection": made,
        "running": made.state == State.RUNNING.value,
        **withdrawing(request, made),
        "signatures": made.signatures.order_by("pk"),
        "names": made.team_now(),
        "sign_form": kept(held, "sign", SignatureForm()),
        "refusal_form": kept(held, "refuse", RefusalForm(prefix="refusal")),
        "seal_form": seal,
        "held": held,
        "breadcrumbs": crumbs(made, _("Signatures")),
    }
    return render(request, "inspection/signatures.html", context, status=422 if held else 200)

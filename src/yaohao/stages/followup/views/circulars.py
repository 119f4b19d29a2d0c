"""Circulars: one per task."""

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
from yaohao.ground.documents.download import links
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws
from yaohao.stages.followup import operations, queries
from yaohao.stages.followup.forms import CircularForm, ReasonForm
from yaohao.stages.followup.models import Circular
from yaohao.stages.followup.operations.circulars import PARTS
from yaohao.stages.followup.rules import HEADS, CircularState
from yaohao.stages.followup.views.parts import READERS, tried
from yaohao.stages.inspection.queries import progress


@may(*READERS)
def circulars(request: HttpRequest) -> HttpResponse:
    """The circulars, and for the clerk the tasks that wait for theirs."""
    user = person(request)
    found = queries.circulars(user)
    sentence = ngettext("%(count)d circular", "%(count)d circulars", len(found)) % {
        "count": len(found)
    }
    tasks = draws(user).filter(exercise=False, circular=None, state__in=["opening", "revealed"])
    waiting = [task for task in tasks if progress(task).complete]
    context = {
        "circulars": found,
        "sentence": sentence,
        "waiting": waiting if user.holds(Role.CLERK) else [],
    }
    return render(request, "followup/circulars.html", context)


@may(Role.CLERK)
@require_POST
def circular_draft(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the circular of a task."""
    try:
        done = tried(request, lambda: operations.draft_circular(by=person(request), number=number))
    except Draw.DoesNotExist as error:
        raise Http404 from error
    return redirect("followup:circular", number) if done else redirect("followup:circulars")


@may(*READERS)
def circular(request: HttpRequest, number: str) -> HttpResponse:
    """One circular; the clerk writes while it is a draft."""
    found, user = _own(request, number), person(request)
    draft = found.state == CircularState.DRAFT.value and user.holds(Role.CLERK)
    initial = {name: getattr(found, name) for name in (*PARTS, "revision")}
    form = CircularForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        parts = dict(form.cleaned_data)
        revision = parts.pop("revision")
        try:
            operations.change_circular(by=user, pk=found.pk, revision=revision, parts=parts)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down."))
            return redirect("followup:circular", number)
    context = {
        "circular": found,
        "form": form if draft else None,
        "parts": [(form.fields[name].label, getattr(found, name)) for name in PARTS],
        "head": user.holds(*HEADS) and found.state == CircularState.SUBMITTED.value,
        "papers": links(found.subject, "followup:circular-paper", number),
        "reason_form": ReasonForm(),
        "breadcrumbs": [
            {"label": _("Circulars"), "url": reverse("followup:circulars")},
            {"label": str(found)},
        ],
    }
    return render(request, "followup/circular.html", context)


@may(Role.CLERK, Role.DIRECTOR, Role.DEPUTY)
@require_POST
def circular_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Submit, return or issue."""
    found, by = _own(request, number), person(request)
    reason = request.POST.get("reason", "")
    acts = {
        "submit": lambda: operations.submit_circular(by=by, pk=found.pk),
        "return": lambda: operations.return_circular(by=by, pk=found.pk, reason=reason),
        "issue": lambda: operations.issue_circular(by=by, pk=found.pk),
    }
    if act not in acts:
        raise Http404
    tried(request, acts[act])
    return redirect("followup:circular", number)


def _own(request: HttpRequest, number: str) -> Circular:
    found = queries.circulars(person(request)).filter(draw__number=number).first()
    if found is None:
        raise Http404
    return found

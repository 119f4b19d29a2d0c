"""Requests for recusal: written down at the place or at the desk, decided by the head."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.theme.parts import Fact
from yaohao.stages.draw.rules import WHO
from yaohao.stages.draw.rules import Act as DrawAct
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.forms import DecisionForm, RecusalForm, SuccessorForm
from yaohao.stages.inspection.gate import of_team
from yaohao.stages.inspection.models import Inspection, RecusalRequest
from yaohao.stages.inspection.queries import recusal_request, recusal_requests
from yaohao.stages.inspection.recusing import by_lot
from yaohao.stages.inspection.rules import HEADS, Answer
from yaohao.stages.inspection.views.finding import READERS, closed, crumbs, is_of_team, own, served
from yaohao.stages.inspection.wording import departments_of, member_words, plea, role_words
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries import officers_valid


@may(Role.OFFICER, Role.SECTION_HEAD, Role.CLERK)
def recusal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the enterprise asks."""
    made, user = own(request, pk), person(request)
    log = getattr(made, "record", None)
    initial = {"asked_person": log.person if log else ""}
    posted = request.POST if request.method == "POST" else None
    form = RecusalForm(posted, team=made.team_now(), initial=initial)
    if form.is_valid():
        try:
            asked = operations.ask_recusal(by=user, pk=pk, **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down. The head decides; the visit goes on."))
            return redirect("inspection:recusal", pk=asked.pk)
    context = {
        "inspection": made,
        "form": form,
        "closed": closed(made),
        "breadcrumbs": crumbs(made, _("Request for recusal")),
    }
    status = 422 if form.errors else 200
    return render(request, "inspection/recusal_form.html", context, status=status)


@may(*READERS)
def recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what was asked, the team, earlier ones of the enterprise, the decision."""
    return _page(request, _asked(request, pk))


@may(*HEADS)
@require_POST
def recusal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse."""
    asked = _asked(request, pk)
    form = DecisionForm(request.POST, people=_people(asked))
    if form.is_valid():
        values = dict(form.cleaned_data)
        values["answer"] = Answer(values["answer"])
        try:
            operations.decide_recusal(by=person(request), pk=pk, **values)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided. The team reads it on the page of the visit."))
            return redirect("inspection:recusal", pk=pk)
    return _page(request, _asked(request, pk), decision=form)


@may(*HEADS)
@require_POST
def recusal_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who goes instead, where the lot gives nobody."""
    asked = _asked(request, pk)
    form = SuccessorForm(request.POST, people=_officers(asked))
    if form.is_valid():
        try:
            operations.name_successor(by=person(request), pk=pk, **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Named. The visit goes on with the new team."))
            return redirect("inspection:recusal", pk=pk)
    return _page(request, asked, naming=form)


@may(*WHO[DrawAct.SUBSTITUTE])
@require_POST
def recusal_draw_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the place drawn once more, because the substitute may not go either."""
    asked = _asked(request, pk)
    try:
        operations.draw_again(by=person(request), pk=asked.pk)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The place is drawn once more."))
    return redirect("inspection:recusal", pk=pk)


def _asked(request: HttpRequest, pk: int) -> RecusalRequest:
    try:
        return recusal_request(pk, person(request))
    except RecusalRequest.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: HttpRequest, asked: RecusalRequest, *, decision: DecisionForm | None = None,
    naming: SuccessorForm | None = None,
) -> HttpResponse:  # fmt: skip
    user, made = person(request), asked.inspection
    decides = user.holds(*HEADS) and not of_team(made, user) and asked.account_id != user.pk
    open_ = not closed(made)
    earlier = recusal_requests(user).filter(inspection__object=made.object_id).exclude(pk=asked.pk)
    context = {
        "asked": asked,
        "inspection": made,
        "facts": _facts(asked),
        "team": _team(made),
        "earlier": [(one, plea(one.state)) for one in earlier],
        "sentence": _sentence(len(earlier)),
        "decision": (decision or DecisionForm(people=_people(asked)))
        if decides and open_ and asked.decided_at is None
        else None,
        "naming": (naming or SuccessorForm(people=_officers(asked)))
        if decides and open_ and asked.waits and not _lot_pending(asked)
        else None,
        "lot": asked.substitution,
        "may_draw": open_ and asked.waits and user.holds(*WHO[DrawAct.SUBSTITUTE]),
        "may_type": user.holds(*WHO[DrawAct.TYPE_SUBSTITUTE]),
        "mine": is_of_team(request, made),
        "heads_only": user.holds(*HEADS) and not decides and asked.decided_at is None,
        "breadcrumbs": crumbs(made, _("Request for recusal")),
    }
    errors = (decision and decision.errors) or (naming and naming.errors)
    return render(request, "inspection/recusal.html", context, status=422 if errors else 200)


def _lot_pending(asked: RecusalRequest) -> bool:
    """Whether the numbers for the substitute are still to come: nobody is named meanwhile."""
    lot = asked.substitution
    return bool(lot and not lot.done_id and lot.draw.state == DrawState.OPENING.value)


def _sentence(count: int) -> str:
    if not count:
        return _("This enterprise has made no other request.")
    return ngettext(
        "%(count)d other request of this enterprise", "%(count)d other requests of this enterprise",
        count,
    ) % {"count": count}  # fmt: skip


def _people(asked: RecusalRequest) -> list[Officer] | None:
    """Who may be named in the decision; None where the lot finds who comes."""
    return None if by_lot(asked.inspection, asked) else _officers(asked)


def _officers(asked: RecusalRequest) -> list[Officer]:
    """Officers of the bureau, valid today, who are not and were not of the team."""
    team = asked.inspection.members.values("officer")
    rows = officers_valid(asked.inspection.bureau, timezone.localdate())
    return list(rows.exclude(pk__in=team))


def _team(made: Inspection) -> list[tuple[str, Any, str]]:
    rows = made.members.select_related("officer").order_by("pk")
    return [(member_words(one), one, served(one)) for one in rows]


def _facts(asked: RecusalRequest) -> list[Fact]:
    came = asked.successor
    how = _("named by %(name)s") % {"name": asked.named_by.full_name} if asked.named_by else ""
    facts = [
        Fact(_("Enterprise"), asked.inspection.object.name),
        Fact(
            _("Asked to withdraw"),
            f"{role_words(asked.role, departments_of(asked.inspection))} {asked.officer.name}",
        ),
        Fact(_("Reason, in the words of the enterprise"), asked.reason),
        Fact(_("Asked by"), f"{asked.asked_person} {_at(asked.asked_at)}"),
        Fact(_("Noted by"), f"{asked.noted_by.full_name} {_at(asked.at)}"),
        Fact(_("Decision on the recusal"), plea(asked.state)),
        Fact(_("Grounds of the decision"), asked.grounds),
        Fact(
            _("Head who decided"),
            f"{asked.decided_by.full_name} {_at(asked.decided_at)}" if asked.decided_by else "",
        ),
        Fact(_("Came instead"), f"{came.name} {_at(asked.joined_at)} {how}" if came else ""),
    ]
    return [fact for fact in facts if fact.value]


def _at(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")

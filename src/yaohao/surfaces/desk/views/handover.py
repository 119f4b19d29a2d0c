"""Handover (交接): what hangs on one officer, and where each piece goes (articles 13 and 17)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.operations import Seat, find_places
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Member
from yaohao.stages.inspection.rules import HANDERS
from yaohao.stages.planning.teams import place_words
from yaohao.stages.registers.marks import certificate_mark
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries import officers_valid
from yaohao.surfaces.desk.forms import HandoverForm
from yaohao.surfaces.desk.queries.handing_over import (
    Open,
    Way,
    officers_seen,
    open_work,
    with_open_work,
)

ACTS = {
    Way.REPLACE: operations.replace_member,
    Way.TEAM: operations.hand_over,
    Way.COLLEAGUE: operations.hand_over,
}


@may(*HANDERS)
def handovers(request: HttpRequest) -> HttpResponse:
    """The officers on whom something hangs; those who may not work any more come first."""
    user, today = person(request), timezone.localdate()
    officers = list(with_open_work(officers_seen(user)))
    officers.sort(key=lambda officer: (officer.valid_on(today), officer.certificate))
    rows = [{"officer": one, "mark": certificate_mark(one, today)} for one in officers]
    others = officers_seen(user).exclude(pk__in=[officer.pk for officer in officers])
    context = {"rows": rows, "others": others, "breadcrumbs": [{"label": _("Handover")}]}
    return render(request, "desk/handovers.html", context)


@may(*HANDERS)
@never_cache
def handover(request: HttpRequest, officer: int) -> HttpResponse:
    """Everything open of one officer. Looking for drawn places is noted."""
    return _page(request, _officer(request, officer))


@may(*HANDERS)
@require_POST
def hand_over(request: HttpRequest, officer: int, member: int) -> HttpResponse:
    """Give one visit to a colleague."""
    found = _officer(request, officer)
    one = next((one for one in open_work(found) if one.member.pk == member), None)
    if one is None or one.way not in ACTS:
        messages.error(request, _("This is not open any more. Look at the list again."))
        return redirect("desk:handover", officer=officer)
    form = _form(one, found, request.POST)
    if form.is_valid():
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        try:
            ACTS[one.way](by=person(request), member=member, to=to.pk, reason=reason)
        except operations.Refused as refusal:
            form.add_error("to", str(refusal))
        except Member.DoesNotExist:
            raise Http404 from None
        else:
            said = _("%(officer)s carries on %(visit)s.")
            messages.success(request, said % {"officer": to.name, "visit": one.inspection.number})
            return redirect("desk:handover", officer=officer)
    return _page(request, found, {member: form})


def _page(
    request: HttpRequest, officer: Officer, bound: dict[int, HandoverForm] | None = None
) -> HttpResponse:
    user, kept = person(request), bound or {}
    seats = find_places(by=user, officer=officer.pk)
    found = open_work(officer)
    context = {
        "officer": officer,
        "mark": certificate_mark(officer, timezone.localdate()),
        "seats": [_seat(seat) for seat in seats],
        "rows": [_row(one, officer, kept) for one in found],
        "nothing": not seats and not found,
        "clerk": user.holds(Role.CLERK),
        "breadcrumbs": [
            {"label": _("Handover"), "url": reverse("desk:handovers")},
            {"label": officer.name},
        ],
    }
    return render(request, "desk/handover.html", context, status=422 if bound else 200)


def _row(one: Open, officer: Officer, kept: dict[int, HandoverForm]) -> dict[str, Any]:
    return {
        "one": one,
        "way": one.way.value,
        "form": kept.get(one.member.pk) or (_form(one, officer) if one.way in ACTS else None),
    }


def _seat(seat: Seat) -> dict[str, Any]:
    return {
        "number": seat.draw.number,
        "round": seat.place[0],
        "several": len(seat.draw.plan) > 1,
        "envelope": seat.place[1] + 1,
        "place": place_words(seat.draw.line)[seat.role],
        "anchor": f"e{seat.place[0]}-{seat.place[1]}",
    }


def _form(one: Open, officer: Officer, data: Any = None) -> HandoverForm:
    people = _people(one, officer)
    return HandoverForm(data, people=people, auto_id=f"h{one.member.pk}-%s")


def _people(one: Open, officer: Officer) -> QuerySet[Officer]:
    """Who may be named: valid today, with an account where there is something to be written."""
    rows: QuerySet[Officer] = officers_valid(officer.bureau, timezone.localdate())
    rows = rows.exclude(pk=officer.pk)
    team = one.inspection.team_now().values("officer")
    if one.way is Way.REPLACE:
        return rows.exclude(pk__in=team)
    rows = rows.filter(user__is_active=True)
    return rows.filter(pk__in=team) if one.way is Way.TEAM else rows


def _officer(request: HttpRequest, pk: int) -> Officer:
    user: User = person(request)
    return get_object_or_404(officers_seen(user).select_related("bureau"), pk=pk)

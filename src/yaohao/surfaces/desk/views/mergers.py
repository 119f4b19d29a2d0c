"""Mergers of bureaus: proposed by the system administrator, confirmed by the security one."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yaohao.ground.accounts import operations as accounts
from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import Merger, User
from yaohao.ground.accounts.operations import AccountError
from yaohao.ground.accounts.queries import bureaus_of
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning.queries import lines
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.queries.merging import outlook
from yaohao.surfaces.desk.forms import MergerForm
from yaohao.surfaces.desk.queries.merging import still_open

KEEPERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


@may(*KEEPERS)
@require_http_methods(["GET", "POST"])
def mergers(request: HttpRequest) -> HttpResponse:
    """Every merger of one's bureaus, and proposing one."""
    user = person(request)
    proposes = user.holds(Role.SYSTEM_ADMIN)
    known = bureaus_of(user).filter(ended_on=None)
    form = MergerForm(request.POST or None, bureaus=known)
    if request.method == "POST" and proposes and form.is_valid():
        try:
            made = accounts.propose_merger(by=user, **form.cleaned_data)
        except AccountError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:merger", pk=made.pk)
    rows = [{"row": row, "state": _state(row)} for row in _seen(user)]
    context = {"rows": rows, "form": form if proposes else None}
    return render(request, "desk/mergers.html", context)


@may(*KEEPERS)
def merger(request: HttpRequest, pk: int) -> HttpResponse:
    """What a merger does, in numbers, and what stands in its way."""
    user = person(request)
    row = get_object_or_404(_seen(user), pk=pk)
    open_ = row.done_at is None and row.withdrawn_at is None
    context: dict[str, Any] = {
        "row": row,
        "state": _state(row),
        "open": open_,
        "now": row.on <= timezone.localdate(),
        "may_confirm": open_ and user.holds(Role.SECURITY_ADMIN) and row.confirmed_at is None,
        "breadcrumbs": [{"label": _("Mergers of bureaus"), "url": reverse("desk:mergers")}],
    }
    if open_:
        found = outlook(row.bureau, row.successor)
        year = timezone.localdate().year
        context |= {
            "outlook": found,
            "obstacles": [*found.obstacles, *still_open(row.bureau)],
            "people": row.bureau.people.count(),
            "sections": row.bureau.sections.count(),
            "lines": lines(row.bureau, year).count(),
        }
    return render(request, "desk/merger.html", context)


@may(Role.SECURITY_ADMIN)
@require_POST
def merger_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, and carry it out when its day has come."""
    user = person(request)
    get_object_or_404(_seen(user), pk=pk)
    try:
        made = operations.agree_to_merger(by=user, pk=pk, still_open=still_open)
    except (AccountError, RegisterError) as refusal:
        messages.error(request, str(refusal))
    else:
        done = made.on <= timezone.localdate()
        messages.success(request, _("Merged.") if done else _("Confirmed; it waits for its day."))
    return redirect("desk:merger", pk=pk)


@may(*KEEPERS)
@require_POST
def merger_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a merger up before it is carried out."""
    user = person(request)
    if not _seen(user).filter(pk=pk).exists():
        raise Http404
    try:
        accounts.withdraw_merger(by=user, pk=pk)
    except AccountError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Given up."))
    return redirect("desk:mergers")


def _seen(user: User) -> QuerySet[Merger]:
    rows = Merger.objects.filter(bureau__in=bureaus_of(user), successor__in=bureaus_of(user))
    return rows.select_related("bureau", "successor", "proposed_by", "confirmed_by").order_by("-pk")


def _state(row: Merger) -> tuple[str, str]:
    """Tone and words."""
    if row.done_at:
        return "good", _("carried out")
    if row.withdrawn_at:
        return "off", _("given up")
    if row.confirmed_at:
        return "warn", _("confirmed, waits for its day")
    return "warn", _("proposed, waits for the security administrator")

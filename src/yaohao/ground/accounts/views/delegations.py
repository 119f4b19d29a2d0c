"""A leader's page of delegations: what was given and taken, a new one, ending one."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from yaohao.ground.accounts import operations
from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.forms import DelegationForm
from yaohao.ground.accounts.labels import ROLES
from yaohao.ground.accounts.models import Delegation, User
from yaohao.ground.accounts.operations import AccountError
from yaohao.ground.accounts.queries import delegations_of
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role

leaders = may(Role.DIRECTOR, Role.DEPUTY)


@leaders
@require_http_methods(["GET", "POST"])
def delegations(request: HttpRequest) -> HttpResponse:
    """Give a power, and see what was given and taken."""
    leader = person(request)
    form = DelegationForm(request.POST or None, giver=leader)
    if request.method == "POST" and form.is_valid():
        try:
            given = operations.delegate(by=leader, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            said = _("Given to %(name)s, who has been told.") % {"name": given.taker}
            messages.success(request, said)
            return redirect("accounts:delegations")
    today = timezone.localdate()
    rows = [_row(row, leader, today) for row in delegations_of(leader)]
    return render(request, "accounts/delegations.html", {"form": form, "rows": rows})


@leaders
@require_POST
def revoke_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """End what one gave."""
    try:
        operations.revoke_delegation(by=person(request), pk=pk)
    except Delegation.DoesNotExist as error:
        raise Http404 from error
    except AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The delegation has ended."))
    return redirect("accounts:delegations")


def _row(row: Delegation, reader: User, today: date) -> dict[str, object]:
    if row.revoked_at is not None:
        sign, word = "off", pgettext("delegation", "revoked")
    elif row.until < today:
        sign, word = "off", pgettext("delegation", "over")
    elif row.since > today:
        sign, word = "warn", pgettext("delegation", "to come")
    else:
        sign, word = "good", pgettext("delegation", "in force")
    mine = row.giver_id == reader.pk and row.revoked_at is None and row.until >= today
    return {"given": row, "role": ROLES[Role(row.role)], "sign": sign, "word": word, "mine": mine}

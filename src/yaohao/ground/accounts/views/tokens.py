"""The security administrator's page of keys: which there are, a new one, ending one."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yaohao.ground.accounts import operations
from yaohao.ground.accounts.codes import hand_over, take
from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.forms import NewTokenForm, ReasonForm, first_error
from yaohao.ground.accounts.labels import SCOPES
from yaohao.ground.accounts.models import ApiToken
from yaohao.ground.accounts.operations import AccountError
from yaohao.ground.accounts.queries import tokens_of
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import KEY_SOON, KeyLack, Role, Scope

security = may(Role.SECURITY_ADMIN)
HANDED = "key"  # what the new key is kept under until the next page


@security
@never_cache
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """The keys of the bureau and of those under it; a new one is shown here, once."""
    today = timezone.localdate()
    rows = [_row(token, today) for token in tokens_of(person(request))]
    context = {"rows": rows, "key": take(request, username=HANDED)}
    return render(request, "accounts/tokens.html", context)


@security
@require_http_methods(["GET", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a key."""
    administrator = person(request)
    form = NewTokenForm(request.POST or None, administrator=administrator)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.create_token(by=administrator, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            hand_over(request, username=HANDED, code=made.key)
            return redirect("accounts:tokens")
    return render(request, "accounts/new_token.html", {"form": form})


@security
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key."""
    administrator = person(request)
    if not tokens_of(administrator).filter(pk=pk).exists():
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
    else:
        try:
            operations.revoke_token(by=administrator, pk=pk, reason=form.cleaned_data["reason"])
        except AccountError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The key opens nothing any more."))
    return redirect("accounts:tokens")


def _row(token: ApiToken, today: date) -> dict[str, object]:
    lack = token.lack(today)
    words = {
        KeyLack.REVOKED: pgettext("key", "ended"),
        KeyLack.EXPIRED: _("ran out"),
        KeyLack.CLERK_LEFT: _("without a clerk"),
    }
    soon = lack is None and token.expires_on <= today + KEY_SOON
    good = _("ends within 30 days") if soon else _("good")
    return {
        "token": token,
        "scopes": [SCOPES[Scope(code)] for code in token.scopes],
        "live": token.revoked_at is None,
        "good": not lack and not soon,
        "state": words[lack] if lack else good,
    }

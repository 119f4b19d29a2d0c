"""The security administrator's pages: people and their roles."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_tables2 import RequestConfig

from yaohao.ground.accounts import operations
from yaohao.ground.accounts.codes import hand_over, take
from yaohao.ground.accounts.current import person as current
from yaohao.ground.accounts.forms import NewPersonForm, ReasonForm, RoleForm, first_error
from yaohao.ground.accounts.labels import ROLES
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.operations import AccountError
from yaohao.ground.accounts.queries import people_of
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.accounts.tables import PeopleFilter, PeopleTable

security = may(Role.SECURITY_ADMIN)


@security
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the bureau and of those under it."""
    filtered = PeopleFilter(request.GET, queryset=people_of(current(request)))
    table = PeopleTable(filtered.qs)
    RequestConfig(request, paginate={"per_page": 50, "silent": True}).configure(table)
    count = filtered.qs.count()
    sentence = ngettext("%(n)d person", "%(n)d people", count) % {"n": count}
    page = {"filter": filtered, "table": table, "sentence": sentence, "exports": []}
    return render(request, "accounts/people.html", page)


@security
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Enter a person; the next page shows the one-time code, once."""
    administrator = current(request)
    form = NewPersonForm(request.POST or None, administrator=administrator)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.create_person(by=administrator, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            hand_over(request, username=made.user.username, code=made.code)
            return redirect("accounts:person", username=made.user.username)
    return render(request, "accounts/new_person.html", {"form": form})


@security
@never_cache
@require_GET
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One person: roles, state, and what can be done about them."""
    administrator = current(request)
    user = get_object_or_404(people_of(administrator), username=username)
    page = {
        "shown": user,
        "held": [(role.value, ROLES[role]) for role in sorted(user.granted)],
        "free": [(role.value, label) for role, label in ROLES.items() if role not in user.granted],
        "code": take(request, username=username),
        "oneself": user.pk == administrator.pk,
    }
    return render(request, "accounts/person.html", page)


@security
@require_POST
def grant(request: HttpRequest, username: str) -> HttpResponse:
    """Give a role."""
    return _change_role(request, username, operations.grant)


@security
@require_POST
def revoke(request: HttpRequest, username: str) -> HttpResponse:
    """Take a role."""
    return _change_role(request, username, operations.revoke)


@security
@require_POST
def deactivate(request: HttpRequest, username: str) -> HttpResponse:
    """Close an account."""
    return _with_reason(request, username, operations.deactivate, _("The account is closed."))


@security
@require_POST
def reactivate(request: HttpRequest, username: str) -> HttpResponse:
    """Open an account again."""
    return _with_reason(request, username, operations.reactivate, _("The account is open again."))


@security
@require_POST
def renew_code(request: HttpRequest, username: str) -> HttpResponse:
    """Give a new one-time code."""

    def renew(*, by: User, user: User, reason: str) -> None:
        code = operations.renew_code(by=by, user=user, reason=reason)
        hand_over(request, username=user.username, code=code)

    return _with_reason(request, username, renew, _("The old password no longer opens."))


def _change_role(
    request: HttpRequest, username: str, change: Callable[..., object]
) -> HttpResponse:
    administrator = current(request)
    user = get_object_or_404(people_of(administrator), username=username)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
    else:
        try:
            change(by=administrator, user=user, role=form.cleaned_data["role"])
        except AccountError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Saved; it holds from the next click on."))
    return redirect("accounts:person", username=username)


def _with_reason(
    request: HttpRequest, username: str, change: Callable[..., object], done: str
) -> HttpResponse:
    administrator = current(request)
    user = get_object_or_404(people_of(administrator), username=username)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
    else:
        try:
            change(by=administrator, user=user, reason=form.cleaned_data["reason"])
        except AccountError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done)
    return redirect("accounts:person", username=username)

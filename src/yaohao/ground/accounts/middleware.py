"""The gate in front of every view: opens by the declared right, refuses what declares none."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.bearer import REFUSAL, note_hourly, sign_in
from yaohao.ground.accounts.models import ApiToken, User
from yaohao.ground.accounts.rights import right_of
from yaohao.ground.accounts.rules import Right, Scope
from yaohao.ground.audit.operations import note
from yaohao.ground.audit.rules import Outcome
from yaohao.ground.theme.problems import Code, ProblemError, response

# All that a person may open who holds a one-time code and has no password yet.
FIRST_STEPS = frozenset({"accounts:password", "accounts:sign-out"})


class RightsMiddleware:
    """Checks the right of the resolved view before it runs; a refusal is noted in the trail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        right = right_of(view)
        if right is None:
            raise ImproperlyConfigured(f"{request.path}: nobody declared who may open it")
        if right.public:
            return None
        if right.keys is not None:
            return _open_by_key(request, right)
        user = request.user
        if not isinstance(user, User) or not user.is_active:
            return redirect_to_login(request.get_full_path())
        if not right.allows(user.roles):
            _note_refusal(user, request)
            raise PermissionDenied
        match = request.resolver_match
        if user.code_until is not None and match and match.view_name not in FIRST_STEPS:
            return redirect("accounts:password")
        return None


def _open_by_key(request: HttpRequest, right: Right) -> HttpResponseBase | None:
    """An address of the API: no session is looked at; the key goes on as `request.token`."""
    try:
        request.token = _let_in(request, right)  # type: ignore[attr-defined]
    except ProblemError as problem:
        return response(problem)
    return None


def _let_in(request: HttpRequest, right: Right) -> ApiToken:
    methods = sorted(right.keys or {})
    method = "GET" if request.method == "HEAD" else str(request.method)
    if method not in methods:
        said = _("It takes %(methods)s.") % {"methods": ", ".join(methods)}
        raise ProblemError(Code.METHOD, said, headers={"Allow": ", ".join(methods)})
    token = sign_in(request)
    if not right.opens(method, map(Scope, token.scopes)):
        wanted = ", ".join(sorted((right.keys or {})[method]))
        note_hourly(token, REFUSAL, timezone.now(), outcome=Outcome.REFUSED, reason=wanted)
        raise ProblemError(
            Code.SCOPE_MISSING,
            _("It needs the scope %(scope)s; the key “%(name)s” has %(held)s.")
            % {"scope": wanted, "name": token.name, "held": ", ".join(token.scopes)},
        )
    return token


def _note_refusal(user: User, request: HttpRequest) -> None:
    note(
        by=user,
        action="accounts.address.refuse",
        subject=f"address:{request.path}"[:200],
        outcome=Outcome.REFUSED,
        reason=request.method or "",
    )

"""The gate in front of every view: opens by the declared right, refuses what declares none."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import right_of
from yaohao.ground.audit.operations import note
from yaohao.ground.audit.rules import Outcome

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


def _note_refusal(user: User, request: HttpRequest) -> None:
    note(
        by=user,
        action="accounts.address.refuse",
        subject=f"address:{request.path}"[:200],
        outcome=Outcome.REFUSED,
        reason=request.method or "",
    )

"""The gate in front of every view: opens by the declared right, refuses what declares none."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import right_of


class RightsMiddleware:
    """Checks the right of the resolved view before it runs."""

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
        user = request.user
        held = user.roles if isinstance(user, User) and user.is_active else None
        if right.allows(held):
            return None
        if held is None:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

"""The signed-in person or the key of a request, typed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from yaohao.ground.accounts.models import ApiToken, User


def person(request: HttpRequest) -> User:
    """The signed-in person; PermissionDenied for a stranger (the gate has asked before)."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def key(request: HttpRequest) -> ApiToken:
    """The token whose key opened an address of the API; PermissionDenied without one."""
    token = getattr(request, "token", None)
    if not isinstance(token, ApiToken):
        raise PermissionDenied
    return token

"""The signed-in person of a request, typed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from yaohao.ground.accounts.models import User


def person(request: HttpRequest) -> User:
    """The signed-in person; PermissionDenied for a stranger (the gate has asked before)."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user

"""The bell in the header."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yaohao.ground.accounts.models import User
from yaohao.ground.notices.queries import unread


def bell(request: HttpRequest) -> dict[str, object]:
    """How many notices the person has not read; asked only by a page that shows the bell."""
    return {"unread": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    return unread(user.username) if isinstance(user, User) else 0

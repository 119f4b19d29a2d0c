"""The bell in the header."""

from django.http import HttpRequest

from yaohao.ground.accounts.models import User
from yaohao.ground.notices.queries import unread


def bell(request: HttpRequest) -> dict[str, int]:
    """How many notices the person has not read; nothing for a stranger."""
    user = getattr(request, "user", None)
    return {"unread": unread(user.username)} if isinstance(user, User) else {}

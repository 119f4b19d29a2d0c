"""Keys of other programs, and the programs that hold them."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from yaohao.ground.accounts.models import ApiToken, User
from yaohao.ground.accounts.operations import create_token
from yaohao.ground.accounts.rules import Scope

ALL = tuple(Scope)


def make_key(
    by: User, clerk: User, *scopes: Scope, name: str = "", expires_on: date | None = None
) -> tuple[ApiToken, str]:
    """A token and its key; of every scope unless others are named."""
    made = create_token(
        by=by,
        clerk=clerk,
        name=name or f"数据平台{ApiToken.objects.count() + 1}",
        scopes=scopes or ALL,
        expires_on=expires_on or timezone.localdate() + timedelta(days=90),
    )
    return made.token, made.key


def program(key: str, **headers: Any) -> Client:
    """Another program with a key; it holds no cookie, and CSRF is asked as in life."""
    return Client(
        enforce_csrf_checks=True,
        raise_request_exception=False,
        headers={"Authorization": f"Bearer {key}", **headers},
    )

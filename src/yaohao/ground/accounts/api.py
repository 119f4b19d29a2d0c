"""How an operation of the API declares which key may use it, and names it in the trail."""

from contextlib import AbstractContextManager

from django.http import HttpRequest
from ninja.security import HttpBearer

from yaohao.ground.accounts.current import key
from yaohao.ground.accounts.models import ApiToken
from yaohao.ground.accounts.rules import Scope
from yaohao.ground.audit.operations import through


class Key(HttpBearer):
    """The declaration beside an operation; the gate has asked before it runs."""

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = frozenset(scopes)

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """The token of the request."""
        return key(request)


def means(token: ApiToken) -> str:
    """What stands in the trail beside the clerk in whose name the key acted."""
    return f"{token.subject} {token.name}"


def acting(token: ApiToken) -> AbstractContextManager[None]:
    """Operations called inside name the key in the trail."""
    return through(means(token))

"""Declaring who may open an address; an address without a declaration is refused to everybody.

The declarations are the rights table: `config.rights` reads it off the URL table, the tests try
every cell of it.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from yaohao.ground.accounts.rules import Right, Role, Scope

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Everybody, signed in or not."""
    return _declare(view, Right(public=True))


def signed_in(view: View) -> View:
    """Everybody who is signed in."""
    return _declare(view, Right())


def may(*roles: Role) -> Callable[[View], View]:
    """The holders of any of `roles`, in their own bureau."""

    def decorate(view: View) -> View:
        return _declare(view, Right(roles=frozenset(roles)))

    return decorate


def by_key(keys: Mapping[str, frozenset[Scope]]) -> Callable[[View], View]:
    """Programs whose key has any of the scopes of the method; no session opens it."""

    def decorate(view: View) -> View:
        return _declare(view, Right(keys=keys))

    return decorate


def right_of(view: Callable[..., Any]) -> Right | None:
    """The declared right of a view; None when none was declared."""
    return getattr(view, "right", None)


def _declare(view: View, right: Right) -> View:
    view.right = right  # type: ignore[attr-defined]
    return view

"""The URL table as rows, read off the resolver: what the rights table and the map are made from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name with namespace, its pattern and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def module(self) -> str:
        """Module of the view, without decorators."""
        return str(getattr(self.view, "__module__", ""))


def addresses() -> list[Address]:
    """Every address of the product, in the order of the URL table."""
    return list(_walk(get_resolver().url_patterns, prefix="/", namespace=""))


def _walk(patterns: list[Any], *, prefix: str, namespace: str) -> Iterator[Address]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, prefix=pattern, namespace=inner)
        elif isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name}", pattern, entry.callback)

"""Pages by key: a page goes on where the last one ended, whatever came or went meanwhile."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from yaohao.ground.theme.problems import Code, Mistake, ProblemError


def rows_after(rows: QuerySet[Any], keys: Sequence[str], values: Sequence[Any]) -> QuerySet[Any]:
    """The rows behind `values` of `keys`, in the order of the keys; all without values."""
    found = rows.order_by(*keys)
    if not values:
        return found
    behind = Q()
    same: dict[str, Any] = {}
    for name, value in zip(keys, values, strict=True):
        behind |= Q(**same, **{f"{name}__gt": value})
        same[name] = value
    return found.filter(behind)


def page(
    request: HttpRequest,
    rows: Sequence[dict[str, Any]],
    limit: int,
    mark: Callable[[dict[str, Any]], object],
    name: str = "after",
) -> dict[str, Any]:
    """At most `limit` of the rows, given one more than that, and the address of the next page."""
    shown = rows[:limit]
    if len(rows) <= limit:
        return {"rows": shown, "next": None}
    query = request.GET.copy()
    query[name] = str(mark(shown[-1]))
    return {"rows": shown, "next": f"{request.path}?{query.urlencode()}"}


def filtered(filters: Any) -> QuerySet[Any]:
    """The rows that a filter lets through; ProblemError names what it refuses."""
    if not filters.form.is_valid():
        mistakes = [
            Mistake(f"query.{name}", " ".join(map(str, said)))
            for name, said in filters.form.errors.items()
        ]
        raise ProblemError(Code.INVALID, mistakes=mistakes)
    rows: QuerySet[Any] = filters.qs
    return rows


def missing() -> ProblemError:
    """Another bureau's row answers as if it did not exist (article 2)."""
    return ProblemError(Code.NOT_FOUND)

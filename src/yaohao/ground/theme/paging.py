"""Pages of very many rows: counted exactly as far as a reader cares, and no further."""

from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 100_000  # rows that are counted and paged through
SEARCHED = 5000  # the same where words are sought: each row costs a comparison


class Count(NamedTuple):
    """How many rows there are; `more` than that when counting stopped."""

    number: int
    more: bool

    def __str__(self) -> str:
        return f"{self.number:,}+" if self.more else f"{self.number:,}"


def count(rows: QuerySet[Any], most: int = MOST) -> Count:
    """Count the rows, but stop at `most`: a million need not be touched to fill one page."""
    found = rows.order_by()[: most + 1].count()
    return Count(min(found, most), found > most)


class CountedPaginator(Paginator[Any]):
    """Pages of a queryset, which may be handed over as a table once it is counted.

    Rows behind `most` have no page.
    """

    most = MOST

    @cached_property
    def counted(self) -> Count:
        """What the sentence over the table says."""
        return count(self.object_list, self.most)  # type: ignore[arg-type]


class SearchPaginator(CountedPaginator):
    """The same for rows found by words."""

    most = SEARCHED

    @cached_property
    def count(self) -> int:
        return self.counted.number

"""What an address of a list asks for: filter, columns, order, rows to a page; read once.

The list and its exports read the same address, so they cannot show different things.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from yaohao.ground.accounts.models import User
from yaohao.ground.theme.paging import CountedPaginator, SearchPaginator
from yaohao.stages.registers.tables import RegisterTable
from yaohao.stages.registers.views.shelves import Shelf

PAGES = (50, 200, 1000)  # rows to a page
NAME = "name"  # the column that leads to the row's page is always there
COLUMN, PER, SORT = "col", "per", "sort"
REMEMBERED = "registers.columns"  # in the session, by register


@dataclass(frozen=True, slots=True)
class Listing:
    """One list as asked for. `asked` is its address without page and format."""

    shelf: Shelf
    filtered: Any
    rows: QuerySet[Any]  # all that the person may see
    chosen: tuple[str, ...]
    per: int
    asked: QueryDict

    def table(self, rows: QuerySet[Any] | None = None) -> RegisterTable:
        """The rows in the order and the columns asked for; an unknown order is the usual one."""
        table: RegisterTable = self.shelf.table(
            self.filtered.qs if rows is None else rows,
            chosen=self.chosen,
            order_by=self.asked.getlist(SORT),
        )
        table.settle(*self.shelf.key)
        return table

    def paged(self, number: str) -> RegisterTable:
        """The table with its page; a number that is none is the first, one too great the last."""
        pages = (SearchPaginator if self.asked.get("q") else CountedPaginator)(
            self.filtered.qs, self.per
        )
        table = self.table(self.filtered.walked() if pages.counted.more else None)
        pages.object_list = table.rows
        table.paginator, table.page = pages, pages.get_page(number)
        return table

    def address(self, **changes: str | Sequence[str] | None) -> str:
        """The query string with parameters replaced; None takes one out."""
        query = self.asked.copy()
        for name, value in changes.items():
            query.setlist(name, [value] if isinstance(value, str) else list(value or ()))
            if value is None:
                del query[name]
        return str(query.urlencode())

    def kept(self, *names: str) -> list[tuple[str, str]]:
        """Pairs of name and value that a form must carry on; `names` are those it sets itself."""
        return [
            (name, value)
            for name, values in self.asked.lists()
            for value in values
            if name not in names
        ]


def listing(request: HttpRequest, user: User, shelf: Shelf) -> Listing:
    """Read the address of a list."""
    asked = readable(request.GET)
    rows = shelf.rows(user)
    per = asked.get(PER, "")
    return Listing(
        shelf=shelf,
        filtered=shelf.filtered(request.GET, rows, user),
        rows=rows,
        chosen=_columns(request, asked, shelf),
        per=int(per) if per in map(str, PAGES) else PAGES[0],
        asked=asked,
    )


def readable(query: QueryDict) -> QueryDict:
    """The address without page and format, and without what says nothing or is no text."""
    asked = query.copy()
    for name in ("page", "format"):
        asked.pop(name, None)
    for name, values in list(asked.lists()):
        said = [value for value in values if value]
        asked.setlist(name, said)
        if not said or any("\0" in value or len(value) > 1000 for value in (name, *said)):
            del asked[name]
    return asked


def _columns(request: HttpRequest, asked: QueryDict, shelf: Shelf) -> tuple[str, ...]:
    """Those of the address, else those chosen last, else the usual ones; in the order offered."""
    kept = request.session.get(REMEMBERED, {})
    wanted = asked.getlist(COLUMN) or kept.get(shelf.kind.value, [])
    offered = shelf.table.offered()
    chosen = tuple(key for key in offered if key in wanted or key == NAME)
    if len(chosen) < 2:
        return tuple(shelf.table.usual())
    if asked.getlist(COLUMN) and list(chosen) != kept.get(shelf.kind.value):
        request.session[REMEMBERED] = {**kept, shelf.kind.value: list(chosen)}
    return chosen

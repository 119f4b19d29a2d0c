"""The lists: filter row, a sentence with the counts, the table, export of exactly that."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.theme.paging import Count, count
from yaohao.ground.theme.parts import Export
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.listing import COLUMN, NAME, PAGES, PER, Listing, listing
from yaohao.stages.registers.views.shelves import READERS, SHELVES, Shelf

PAGE = PAGES[0]  # rows


@may(*READERS)
def objects(request: HttpRequest) -> HttpResponse:
    """The register of objects (articles 10 and 11)."""
    return _list(request, Kind.OBJECTS)


@may(*READERS)
def officers(request: HttpRequest) -> HttpResponse:
    """The register of officers (article 9)."""
    return _list(request, Kind.OFFICERS)


@may(*READERS)
def items(request: HttpRequest) -> HttpResponse:
    """The item list (articles 6 and 7)."""
    return _list(request, Kind.ITEMS)


@may(*READERS)
def experts(request: HttpRequest) -> HttpResponse:
    """The library of experts (article 16)."""
    return _list(request, Kind.EXPERTS)


@may(*READERS)
def visits(request: HttpRequest) -> HttpResponse:
    """Visits before this product, not proven (article 14)."""
    return _list(request, Kind.VISITS)


@may(*READERS)
def orders(request: HttpRequest) -> HttpResponse:
    """Orders to rectify from before this product, not proven (article 18)."""
    return _list(request, Kind.ORDERS)


def _list(request: HttpRequest, kind: Kind) -> HttpResponse:
    user, shelf = person(request), SHELVES[kind]
    asked = listing(request, user, shelf)
    table = asked.paged(request.GET.get("page", ""))
    context = {
        "shelf": shelf,
        "filter": asked.filtered,
        "mistakes": asked.filtered.mistakes,
        "kept": asked.kept(*asked.filtered.form.fields),
        "table": table,
        "sentence": sentence(asked.filtered, table.paginator.counted, count(asked.rows)),
        "exports": _exports(asked),
        "columns": _panel(asked),
        "clerk": user.holds(Role.CLERK),
        "add_url": _add_url(shelf),
        "breadcrumbs": [{"label": shelf.title}],
    }
    return render(request, "registers/list.html", context)


def _add_url(shelf: Shelf) -> str:
    return reverse(f"registers:{shelf.url.removesuffix('s')}-add") if shelf.typed else ""


def _exports(asked: Listing) -> list[Export]:
    """Exactly what is shown, in two forms, and every column, to be changed and imported again."""
    address, columns = reverse(f"registers:{asked.shelf.url}-export"), asked.chosen
    links = [
        (_("Excel, as shown"), asked.address(**{COLUMN: columns}, format="xlsx")),
        (_("CSV, as shown"), asked.address(**{COLUMN: columns}, format="csv")),
        (_("Excel, all columns, to import again"), asked.address(**{COLUMN: None}, format="xlsx")),
    ]
    return [Export(label, f"{address}?{query}") for label, query in links]


def _panel(asked: Listing) -> dict[str, Any]:
    """What can be chosen beside the filter: columns, and rows to a page."""
    offered = asked.shelf.table.offered()
    return {
        "offered": [
            {"key": key, "name": name, "on": key in asked.chosen, "fixed": key == NAME}
            for key, name in offered.items()
        ],
        "kept": asked.kept(COLUMN, PER),
        "per": asked.per,
        "pages": PAGES,
        "usual": asked.address(**{COLUMN: asked.shelf.table.usual()}),
    }


def sentence(filtered: Any, shown: Count, whole: Count) -> str:
    """How many rows are shown of how many, and by which filter."""
    if filtered.mistakes:
        return _("No entry is shown: the filter holds a value that cannot be.")
    words = filter_words(filtered)
    values = {"shown": counted(shown), "whole": counted(whole), "words": words}
    if words:
        return _("%(shown)s of %(whole)s entries match: %(words)s") % values
    return _("%(shown)s of %(whole)s entries, no filter") % values


def counted(found: Count) -> str:
    """A number that does not pretend: `12,345`, or `more than 100,000`."""
    number = f"{found.number:,}"
    return _("more than %(number)s") % {"number": number} if found.more else number


def filter_words(filtered: Any) -> str:
    """The filter in words; empty when nothing is filtered."""
    if not filtered.form.is_valid():
        return ""
    parts = []
    for name, field in filtered.form.fields.items():
        value = filtered.form.cleaned_data.get(name)
        if value:
            shown = dict(getattr(field, "choices", ())).get(value, value)
            parts.append(f"{field.label} {shown}")
    return "；".join(parts)

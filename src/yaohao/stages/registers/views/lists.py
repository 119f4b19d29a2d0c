"""The lists: filter row, a sentence with the counts, the table, export of exactly that."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.theme.parts import Export
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import READERS, SHELVES

PAGE = 50  # rows


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


def _list(request: HttpRequest, kind: Kind) -> HttpResponse:
    user, shelf = person(request), SHELVES[kind]
    rows = shelf.rows(user)
    filtered = shelf.filtered(request.GET, rows, user)
    table = shelf.table(filtered.qs)
    RequestConfig(request, paginate={"per_page": PAGE, "silent": True}).configure(table)
    asked = request.GET.copy()
    asked.pop("page", None)
    address = reverse(f"registers:{shelf.url}-export")
    exports = [
        Export(label, f"{address}?{_with(asked, form)}")
        for form, label in (("xlsx", "Excel"), ("csv", "CSV"))
    ]
    context = {
        "shelf": shelf,
        "filter": filtered,
        "table": table,
        "sentence": sentence(filtered, table.paginator.count, rows.count()),
        "exports": exports,
        "clerk": user.holds(Role.CLERK),
        "add_url": reverse(f"registers:{shelf.url.removesuffix('s')}-add"),
        "breadcrumbs": [{"label": shelf.title}],
    }
    return render(request, "registers/list.html", context)


def _with(asked: Any, form: str) -> str:
    query = asked.copy()
    query["format"] = form
    return str(query.urlencode())


def sentence(filtered: Any, shown: int, whole: int) -> str:
    """How many rows are shown of how many, and by which filter."""
    words = filter_words(filtered)
    values = {"shown": f"{shown:,}", "whole": f"{whole:,}", "words": words}
    if words:
        return _("%(shown)s of %(whole)s entries match: %(words)s") % values
    return _("%(shown)s of %(whole)s entries, no filter") % values


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

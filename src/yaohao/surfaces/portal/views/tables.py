"""The published tables: items, officers, objects, plan; each with its downloads."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yaohao.ground.sheets.download import TYPES, download
from yaohao.stages.publication import queries
from yaohao.stages.publication.columns import COLUMNS, view
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import PublicBureau
from yaohao.stages.publication.rules import YEARLY, Kind, Row
from yaohao.surfaces.portal.export import exports
from yaohao.surfaces.portal.page import fresh, page

PAGE = 50  # rows
TITLES: dict[Kind, Promise] = {
    Kind.ITEMS: _("Item list"),
    Kind.OFFICERS: _("Officers"),
    Kind.EXPERTS: _("Experts"),
    Kind.OBJECTS: _("Objects"),
    Kind.PLAN: _("Annual plan"),
    Kind.RESULTS: _("Results of inspections"),
    Kind.CIRCULARS: _("Circulars"),
    Kind.PENALTIES: _("Penalties"),
}
LEADS: dict[Kind, Promise] = {
    Kind.ITEMS: _("What may be inspected, on which legal basis. Nothing else is inspected."),
    Kind.OFFICERS: _("Who may inspect: officers with a valid certificate."),
    Kind.EXPERTS: _("Whose knowledge a visit may ask for; drawn by lot as officers are."),
    Kind.OBJECTS: _("Who may be drawn: the register of enterprises."),
    Kind.PLAN: _("What is drawn this year, filed with the government hall. Nothing off the plan."),
    Kind.RESULTS: _("What the drawn visits found, and whether it was put right."),
    Kind.CIRCULARS: _("What each task found and what everybody should learn from it."),
    Kind.PENALTIES: _("Penalties decided after inspections."),
}
FILTERS = {"county": _("County"), "field": _("Industry field")}


@public
@fresh
def items(request: HttpRequest) -> HttpResponse:
    """The item list (article 6)."""
    return _table(request, Kind.ITEMS)


@public
@fresh
def officers(request: HttpRequest) -> HttpResponse:
    """The register of officers (article 9): name, bureau, certificate number."""
    return _table(request, Kind.OFFICERS)


@public
@fresh
def experts(request: HttpRequest) -> HttpResponse:
    """The library of experts (article 16): name, title, trades; no phone and no employer."""
    return _table(request, Kind.EXPERTS)


@public
@fresh
def objects(request: HttpRequest) -> HttpResponse:
    """The register of objects (articles 10 and 11), by county and field."""
    return _table(request, Kind.OBJECTS)


@public
def newest(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest year of a table that is published by year."""
    bureau = _bureau(request)
    years = queries.public_years(Kind(kind), bureau.code) if bureau else []
    if not years:
        return _table(request, Kind(kind))
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse(f"portal:{kind}", args=[years[0]]) + query)


@public
@fresh
def yearly(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The plan (article 4), results, circulars or penalties (article 18) of a year."""
    return _table(request, Kind(kind), year)


def _table(request: HttpRequest, kind: Kind, year: int = 0) -> HttpResponse:
    bureau = _bureau(request)
    shown = queries.latest(kind, bureau.code, year) if bureau else None
    whole = queries.rows(shown) if shown else ()
    chosen = [row for row in whole if _chosen(request, row)]
    count = ngettext("%(count)s row", "%(count)s rows", len(chosen)) % {"count": len(chosen)}
    title = f"{TITLES[kind]} {year or ''}".strip()
    if shown and (wanted := request.GET.get("format", "")):
        return _download(wanted, kind, shown, chosen, title=title, sentence=count)
    paged = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "title": title,
        "lead": LEADS[kind],
        "bureau": bureau,
        "shown": shown,
        "gone": queries.gone(kind, bureau.code, year) if bureau else None,
        "page": paged,
        "table": _shown(kind, list(paged.object_list), bureau),
        "sentence": count,
        "exports": exports(request, "csv", "xlsx", "json"),
        "q": request.GET.get("q", ""),
        "selects": _selects(request, whole) if kind is Kind.OBJECTS else [],
        "years": _years(kind, bureau) if bureau and kind in YEARLY else [],
        "history": queries.history(kind, bureau.code, year) if bureau else [],
        "year": year,
        "item_log": kind is Kind.ITEMS,
        "editions": kind is Kind.OBJECTS,
    }
    return page(request, "portal/table.html", context)


def _shown(kind: Kind, rows: Sequence[Row], bureau: PublicBureau | None) -> dict[str, Any]:
    """Headings and cells; an item leads to its page."""
    table = view(kind, rows)
    if kind is Kind.ITEMS and bureau:
        for row, cells in zip(rows, table["rows"], strict=True):
            address = f"{reverse('portal:item', args=[row['code']])}?bureau={bureau.code}"
            cells[:2] = [format_html('<a href="{}">{}</a>', address, text) for text in cells[:2]]
    return table


def _years(kind: Kind, bureau: PublicBureau) -> list[dict[str, Any]]:
    return [
        {"year": year, "url": reverse(f"portal:{kind.value}", args=[year])}
        for year in queries.public_years(kind, bureau.code)
    ]


def _bureau(request: HttpRequest) -> PublicBureau | None:
    known = queries.bureaus()
    wanted = request.GET.get("bureau")
    if not wanted:
        return known[0] if known else None
    for bureau in known:
        if bureau.code == wanted:
            return bureau
    raise Http404


def _chosen(request: HttpRequest, row: Row) -> bool:
    text = queries.folded(request.GET.get("q", ""))
    if text and not queries.matches(row, text):
        return False
    wanted = {name: request.GET.get(name, "") for name in FILTERS}
    return all(not value or row.get(name) == value for name, value in wanted.items())


def _selects(request: HttpRequest, rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "label": label,
            "values": sorted({row[name] for row in rows if row.get(name)}),
            "chosen": request.GET.get(name, ""),
        }
        for name, label in FILTERS.items()
    ]


def _download(
    wanted: str, kind: Kind, shown: Any, rows: list[Row], *, title: str, sentence: str
) -> HttpResponse:
    name = f"{shown.name.replace(' ', '-')}-{shown.version}"
    if wanted == "json":
        # Not the filter's choice but the whole table: these bytes have the digest in the log.
        response = HttpResponse(queries.data(shown), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return response
    if wanted not in TYPES:
        raise Http404
    at = timezone.localtime()
    return download(wanted, COLUMNS[kind], rows, name=name, title=title, sentence=sentence, at=at)

"""Exports: exactly what the list shows, or the same rows in every column that an import reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.download import download, download_many
from yaohao.ground.theme.paging import count
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.listing import COLUMN, Listing, listing
from yaohao.stages.registers.views.lists import filter_words
from yaohao.stages.registers.views.shelves import READERS, SHELVES, shelf_of

# A workbook of more rows opens in no office computer; a csv is split by whoever asks for it.
MOST = {"xlsx": 200_000, "csv": 1_000_000}


@may(*READERS)
def export_objects(request: HttpRequest) -> HttpResponseBase:
    """The objects that the list shows."""
    return _export(request, Kind.OBJECTS)


@may(*READERS)
def export_officers(request: HttpRequest) -> HttpResponseBase:
    """The officers that the list shows."""
    return _export(request, Kind.OFFICERS)


@may(*READERS)
def export_items(request: HttpRequest) -> HttpResponseBase:
    """The items that the list shows."""
    return _export(request, Kind.ITEMS)


@may(*READERS)
def export_experts(request: HttpRequest) -> HttpResponseBase:
    """The experts that the list shows."""
    return _export(request, Kind.EXPERTS)


@may(*READERS)
def export_visits(request: HttpRequest) -> HttpResponseBase:
    """The visits before this product that the list shows."""
    return _export(request, Kind.VISITS)


@may(*READERS)
def export_orders(request: HttpRequest) -> HttpResponseBase:
    """The orders from before this product that the list shows."""
    return _export(request, Kind.ORDERS)


@may(Role.CLERK)
def template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """An empty sheet with the columns of one register."""
    shelf = shelf_of(kind)
    return download(
        "xlsx",
        [
            column
            for column in shelf.columns
            if column.key != "number" or shelf.kind is not Kind.OBJECTS  # that one is given
        ],
        [],
        name=_("%(title)s template") % {"title": shelf.title},
        title=str(shelf.title),
        sentence=_("Template: fill in one row per entry."),
        at=timezone.localtime(),
    )


def _export(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    shelf = SHELVES[kind]
    asked = listing(request, person(request), shelf)
    form = "csv" if request.GET.get("format") == "csv" else "xlsx"
    rows = asked.table().data.data
    if asked.filtered.mistakes or (refusal := _too_many(rows, form)):
        if not asked.filtered.mistakes:
            messages.error(request, refusal)
        return redirect(f"{reverse(f'registers:{shelf.url}')}?{asked.address()}")
    everything = COLUMN not in asked.asked
    table, now = shelf.table, timezone.localtime()
    return download_many(
        form,
        shelf.columns if everything else [table.sheet_column(key) for key in asked.chosen],
        (shelf.values(row) for row in rows.iterator(chunk_size=2000)),
        name=_name(asked, everything, f"{now:%Y%m%d}"),
        title=str(shelf.title),
        sentence=filter_words(asked.filtered) or _("everything"),
        at=now,
    )


def _name(asked: Listing, everything: bool, day: str) -> str:
    words = [str(asked.shelf.title), _("all columns") if everything else "", day]
    return "-".join(filter(None, words))


def _too_many(rows: object, form: str) -> str:
    most = MOST[form]
    if not count(rows, most).more:  # type: ignore[arg-type]  # a queryset
        return ""
    said = {
        "csv": _(
            "Nothing was exported: the list has more than %(most)s rows. Filter it, for "
            "example by county, and export part by part."
        ),
        "xlsx": _(
            "Nothing was exported: the list has more than %(most)s rows, too many for one "
            "workbook. Filter it, for example by county, or export as CSV (up to %(more)s rows)."
        ),
    }
    return said[form] % {"most": f"{most:,}", "more": f"{MOST['csv']:,}"}

"""Exports: exactly what the list shows, in the columns that an import reads."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.download import download
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.lists import filter_words
from yaohao.stages.registers.views.shelves import READERS, SHELVES, shelf_of


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


@may(Role.CLERK)
def template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """An empty sheet with the columns of one register."""
    shelf = shelf_of(kind)
    return download(
        "xlsx",
        [column for column in shelf.columns if column.key != "number"],
        [],
        name=_("%(title)s template") % {"title": shelf.title},
        title=str(shelf.title),
        sentence=_("Template: fill in one row per entry."),
        at=timezone.localtime(),
    )


def _export(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    user, shelf = person(request), SHELVES[kind]
    filtered = shelf.filtered(request.GET, shelf.rows(user), user)
    table = shelf.table(filtered.qs, order_by=request.GET.get("sort") or None)
    rows = (shelf.values(row) for row in table.data.data.iterator(chunk_size=2000))
    now = timezone.localtime()
    return download(
        "csv" if request.GET.get("format") == "csv" else "xlsx",
        shelf.columns,
        rows,
        name=f"{shelf.title}-{now:%Y%m%d}",
        title=str(shelf.title),
        sentence=filter_words(filtered) or _("everything"),
        at=now,
    )

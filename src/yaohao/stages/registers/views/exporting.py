"""Exports: exactly what the list shows, in the columns that an import reads."""

import io

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.writing import write_csv, write_xlsx
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.lists import filter_words
from yaohao.stages.registers.views.shelves import READERS, SHELVES, shelf_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    stream = io.BytesIO()
    write_xlsx(
        stream,
        [column for column in shelf.columns if column.key != "number"],
        [],
        title=str(shelf.title),
        filter_sentence=_("Template: fill in one row per entry."),
        at=timezone.localtime(),
    )
    stream.seek(0)
    name = _("%(title)s template.xlsx") % {"title": shelf.title}
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)


def _export(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    user, shelf = person(request), SHELVES[kind]
    filtered = shelf.filtered(request.GET, shelf.rows(user), user)
    table = shelf.table(filtered.qs, order_by=request.GET.get("sort") or None)
    rows = (shelf.values(row) for row in table.data.data.iterator(chunk_size=2000))
    stream = io.BytesIO()
    now = timezone.localtime()
    name = f"{shelf.title}-{now:%Y%m%d}"
    if request.GET.get("format") == "csv":
        write_csv(stream, shelf.columns, rows)
        stream.seek(0)
        return FileResponse(
            stream, as_attachment=True, filename=f"{name}.csv", content_type="text/csv"
        )
    write_xlsx(
        stream,
        shelf.columns,
        rows,
        title=str(shelf.title),
        filter_sentence=filter_words(filtered) or _("everything"),
        at=now,
    )
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)

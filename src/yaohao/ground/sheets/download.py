"""A table as a file to keep: the one answer of every list that exports what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.writing import write_csv, write_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
HELD = 4 * 2**20  # bytes of a file that are held in memory; more goes by way of the disk


def download(
    kind: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str,
    title: str,
    sentence: str,
    at: datetime,
) -> HttpResponseBase:
    """The rows as `xlsx` or `csv` (a key of `TYPES`); `name` without its ending.

    Written before the first byte is sent, so nobody gets half a table, and never whole in memory.
    `title`, `sentence` (which filter) and `at` stand in the xlsx alone. Raises TooManyRowsError.
    """
    stream = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  # the response closes it
    try:
        if kind == "xlsx":
            write_xlsx(stream, columns, rows, title=title, filter_sentence=sentence, at=at)
        else:
            write_csv(stream, columns, rows)
        size = stream.tell()
        stream.seek(0)
    except BaseException:
        stream.close()
        raise
    response: HttpResponseBase
    if size <= HELD:
        with stream:
            response = HttpResponse(stream.read(), content_type=TYPES[kind])
    else:
        response = FileResponse(stream, content_type=TYPES[kind])
        response["Content-Length"] = str(size)
    kept_as = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response["Content-Disposition"] = kept_as or "attachment"
    return response

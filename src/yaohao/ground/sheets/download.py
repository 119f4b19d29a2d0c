"""A table as a file to keep: the one answer of every list that exports what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

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
) -> HttpResponse:
    """The rows as `xlsx` or `csv` (a key of `TYPES`); `name` without its ending.

    `title`, `sentence` (which filter) and `at` stand in the xlsx alone. Raises TooManyRowsError.
    """
    with _written(kind, columns, rows, title, sentence, at) as file:
        response = HttpResponse(file.read(), content_type=TYPES[kind])
    response["Content-Disposition"] = _kept_as(name, kind)
    return response


def download_many(
    kind: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str,
    title: str,
    sentence: str,
    at: datetime,
) -> HttpResponseBase:
    """The same for any number of rows, which are never all in memory, nor is the file.

    Written before the first byte is sent, so that nobody keeps half a table.
    """
    file = _written(kind, columns, rows, title, sentence, at)
    response = FileResponse(file, content_type=TYPES[kind])
    response["Content-Disposition"] = _kept_as(name, kind)
    return response


def _written(
    kind: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    title: str,
    sentence: str,
    at: datetime,
) -> BinaryIO:
    # No `with`: whoever sends the file closes it.
    file = cast(BinaryIO, SpooledTemporaryFile(max_size=HELD))  # noqa: SIM115
    try:
        if kind == "xlsx":
            write_xlsx(file, columns, rows, title=title, filter_sentence=sentence, at=at)
        else:
            write_csv(file, columns, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _kept_as(name: str, kind: str) -> str:
    named = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    return named or "attachment"

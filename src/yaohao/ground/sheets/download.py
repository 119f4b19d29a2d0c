"""A table as a file to keep: the one answer of every list that exports what it shows."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.writing import write_csv, write_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


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
    stream = io.BytesIO()
    if kind == "xlsx":
        write_xlsx(stream, columns, rows, title=title, filter_sentence=sentence, at=at)
    else:
        write_csv(stream, columns, rows)
    response = HttpResponse(stream.getvalue(), content_type=TYPES[kind])
    kept_as = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response["Content-Disposition"] = kept_as or "attachment"
    return response

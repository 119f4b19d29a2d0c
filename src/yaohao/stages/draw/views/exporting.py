"""Tables as files."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.writing import write_csv, write_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def export(
    kind: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str,
    title: str,
    sentence: str,
    at: datetime,
) -> HttpResponse:
    """A download of the rows as `xlsx` or `csv`; `name` without its ending."""
    stream = io.BytesIO()
    if kind == "xlsx":
        write_xlsx(stream, columns, rows, title=title, filter_sentence=sentence, at=at)
    else:
        write_csv(stream, columns, rows)
    response = HttpResponse(stream.getvalue(), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response

"""Downloads of what a page shows."""

import io
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.writing import write_csv, write_xlsx
from yaohao.ground.theme.parts import Export

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def exports(request: HttpRequest, *kinds: str) -> list[Export]:
    """The links to the downloads of this page, with its filter."""
    links = []
    for kind in kinds:
        query = request.GET.copy()
        query.pop("page", None)
        query["format"] = kind
        links.append(Export(kind, f"?{query.urlencode()}"))
    return links


def table(
    kind: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, object]],
    *,
    name: str,
    title: str,
    sentence: str,
) -> HttpResponse:
    """The rows as csv or xlsx."""
    stream = io.BytesIO()
    if kind == "xlsx":
        at = timezone.localtime()
        write_xlsx(stream, columns, rows, title=title, filter_sentence=sentence, at=at)
    else:
        write_csv(stream, columns, rows)
    return attachment(stream.getvalue(), kind, name)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """Bytes to be kept under a name."""
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response

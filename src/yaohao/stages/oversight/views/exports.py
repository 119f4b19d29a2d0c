"""What every list of this stage does when it is asked for a file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download


def wanted(
    request: HttpRequest,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str,
    title: str,
    sentence: str,
) -> HttpResponse | None:
    """The file the address asks for by `?export=`, None when it asks for the page."""
    kind = request.GET.get("export", "")
    if kind not in TYPES:
        return None
    return download(
        kind, columns, rows, name=name, title=title, sentence=sentence, at=timezone.localtime()
    )

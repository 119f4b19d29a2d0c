"""Downloads: the record, the verifier, the public table, the minutes."""

from datetime import datetime
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.rights import may
from yaohao.ground.documents.download import TYPES as PAPERS
from yaohao.ground.documents.draw_record import DrawRecord, draw_record
from yaohao.ground.documents.editable import editable
from yaohao.ground.documents.formats import form
from yaohao.ground.documents.rules import Kind
from yaohao.ground.sheets.download import TYPES, download
from yaohao.stages.draw import queries
from yaohao.stages.draw.minutes import minutes_of
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.rounds import sealed_rounds
from yaohao.stages.draw.rules import READERS, State
from yaohao.stages.draw.tables import RESULT, result_rows_of
from yaohao.stages.draw.views.finding import own_draw
from yaohao.stages.draw.witnessing import signed_by

DOCX = PAPERS["docx"]


@may(*READERS)
def record(request: HttpRequest, number: str) -> HttpResponseBase:
    """The whole record as a file; anybody can verify it."""
    found = _revealed(request, number)
    return _file(queries.record_file(found.number), f"{number}.zip", "application/zip")


@may(*READERS)
def verifier(request: HttpRequest, number: str) -> HttpResponseBase:
    """The one-file verifier whose digest stands in the announcement."""
    found = own_draw(request, number)
    if not found.verifier:
        raise Http404
    return _file(queries.verifier_file(found.number), "fairdraw.pyz", "application/zip")


@may(*READERS)
def public_table(request: HttpRequest, number: str, kind: str) -> HttpResponseBase:
    """The result as a table (公示表), once it may be known."""
    found = own_draw(request, number)
    try:
        told = queries.result_rows(number)
    except (LookupError, Draw.DoesNotExist):
        raise Http404 from None
    if kind not in TYPES:
        raise Http404
    rows = result_rows_of(told, found.line.stratify_by)
    return download(
        kind,
        RESULT,
        rows,
        name=number,
        title=f"{number} {found.line.title}",
        sentence=_("Result of the draw, %(count)d visits") % {"count": len(rows)},
        at=timezone.localtime(),
    )


@may(*READERS)
def minutes(request: HttpRequest, number: str) -> HttpResponse:
    """The draw record on paper (抽签记录), as far as the draw has come."""
    told, at = _minutes(request, own_draw(request, number))
    data = draw_record(told, created=at)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{number}.pdf"'
    return response


@may(*READERS)
def minutes_copy(request: HttpRequest, number: str) -> HttpResponse:
    """The clerk's editable copy of the draw record, from the same data."""
    found = own_draw(request, number)
    told, at = _minutes(request, found)
    rows, pictures = signed_by(found, _round(request, found))
    data = {**told, "issuer": {"name": told["bureau"]}, "signatures": rows}
    wanted = form(Kind.DRAW_RECORD, timezone.localdate(at))
    content = editable(wanted, data, created=at, pictures=pictures)
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{number}.docx"'
    return response


def _minutes(request: HttpRequest, draw: Draw) -> tuple[DrawRecord, datetime]:
    address = request.build_absolute_uri("/")
    last = draw.entries.order_by("-index")[0]
    return minutes_of(draw, address=address, number=_round(request, draw)), last.at


def _round(request: HttpRequest, draw: Draw) -> int:
    """The round asked for with `?round=`, else the one sealed last; 404 for one that is not."""
    sealed = sealed_rounds(draw)
    wanted = request.GET.get("round", str(sealed[-1]) if sealed else "")
    if wanted not in map(str, sealed):
        raise Http404
    return int(wanted)


def _revealed(request: HttpRequest, number: str) -> Draw:
    found = own_draw(request, number)
    if found.state != State.REVEALED.value:
        raise Http404
    return found


def _file(path: Path, name: str, kind: str) -> FileResponse:
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=kind)

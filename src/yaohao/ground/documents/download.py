"""A paper as an answer: the kept PDF, or the editable copy made from the same data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.queries import editable_copy

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class PaperLink:
    """One paper in a list, with the addresses of its two files."""

    title: str
    number: str
    issued_on: date
    pdf: str
    docx: str


def links(papers: Iterable[Issued], address: Callable[[Issued, str], str]) -> list[PaperLink]:
    """Links for `documents/_papers.html`; `address` takes the paper and `pdf` or `docx`."""
    return [
        PaperLink(
            paper.get_kind_display(),
            paper.number,
            paper.issued_on,
            address(paper, "pdf"),
            address(paper, "docx"),
        )
        for paper in papers
    ]


def answer(
    paper: Issued,
    suffix: str,
    *,
    read: Callable[[str], bytes],
    pictures: Callable[[Mapping[str, object]], Mapping[str, bytes]] | None = None,
) -> HttpResponse:
    """The file as a download; Http404 for a type there is none of, or a file that is lost."""
    if suffix not in TYPES:
        raise Http404
    try:
        shown = pictures(paper.data) if pictures else {}
        content = read(paper.pdf) if suffix == "pdf" else editable_copy(paper, shown)
    except FileNotFoundError as error:
        raise Http404(_("The file of this paper is missing on the disk.")) from error
    response = HttpResponse(content, content_type=TYPES[suffix])
    name = f"{paper.get_kind_display()}{paper.number}.{suffix}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response

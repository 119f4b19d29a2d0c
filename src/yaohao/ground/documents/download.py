"""A paper as an answer: the kept PDF, or the editable copy made from the same data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.queries import editable_copy, papers

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


def links(subject: str, name: str, *args: object) -> list[PaperLink]:
    """The papers of a subject for `documents/_papers.html`.

    `name` is an address that takes `args`, the key of the paper, and `pdf` or `docx`.
    """
    return [
        PaperLink(
            paper.get_kind_display(),
            paper.number,
            paper.issued_on,
            *(reverse(name, args=[*args, paper.pk, suffix]) for suffix in TYPES),
        )
        for paper in papers(subject)
    ]


def paper_of(subject: str, pk: int) -> Issued:
    """One paper of a subject the reader may see; Http404 where it has no such paper."""
    return get_object_or_404(papers(subject), pk=pk)


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

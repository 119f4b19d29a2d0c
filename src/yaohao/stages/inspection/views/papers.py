"""The papers of a visit and of a task's summary, to read and to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.documents.download import PaperLink, answer, links
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.queries import papers
from yaohao.stages.inspection.files import read
from yaohao.stages.inspection.models import Inspection, Summary
from yaohao.stages.inspection.papers.issuing import pictures_of
from yaohao.stages.inspection.views.finding import READERS, own


@may(*READERS)
def paper(request: HttpRequest, pk: int, paper: int, suffix: str) -> HttpResponse:
    """One paper of an inspection the reader may see."""
    made = own(request, pk)
    found = papers(made.subject).filter(pk=paper).first()
    if found is None:
        raise Http404
    return answer(found, suffix, read=read, pictures=pictures_of)


@may(*READERS, Role.HALL)
def summary_paper(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """The summary of a task as it went to the hall."""
    found = Summary.objects.visible_to(person(request)).filter(pk=pk).first()
    issued = papers(found.subject).last() if found else None
    if issued is None:
        raise Http404
    return answer(issued, suffix, read=read)


def paper_links(made: Inspection) -> list[PaperLink]:
    """The papers of an inspection for its page."""

    def address(issued: Issued, suffix: str) -> str:
        return reverse("inspection:paper", args=[made.pk, issued.pk, suffix])

    return links(papers(made.subject), address)


def summary_links(summary: Summary) -> list[PaperLink]:
    """The paper of a summary for the page of its task."""

    def address(_issued: Issued, suffix: str) -> str:
        return reverse("inspection:summary-paper", args=[summary.pk, suffix])

    return links(papers(summary.subject), address)

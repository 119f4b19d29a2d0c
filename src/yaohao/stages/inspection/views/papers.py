"""The papers of a visit and of a task's summary, to read and to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.documents.download import answer, paper_of
from yaohao.stages.inspection.files import read
from yaohao.stages.inspection.models import Summary
from yaohao.stages.inspection.papers.issuing import pictures_of
from yaohao.stages.inspection.views.finding import READERS, own


@may(*READERS)
def paper(request: HttpRequest, pk: int, paper: int, suffix: str) -> HttpResponse:
    """One paper of an inspection the reader may see."""
    found = paper_of(own(request, pk).subject, paper)
    return answer(found, suffix, read=read, pictures=pictures_of)


@may(*READERS, Role.HALL)
def summary_paper(request: HttpRequest, pk: int, paper: int, suffix: str) -> HttpResponse:
    """The summary of a task as it went to the hall."""
    summary = get_object_or_404(Summary.objects.visible_to(person(request)), pk=pk)
    return answer(paper_of(summary.subject, paper), suffix, read=read)

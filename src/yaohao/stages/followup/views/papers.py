"""Orders, re-checks and circulars on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.documents.download import answer, paper_of
from yaohao.stages.followup import queries
from yaohao.stages.followup.views.parts import READERS
from yaohao.stages.inspection.files import read


@may(*READERS)
def order_paper(request: HttpRequest, pk: int, paper: int, suffix: str) -> HttpResponse:
    """The order, or the opinion after one of its re-checks."""
    order = get_object_or_404(queries.orders(person(request)), pk=pk)
    return answer(paper_of(order.subject, paper), suffix, read=read)


@may(*READERS)
def circular_paper(request: HttpRequest, number: str, paper: int, suffix: str) -> HttpResponse:
    """The circular of a task as it was issued."""
    circular = get_object_or_404(queries.circulars(person(request)), draw__number=number)
    return answer(paper_of(circular.subject, paper), suffix, read=read)

"""Orders, re-checks and circulars on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.documents.download import PaperLink, answer, links
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.queries import papers
from yaohao.stages.followup import queries
from yaohao.stages.followup.models import Circular, Order
from yaohao.stages.followup.views.parts import READERS
from yaohao.stages.inspection.files import read


@may(*READERS)
def order_paper(request: HttpRequest, pk: int, paper: int, suffix: str) -> HttpResponse:
    """The order, or the opinion after one of its re-checks."""
    order = queries.orders(person(request)).filter(pk=pk).first()
    found = papers(order.subject).filter(pk=paper).first() if order else None
    if found is None:
        raise Http404
    return answer(found, suffix, read=read)


@may(*READERS)
def circular_paper(request: HttpRequest, number: str, suffix: str) -> HttpResponse:
    """The circular of a task as it was issued."""
    circular = queries.circulars(person(request)).filter(draw__number=number).first()
    found = papers(circular.subject).last() if circular else None
    if found is None:
        raise Http404
    return answer(found, suffix, read=read)


def order_links(order: Order) -> list[PaperLink]:
    """The papers of an order for its page."""

    def address(issued: Issued, suffix: str) -> str:
        return reverse("followup:order-paper", args=[order.pk, issued.pk, suffix])

    return links(papers(order.subject), address)


def circular_links(circular: Circular) -> list[PaperLink]:
    """The paper of a circular for its page."""

    def address(_issued: Issued, suffix: str) -> str:
        return reverse("followup:circular-paper", args=[circular.draw.number, suffix])

    return links(papers(circular.subject), address)

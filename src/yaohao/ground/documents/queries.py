"""Issued papers as stages read them; who may read which is the stage's to say."""

from collections.abc import Mapping

from django.db.models import QuerySet

from yaohao.ground.documents.editable import editable
from yaohao.ground.documents.formats import form
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.rules import Kind


def papers(*subjects: str) -> QuerySet[Issued]:
    """Everything issued for the subjects, the oldest first."""
    return Issued.objects.filter(subject__in=subjects).order_by("pk")


def latest(subject: str, kind: Kind) -> Issued | None:
    """The newest paper of a kind."""
    return papers(subject).filter(kind=kind.value).last()


def editable_copy(paper: Issued, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The paper as .docx, in the form it was issued in. DocumentError as in `editable`."""
    wanted = form(Kind(paper.kind), paper.issued_on)
    return editable(wanted, paper.data, created=paper.issued_at, pictures=pictures)

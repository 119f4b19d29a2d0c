"""Reading and checking the trail."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yaohao.ground.audit.models import Entry, Tail
from yaohao.ground.audit.rows import chained
from yaohao.ground.audit.rules import ORIGIN, digest


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold."""

    index: int
    why: str


def first_break() -> Break | None:
    """Walk the whole chain; None when every entry follows from the one before it."""
    previous = ORIGIN
    expected = 0
    for entry in Entry.objects.order_by("index").iterator(chunk_size=1000):
        if entry.index != expected:
            return Break(expected, _("is missing"))
        if entry.previous != previous:
            return Break(expected, _("does not follow from the entry before it"))
        if entry.digest != digest(chained(entry)):
            return Break(expected, _("was changed after it was written"))
        previous = entry.digest
        expected += 1
    tail = Tail.objects.filter(key=1).first() or Tail()
    if (tail.size, tail.digest) != (expected, previous):
        return Break(expected, _("is missing, or was added by hand"))
    return None


def of_subject(subject: str) -> QuerySet[Entry]:
    """The time line of one object, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("index")

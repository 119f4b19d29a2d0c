"""Grades of the blacklist that new objects bring along, as proposals (article 19)."""

from collections.abc import Iterable, Sequence

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.stages.registers.models import ListingProposal
from yaohao.stages.registers.rules.kinds import Blacklist
from yaohao.stages.registers.rules.plan import RowPlan, Verdict

_BATCH = 200
Brought = tuple[int, str]  # key of an object, and the grade


def brought(part: Sequence[RowPlan], written: Sequence[Model]) -> list[Brought]:
    """The grades of a part of a plan; `written` begins with its new objects, in their order."""
    new = (row for row in part if row.verdict is Verdict.NEW)
    pairs = zip(new, written, strict=False)
    return [(instance.pk, row.listing) for row, instance in pairs if row.listing]


def propose(by: User, source: str, grades: Iterable[Brought]) -> list[ListingProposal]:
    """Leave each to a second person; `source` is the document that says so, and the reason."""
    now, today = timezone.now(), timezone.localdate()
    return ListingProposal.objects.bulk_create(
        [
            ListingProposal(
                object_id=key, before=Blacklist.NONE.value, after=grade, since=today,
                reason=_("Brought along by a new object."), source=source[-120:],
                proposed_by=by, proposed_at=now,
            )
            for key, grade in grades
        ],
        batch_size=_BATCH,
    )  # fmt: skip


def take_back(source: str) -> int:
    """Remove what still waits when the import that brought it is undone; returns how many."""
    rows = ListingProposal.objects.filter(source=source[-120:], decided_at=None)
    return int(rows.delete()[0])

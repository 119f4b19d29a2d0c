"""Reading the whole of a task: the reader of everything is read too (article 21)."""

import hashlib

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.queries import head
from yaohao.stages.draw.queries import draw as one_draw
from yaohao.stages.draw.rules import State
from yaohao.stages.oversight.evidence import packed
from yaohao.stages.oversight.queries.marks import marks
from yaohao.stages.oversight.queries.timeline import Moment, timeline


@operation("oversight.task.read", article="21")
def read_task(*, by: User, number: str) -> list[Moment]:
    """Everything that happened to a task, oldest first, as far as `by` may see it.

    Raises Draw.DoesNotExist for another bureau's task.
    """
    draw = one_draw(number, by)
    moments = timeline(draw, by)
    record(by=by, subject=draw.subject, detail={"moments": len(moments)})
    return moments


@operation("oversight.evidence.take", article="21")
def take_evidence(*, by: User, number: str) -> bytes:
    """The evidence of an announced draw as a zip; its digest stays in the trail.

    Raises Draw.DoesNotExist for another bureau's task, Refused before the announcement.
    """
    draw = one_draw(number, by)
    if draw.state == State.PREPARED.value:
        raise Refused(_("The draw is not announced yet: there is nothing to take along."))
    content = packed(draw, timeline(draw, by), marks(draw, by), head())
    record(by=by, subject=draw.subject, detail={"sha256": hashlib.sha256(content).hexdigest()})
    return content

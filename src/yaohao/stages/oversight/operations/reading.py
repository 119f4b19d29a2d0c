"""Reading the whole of a task: the reader of everything is read too (article 21)."""

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.draw.queries import draw as one_draw
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

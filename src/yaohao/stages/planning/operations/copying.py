"""Last year's plan as the drafts of a new one (article 4)."""

from dataclasses import dataclass

from django.db.models import Max, Model
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.gate import fill, own_plan, permit
from yaohao.stages.planning.joining import join
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.copying import Copy, draft_of, living, moved_item
from yaohao.stages.planning.rules import Act, LineState


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of copying: the new drafts, and each line left out with the reason."""

    lines: tuple[Line, ...]
    left: tuple[tuple[Line, str], ...]


@operation("planning.plan.copy", article="4")
def copy_plan(*, by: User, year: int, source: int) -> Copied:
    """Every standing line of the plan of `source` as a draft of `year`, its dates moved.

    The item is replaced by its version in force in the new year; a line whose item has ended is
    left out, so is one that does not stand in the new year, and both are named. A line copied
    before is not copied again. Refused when there is nothing to copy from.
    """
    permit(by=by, act=Act.CHANGE)
    plan = own_plan(by=by, year=year)
    old = list(living(by.bureau, source))
    if not old or source >= year:
        raise Refused(
            _("The plan of %(year)s has no line to copy. Choose an earlier year that has some.")
            % {"year": source}
        )
    done = set(plan.lines.exclude(copied_from=None).values_list("copied_from", flat=True))
    number = plan.lines.aggregate(last=Max("number"))["last"] or 0
    made, left, changed = list[Line](), list[tuple[Line, str]](), list[Model]()
    for line in old:
        item = moved_item(line, year)
        if line.pk in done:
            continue
        if item is None:
            left.append((line, _("its item is no longer in force")))
            continue
        fresh = Line(plan=plan, number=number + 1, state=LineState.DRAFT.value, copied_from=line)
        try:
            changed += _write(fresh, Copy(line, item, year), by)
        except Refused as refusal:
            left.append((line, str(refusal)))
            continue
        number += 1
        made.append(fresh)
    detail = {
        "source": source,
        "lines": [line.number for line in made],
        "left_out": [line.number for line, _why in left],
    }
    record(by=by, subject=plan.subject, changed=[plan, *changed], detail=detail)
    return Copied(tuple(made), tuple(left))


def _write(fresh: Line, copy: Copy, by: User) -> list[Model]:
    draft = draft_of(copy)
    cycle = fill(fresh, draft)
    fresh.save(force_insert=True)
    fresh.drafters.add(by)
    return [fresh, cycle, *join(fresh, draft)]

"""Writing the plan (articles 4 and 12)."""

from django.db.models import Max

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.planning.gate import fill, locked, own_plan, permit
from yaohao.stages.planning.joining import join
from yaohao.stages.planning.models import Line, Plan
from yaohao.stages.planning.rules import Act, LineDraft, LineState


@operation("planning.plan.draft", article="4")
def draft_plan(*, by: User, year: int) -> Plan:
    """Begin the plan of a year; the same plan when it was begun before. Raises Refused."""
    permit(by=by, act=Act.CHANGE)
    plan = own_plan(by=by, year=year)
    record(by=by, subject=plan.subject, changed=[plan])
    return plan


@operation("planning.line.add", article="12")
def add_line(*, by: User, year: int, draft: LineDraft) -> Line:
    """Add a line to the plan of a year, which is begun if need be. Raises Refused.

    Raises Item.DoesNotExist for an item of another bureau.
    """
    permit(by=by, act=Act.CHANGE)
    plan = own_plan(by=by, year=year)
    last = plan.lines.aggregate(last=Max("number"))["last"] or 0
    line = Line(plan=plan, number=last + 1, state=LineState.DRAFT.value)
    cycle = fill(line, draft)
    line.save(force_insert=True)
    line.drafters.add(by)
    changed = [line, cycle, *join(line, draft)]
    record(by=by, subject=line.subject, changed=changed, detail={"title": line.title})
    return line


@operation("planning.line.change", article="12")
def change_line(*, by: User, pk: int, draft: LineDraft) -> Line:
    """Rewrite a line that is still a draft; whoever does so may not approve it. Raises Refused."""
    line = locked(pk=pk, by=by, act=Act.CHANGE)
    cycle = fill(line, draft)
    line.save(force_update=True)
    line.drafters.add(by)
    changed = [line, cycle, *join(line, draft)]
    record(by=by, subject=line.subject, changed=changed, detail={"title": line.title})
    return line


@operation("planning.line.remove", article="4")
def remove_line(*, by: User, pk: int) -> str:
    """Take a draft out of the plan; its label. Its number may be given again. Raises Refused."""
    line = locked(pk=pk, by=by, act=Act.REMOVE)
    record(by=by, subject=line.subject, changed=[line], detail={"title": line.title})
    label = line.label
    line.delete()
    return label

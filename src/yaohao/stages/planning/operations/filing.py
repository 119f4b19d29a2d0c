"""Filing the plan with the government hall (article 4): from then on its lines may be drawn."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.gate import own_plan, permit
from yaohao.stages.planning.grounds import refuse_groundless
from yaohao.stages.planning.models import Filing, Line
from yaohao.stages.planning.queries.grounds import grounds
from yaohao.stages.planning.rules import Act, LineState


@operation("planning.plan.file", article="4")
def file_with_hall(*, by: User, year: int, receipt: str, filed_on: date) -> Filing:
    """Note the hall's receipt for the approved lines of the year that have none.

    Lines whose item is withdrawn, or rests on a basis that is not in force, wait: the filing leaves
    them out. Raises Refused, also when only such lines wait.
    """
    permit(by=by, act=Act.FILE)
    plan = own_plan(by=by, year=year)
    receipt = receipt.strip()
    if not receipt:
        raise Refused(_("Write the number of the hall's receipt."))
    if filed_on > timezone.localdate():
        raise Refused(_("The plan cannot have been filed in the future. Mend the date."))
    if plan.filings.filter(receipt=receipt).exists():
        raise Refused(
            _("Receipt %(receipt)s is noted already for this plan.") % {"receipt": receipt}
        )
    approved = plan.lines.select_for_update(of=("self",)).filter(state=LineState.APPROVED.value)
    waiting = list(approved.select_related("item", "plan__bureau").order_by("number"))
    if not waiting:
        raise Refused(_("No line waits to be filed. The director must approve one first."))
    found = grounds(waiting, timezone.localdate())
    lines = [line for line in waiting if line.pk not in found or found[line.pk].stands]
    if not lines:
        refuse_groundless(waiting[0])
    filing = Filing.objects.create(plan=plan, receipt=receipt, filed_on=filed_on)
    replaced = [_replaced(line.amends_id) for line in lines if line.amends_id]
    for line in lines:
        line.state, line.filing = LineState.FILED.value, filing
        line.save(update_fields=["state", "filing"])
    detail: dict[str, object] = {"receipt": receipt, "lines": [line.number for line in lines]}
    if left := [line.number for line in waiting if line not in lines]:
        detail["left_out"] = left
    record(by=by, subject=plan.subject, changed=[filing, *lines, *replaced], detail=detail)
    return filing


def _replaced(pk: int) -> Line:
    """The version before, which ends here. Refused where it was drawn meanwhile."""
    former = Line.objects.select_for_update(of=("self",)).get(pk=pk)
    if former.drawn_as:
        raise Refused(
            _("Draw %(number)s was announced from line %(line)s meanwhile, so its new version "
              "cannot be filed. Have the director return it, and remove it.")
            % {"line": former.label, "number": former.drawn_as}
        )  # fmt: skip
    former.state = LineState.REPLACED.value
    former.save(update_fields=["state"])
    return former

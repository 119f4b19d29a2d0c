"""Filing the plan with the government hall (article 4): from then on its lines may be drawn."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.gate import own_plan, permit
from yaohao.stages.planning.models import Filing
from yaohao.stages.planning.rules import Act, LineState


@operation("planning.plan.file", article="4")
def file_with_hall(*, by: User, year: int, receipt: str, filed_on: date) -> Filing:
    """Note the hall's receipt for all approved lines of the year that have none. Raises Refused."""
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
    approved = plan.lines.select_for_update().filter(state=LineState.APPROVED.value)
    lines = list(approved.order_by("number"))
    if not lines:
        raise Refused(_("No line waits to be filed. The director must approve one first."))
    filing = Filing.objects.create(plan=plan, receipt=receipt, filed_on=filed_on)
    for line in lines:
        line.state, line.filing = LineState.FILED.value, filing
        line.save(update_fields=["state", "filing"])
    detail = {"receipt": receipt, "lines": [line.number for line in lines]}
    record(by=by, subject=plan.subject, changed=[filing, *lines], detail=detail)
    return filing

"""Reporting the items that nothing used for five years, once a year (article 7)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.gate import permit
from yaohao.stages.planning.queries.unused import (
    REPORT,
    report_subject,
    reported,
    unused_items,
)
from yaohao.stages.planning.rules import Act


@operation(REPORT, article="7")
def report_unused(*, by: User, year: int, note: str) -> Entry:
    """Note that the unused items were reported to the leadership, and what was decided.

    The trail keeps their codes. Refused for another year than the present, without words, twice
    in a year, and while there is nothing to report.
    """
    permit(by=by, act=Act.CHANGE)
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    today = timezone.localdate()
    said = " ".join(note.split())
    if year != today.year:
        raise Refused(_("Only the report of this year, %(year)s, can be noted.")
                      % {"year": today.year})  # fmt: skip
    if not said:
        raise Refused(_("Say to whom it was reported, and what becomes of the items."))
    if reported(bureau, year):
        raise Refused(_("The report of %(year)s was noted already.") % {"year": year})
    codes = [one.item.code for one in unused_items(bureau, today)]
    if not codes:
        raise Refused(_("Every item was used within five years: there is nothing to report."))
    return record(
        by=by, subject=report_subject(bureau, year), detail={"items": codes}, reason=said[:500]
    )

"""From draft to approved: the clerk submits, the director decides; two people (article 4)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.gate import check_pool, locked
from yaohao.stages.planning.grounds import refuse_groundless
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.capacity import carryings
from yaohao.stages.planning.queries.process import first_stop, headless, sections_to_ask
from yaohao.stages.planning.rules import Act, LineState
from yaohao.stages.planning.simulated import shortage_words


@operation("planning.line.submit", article="4")
def submit_line(*, by: User, pk: int, reason: str = "") -> Line:
    """Hand a draft in: to the sections it names, else to the leading group, else to the director.

    From here on nobody changes it. Refused where a section has no head to answer for it, and while
    the line could not be drawn: an empty pool, a number above the pool, a stratum without a ratio,
    an item that is not in force, a legal basis that has ended (article 7). What the officers cannot
    carry is handed in with a `reason` only, which whoever decides reads in the trail.
    """
    line = locked(pk=pk, by=by, act=Act.SUBMIT)
    check_pool(line)
    refuse_groundless(line)
    reason = _reason_of_overload(line, reason)
    silent = headless(sections_to_ask(line))
    if silent:
        raise Refused(
            _("%(section)s is asked for its opinion and has no section head. Give somebody of the "
              "section that role, or take the section out of the line.")
            % {"section": silent[0].name}
        )  # fmt: skip
    line.state, line.returned = first_stop(line, timezone.localdate()).value, ""
    line.submission += 1
    line.save(update_fields=["state", "returned", "submission"])
    record(by=by, subject=line.subject, changed=[line], reason=reason)
    return line


def _reason_of_overload(line: Line, reason: str) -> str:
    """The reason for handing in what officers or experts cannot carry; empty where they can."""
    short = [each for each in carryings(line) if each.overloaded]
    if not short:
        return ""
    if not reason.strip():
        raise Refused(
            _("%(words)s Or open the line and type why it is handed in all the same.")
            % {"words": shortage_words(short)}
        )
    return reason.strip()


@operation("planning.line.return", article="4")
def return_line(*, by: User, pk: int, reason: str) -> Line:
    """Give a line back to be mended, with the reason. Raises Refused."""
    line = locked(pk=pk, by=by, act=Act.RETURN)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the line goes back, so that it can be mended."))
    line.state, line.returned = LineState.DRAFT.value, reason
    line.save(update_fields=["state", "returned"])
    record(by=by, subject=line.subject, changed=[line], reason=reason)
    return line


@operation("planning.line.approve", article="4")
def approve_line(*, by: User, pk: int) -> Line:
    """Approve a submitted line. Refused for everybody who wrote at it: two people decide.

    Refused while its item is withdrawn or rests on a basis that is not in force.
    """
    line = locked(pk=pk, by=by, act=Act.APPROVE)
    if line.drafters.filter(pk=by.pk).exists():
        raise Refused(
            _("You wrote at this line yourself: somebody else must approve it (two-person rule).")
        )
    refuse_groundless(line)
    line.state = LineState.APPROVED.value
    line.approved_by, line.approved_at = by, timezone.now()
    line.save(update_fields=["state", "approved_by", "approved_at"])
    record(by=by, subject=line.subject, changed=[line])
    return line

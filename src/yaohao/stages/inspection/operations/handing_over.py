"""The open work of an officer who leaves: who carries it on, and who goes instead (article 17).

A place that was drawn is never given away by hand: before the door it is drawn again (article 13).
What is handed over here is what follows the door, and the team of a visit that was never drawn.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.gate import back_to_the_team, seen, words
from yaohao.stages.inspection.models import Inspection, Member
from yaohao.stages.inspection.rules import HANDERS, TRANSITIONS, Act, Origin, State
from yaohao.stages.inspection.teaming import refuse_unfit
from yaohao.stages.registers.models import Officer

AFTER_THE_DOOR = frozenset({State.RUNNING, State.RECORDED, State.REPORTED})


@operation("inspection.member.hand-over", article="17")
def hand_over(*, by: User, member: int, to: int, reason: str) -> Member:
    """Let an officer of the bureau carry on what a member of a team left open.

    Record, report, orders and cases of this visit go together. A record that is not sealed is
    carried on by one who was there. Handing it to the member again ends the handover. Raises
    Member.DoesNotExist and Officer.DoesNotExist for another bureau's, Refused.
    """
    place, inspection = _place(by, member)
    officer: Officer = Officer.objects.of(by.bureau).select_related("user").get(pk=to)
    if State(inspection.state) not in AFTER_THE_DOOR:
        raise Refused(_("Before the door a place is drawn again, it is not handed over."))
    before = place.keeper or place.officer
    if officer == before:
        raise Refused(_("%(officer)s carries this on already.") % {"officer": officer.name})
    if place.left_at:
        raise Refused(_("%(officer)s was recused: nothing of the visit is left to hand over.") % {
            "officer": place.officer.name
        })  # fmt: skip
    there = inspection.team_now().filter(officer=officer).exists()
    if inspection.state == State.RUNNING.value and not there:
        raise Refused(_("Whoever was not there cannot write the record: choose one of the team."))
    _refuse_without_account(officer)
    refuse_unfit(inspection, officer, timezone.localdate())
    why = words(reason, _("Say why the work is handed over."))
    back = officer == place.officer
    place.keeper, place.keeper_reason = (None, "") if back else (officer, why)
    place.save(update_fields=["keeper", "keeper_reason"])
    detail = {"from": before.certificate, "to": officer.certificate}
    record(by=by, subject=inspection.subject, changed=[place], detail=detail, reason=why)
    return place


@operation("inspection.member.replace", article="5")
def replace_member(*, by: User, member: int, to: int, reason: str) -> Member:
    """Send another officer on a visit for a cause that has not begun; the head approves it anew.

    Refused for a drawn visit: its place is drawn again (article 13). Raises as `hand_over`.
    """
    place, inspection = _place(by, member)
    officer: Officer = Officer.objects.of(by.bureau).get(pk=to)
    if inspection.origin != Origin.CAUSE.value:
        raise Refused(_("This team was drawn: ask for a substitute, nobody names one."))
    if State(inspection.state) not in TRANSITIONS[Act.CHANGE_TEAM][0]:
        raise Refused(_("The visit has begun: its team stays as it is."))
    if inspection.members.filter(officer=officer).exists():
        raise Refused(_("%(officer)s is one of the team already.") % {"officer": officer.name})
    today = timezone.localdate()
    refuse_unfit(inspection, officer, max(inspection.planned_on or today, today))
    why = words(reason, _("Say why another officer goes."))
    detail = {"from": place.certificate, "to": officer.certificate}
    place.officer, place.certificate = officer, officer.certificate
    place.save(update_fields=["officer", "certificate"])
    back_to_the_team(inspection)
    record(
        by=by, subject=inspection.subject, changed=[inspection, place], detail=detail, reason=why
    )
    return place


def _place(by: User, member: int) -> tuple[Member, Inspection]:
    """A place of a visit of the own bureau, locked."""
    if not by.holds(*HANDERS):
        raise Refused(_("Your role does not allow this act."))
    rows = Member.objects.select_related("officer", "keeper")
    found: Member = rows.get(pk=member, inspection__bureau=by.bureau_id)
    inspection = seen(pk=found.inspection_id, by=by)
    return rows.select_for_update(of=("self",)).get(pk=member), inspection


def _refuse_without_account(officer: Officer) -> None:
    if officer.user is None or not officer.user.is_active:
        raise Refused(
            _("%(officer)s has no account to work with. Join one in the register first.")
            % {"officer": officer.name}
        )

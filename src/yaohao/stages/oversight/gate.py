"""The gate before every act on a complaint: locked, permitted, in the right state."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.oversight.models import Complaint
from yaohao.stages.oversight.rules.complaints import COMPLAINT_TRANSITIONS, Act, State


def locked(*, pk: int, by: User, act: Act) -> Complaint:
    """The complaint, locked, when `by` may do `act` now.

    Raises Complaint.DoesNotExist for a foreign one and for the officer it is about.
    """
    visible = Complaint.objects.visible_to(by).values("pk")
    complaint = Complaint.objects.select_for_update().get(pk=pk, pk__in=visible)
    sources, _target, roles = COMPLAINT_TRANSITIONS[act]
    if not by.holds(*roles):
        raise Refused(_("Your role does not allow this act."))
    if State(complaint.state) not in sources:
        raise Refused(
            _("Complaint %(number)s is now: %(state)s. This act does not fit it any more.")
            % {"number": complaint.number, "state": complaint.get_state_display()}
        )
    return complaint


def advance(complaint: Complaint, act: Act, **values: object) -> None:
    """Move on by the table, with what the act wrote."""
    complaint.state = COMPLAINT_TRANSITIONS[act][1].value
    for name, value in values.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=["state", *values])


def written(text: str, what: str) -> str:
    """The text without loose blanks; Refused when there is none."""
    kept = text.strip()
    if not kept:
        raise Refused(what)
    return kept

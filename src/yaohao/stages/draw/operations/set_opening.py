"""Whether the clock opens the envelopes, and how many a day (article 20)."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import permit
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import Act, State

OVER = (State.ABORTED.value, State.REVEALED.value, State.VOID.value)
MOST = 500  # envelopes a day


@operation("draw.opening.set", article="20")
def set_opening(*, by: User, number: str, daily: int | None) -> Draw:
    """From now on the clock opens `daily` envelopes at the hour of every working day of a window,
    all of them on the first where it is 0, none where it is None.

    What is open stays open. Raises Draw.DoesNotExist for a foreign draw, Refused when it is over.
    """
    draw: Draw = Draw.objects.visible_to(by).select_for_update().get(number=number)
    permit(by=by, act=Act.OPEN)
    if draw.state in OVER:
        raise Refused(_("This draw is over: there is nothing left to open."))
    if daily is not None and not 0 <= daily <= MOST:
        raise Refused(_("At most %(most)d envelopes a day.") % {"most": MOST})
    draw.opens_daily = daily
    draw.save(update_fields=["opens_daily"])
    record(by=by, subject=draw.subject, changed=[draw], detail={"daily": daily})
    return draw

"""At the door: an opened assignment is shown to the enterprise, with its proof (article 20)."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import enter, moment, stamp
from yaohao.stages.draw.models import Draw, Opening
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.queries.sealed import certificate_of, draws_of_officer, opened_to
from yaohao.stages.draw.rules import State


@operation("draw.assignment.show", article="20")
def open_at_door(*, by: User, number: str, position: int, round_number: int = 1) -> Opening:
    """Log that an envelope is opened to the enterprise, by an officer of its team.

    From here on the door proof may be downloaded. Doing it again changes nothing and is refused.
    """
    draw: Draw = draws_of_officer(by).select_for_update().get(number=number)
    place = round_number, position
    openings = draw.openings.filter(round=round_number, position=position)
    if not openings.filter(to="officers").exists():
        raise Refused(_("This envelope is still sealed."))
    if place not in opened_to(draw, certificate_of(by)):
        raise Refused(_("Only the officers of the team show an assignment at the door."))
    if openings.filter(to="enterprise").exists():
        raise Refused(_("This was shown at the door already; the proof can be downloaded."))
    # The reveal made void whatever was not shown by then; nothing of the draw follows it.
    late = draw.state != State.OPENING.value
    if late or openings.filter(to="officers").exclude(void="").exists():
        raise Refused(_("This envelope is void. Nobody goes there."))
    at = moment(draw)
    shown = acts(draw).open(
        seal=entry(draw, "seal", round_number),
        position=position,
        to="enterprise",
        time=stamp(at),
    )
    opening = Opening.objects.create(
        draw=draw,
        round=round_number,
        position=position,
        to="enterprise",
        entry=enter(draw, by=by, at=at, build=lambda _head: shown, round_number=round_number),
    )
    record(
        by=by,
        subject=draw.subject,
        changed=[opening],
        detail={"round": round_number, "position": position},
    )
    return opening

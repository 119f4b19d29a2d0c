"""Open what a witness had committed to, before the dice are thrown."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import enter, in_words, locked, moment, stamp
from yaohao.stages.draw.models import Contribution, Draw
from yaohao.stages.draw.queries.log import acts, entries, entry
from yaohao.stages.draw.queries.sealed import sealed_number
from yaohao.stages.draw.rules import Act


@operation("draw.number.open", article="14")
def open_number(*, by: User, number: str, seat: int) -> Contribution:
    """Put the number of one seat into the log in clear.

    Refused once the dice are in the log: a number that stays closed enters by its commitment.
    """
    draw = locked(number=number, by=by, act=Act.OPEN_NUMBER)
    contribution = _closed(draw, seat)
    at, plain = moment(draw), sealed_number(contribution)
    commit = next(e for e in entries(draw, "commit") if e.get("seat") == str(seat))
    with in_words():
        opening = acts(draw).opening(
            serves=entry(draw, "round"), commit=commit, opened=plain, time=stamp(at)
        )
    contribution.opened = enter(draw, by=by, at=at, build=lambda _head: opening)
    contribution.number, contribution.nonce = plain.number, plain.nonce.hex()
    contribution.save(update_fields=["opened", "number", "nonce"])
    record(by=by, subject=draw.subject, changed=[contribution], detail={"seat": seat})
    return contribution


def _closed(draw: Draw, seat: int) -> Contribution:
    contribution = draw.contributions.filter(seat=seat).first()
    if contribution is None:
        raise Refused(_("There is no seat %(seat)d in this draw.") % {"seat": seat})
    if contribution.opened is not None:
        raise Refused(_("The number of seat %(seat)d is open already.") % {"seat": seat})
    if draw.entries.filter(kind="dice", serves=None).exists():
        raise Refused(
            _("The dice are in the log: seat %(seat)d stays closed and counts by its commitment.")
            % {"seat": seat}
        )
    return contribution

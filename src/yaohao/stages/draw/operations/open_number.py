"""Open what a witness had committed to, before the dice are thrown."""

from datetime import datetime

from django.utils.translation import gettext as _

from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import Who, enter, in_words, locked_round, moment, stamp
from yaohao.stages.draw.holding import hold_of_round, refuse_held
from yaohao.stages.draw.models import Contribution, Draw, Seat
from yaohao.stages.draw.queries.facts import known, progress
from yaohao.stages.draw.queries.log import acts, entries, entry
from yaohao.stages.draw.queries.sealed import sealed_number
from yaohao.stages.draw.rules import Act


@operation("draw.number.open", article="14")
def open_number(*, by: Who, number: str, seat: int, round_number: int = 1) -> Contribution:
    """Put the number of one seat into the log in clear.

    Refused once a value is in the log or could be known: a number that stays closed enters by its
    commitment. What a witness brought on an own phone is opened there and nowhere else, so that
    nobody chooses for the witness.
    """
    draw = locked_round(number=number, by=by, act=Act.OPEN_NUMBER, round_number=round_number)
    at = moment(draw)
    refuse_held(hold_of_round(draw, round_number), at)
    contribution = _closed(draw, seat, round_number, at)
    _refuse_stranger(contribution, by)
    plain = sealed_number(contribution)
    made = entries(draw, "commit", number=round_number)
    commit = next(each for each in made if each.get("seat") == str(seat))
    with in_words():
        opening = acts(draw).opening(
            serves=entry(draw, "round", round_number), commit=commit, opened=plain, time=stamp(at)
        )
    contribution.opened = enter(
        draw, by=by, at=at, build=lambda _head: opening, round_number=round_number
    )
    contribution.number, contribution.nonce = plain.number, plain.nonce.hex()
    contribution.save(update_fields=["opened", "number", "nonce"])
    record(by=by, subject=draw.subject, changed=[contribution], detail={"seat": seat})
    return contribution


def _refuse_stranger(contribution: Contribution, by: Who) -> None:
    witness = contribution.witness
    if isinstance(by, Seat) and witness != by:
        raise Refused(_("This is the number of another witness. Each opens the own one."))
    if not isinstance(by, Seat) and witness is not None:
        raise Refused(
            _("%(name)s opens this number on the own phone; if it stays closed, it counts so.")
            % {"name": witness.name}
        )


def _closed(draw: Draw, seat: int, round_number: int, at: datetime) -> Contribution:
    contribution = draw.contributions.filter(round=round_number, seat=seat).first()
    if contribution is None:
        raise Refused(_("There is no seat %(seat)d in this draw.") % {"seat": seat})
    if contribution.opened is not None:
        raise Refused(_("The number of seat %(seat)d is open already.") % {"seat": seat})
    if progress(draw).valued or known(draw, round_number, at):
        raise Refused(
            _(
                "A public number is known by now: seat %(seat)d stays closed and counts by its "
                "commitment."
            )
            % {"seat": seat}
        )
    return contribution

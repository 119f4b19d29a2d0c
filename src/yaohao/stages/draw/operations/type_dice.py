"""Two people type the public dice, or the numbers of a lottery, independently of each other."""

from datetime import datetime

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.announcing import signatures
from yaohao.stages.draw.gate import enter, in_words, locked_round, moment, stamp
from yaohao.stages.draw.holding import hold_of_round, refuse_held, refuse_late, refuse_soon
from yaohao.stages.draw.models import DiceEntry, Draw
from yaohao.stages.draw.queries.facts import progress, source_of
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.queries.rounds import last_bound
from yaohao.stages.draw.readings import note_reading
from yaohao.stages.draw.rules import Act, kind_of, typed, typed_lottery
from yaohao.stages.draw.texts import source_words


@operation("draw.dice.type", article="14")
def type_dice(*, by: User, number: str, throws: str, round_number: int = 1) -> DiceEntry:
    """Note the throws as one person read them; two equal readings go into the log at once.

    A person who types again replaces his own reading, until two people agree.
    """
    draw = locked_round(number=number, by=by, act=Act.TYPE_DICE, round_number=round_number)
    source = source_of(draw, round_number, "dice")
    if source is None:
        raise Refused(_("This draw was announced without dice."))
    if "dice" in progress(draw).valued:
        raise Refused(_("The dice are in the log already. They are thrown once."))
    _in_turn(draw, "dice", round_number)
    digits = typed(throws)
    with in_words():
        source.dice_value(digits)
    return _note(draw, "dice", digits, by, moment(draw), round_number)


@operation("draw.lottery.type", article="14")
def type_lottery(*, by: User, number: str, numbers: str, round_number: int = 1) -> DiceEntry:
    """Note the numbers of the bound issue as published; two equal readings go into the log.

    Refused before the moment at which that issue is drawn.
    """
    draw = locked_round(number=number, by=by, act=Act.TYPE_LOTTERY, round_number=round_number)
    source = source_of(draw, round_number, "lottery")
    if source is None:
        raise Refused(_("This draw was announced without a lottery, or the lottery failed."))
    if "lottery" in progress(draw).valued:
        raise Refused(_("The numbers of the lottery are in the log already."))
    _in_turn(draw, "lottery", round_number)
    at, text = moment(draw), typed_lottery(numbers)
    if source.since is None or at.timestamp() < source.since:
        raise Refused(_("The lottery is not drawn yet: wait for the moment that was announced."))
    return _note(draw, "lottery", text, by, at, round_number)


def _in_turn(draw: Draw, kind: str, round_number: int) -> None:
    """Values stand in the log in the announced order, after the cosignatures."""
    bound, at = last_bound(draw, round_number), moment(draw)
    refuse_held(hold_of_round(draw, round_number), at)
    refuse_late(draw, round_number)
    if kind == "dice" and bound:
        refuse_soon(draw, bound, at)
    pending = progress(draw).pending
    if kind_of(pending) != kind:
        raise Refused(
            _("First comes: %(source)s. The order was announced.")
            % {"source": source_words(pending)}
        )


def _note(draw: Draw, kind: str, text: str, by: User, at: datetime, round_number: int) -> DiceEntry:
    mine, other = note_reading(draw, kind=kind, text=text, by=by, at=at, round_number=round_number)
    names = signatures(other.person, by) if other else signatures(by, by)
    with in_words():
        writer, bound = acts(draw), entry(draw, "round", round_number)
        if kind == "dice":
            made = writer.dice(serves=bound, throws=text, typed=names, time=stamp(at))
        else:
            made = writer.lottery(serves=bound, numbers=text, typed=names, time=stamp(at))
        if other:
            enter(draw, by=by, at=at, build=lambda _head: made, round_number=round_number)
    record(by=by, subject=draw.subject, changed=[mine], detail={"agreed": other is not None})
    return mine

"""Two people type the public dice, independently of each other."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.announcing import signatures
from yaohao.stages.draw.gate import enter, in_words, locked, moment, stamp
from yaohao.stages.draw.models import DiceEntry, Draw
from yaohao.stages.draw.queries.facts import dice_source
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.rules import Act, typed


@operation("draw.dice.type", article="14")
def type_dice(*, by: User, number: str, throws: str) -> DiceEntry:
    """Note the throws as one person read them; two equal readings go into the log at once.

    A person who types again replaces his own reading, until two people agree.
    """
    draw = locked(number=number, by=by, act=Act.TYPE_DICE)
    source = dice_source(draw)
    if source is None:
        raise Refused(_("This draw was announced without dice."))
    if draw.entries.filter(kind="dice", serves=None).exists():
        raise Refused(_("The dice are in the log already. They are thrown once."))
    digits = typed(throws)
    with in_words():
        source.dice_value(digits)
    mine, _created = DiceEntry.objects.update_or_create(
        draw=draw, person=by, serves=None, defaults={"throws": digits, "at": moment(draw)}
    )
    same = draw.dice.filter(serves=None, throws=digits).exclude(person=by)
    other = same.order_by("at", "pk").first()
    if other:
        _agree(draw, other, mine)
    record(by=by, subject=draw.subject, changed=[mine], detail={"agreed": other is not None})
    return mine


def _agree(draw: Draw, first: DiceEntry, second: DiceEntry) -> None:
    with in_words():
        dice = acts(draw).dice(
            serves=entry(draw, "round"),
            throws=second.throws,
            typed=signatures(first.person, second.person),
            time=stamp(second.at),
        )
    enter(draw, by=second.person, at=second.at, build=lambda _head: dice)

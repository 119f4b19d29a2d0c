"""A place of a team drawn again: fresh randomness, all other places fixed (article 13)."""

import secrets
from datetime import datetime

from django.utils.translation import gettext as _
from fairdraw.seal import substitute_digest

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import keep
from yaohao.stages.draw.announcing import signatures
from yaohao.stages.draw.drawing import ROUND, question_of, substitute_drawn
from yaohao.stages.draw.events import not_shown
from yaohao.stages.draw.gate import enter, in_words, locked, moment, stamp
from yaohao.stages.draw.models import DiceEntry, Draw, Substitution
from yaohao.stages.draw.queries.facts import fresh_dice
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.queries.sealed import draw_key
from yaohao.stages.draw.rules import ABSENCES, Act, typed
from yaohao.stages.draw.texts import absence_words


@operation("draw.substitute.ask", article="13")
def ask_substitute(*, by: User, number: str, position: int, role: str, cause: str) -> Substitution:
    """Ask for a substitute; the log says envelope, place and cause, never a name.

    Who asks does not choose who comes. An exercise draws at once; a draw that counts waits for
    dice that two people type.
    """
    draw = locked(number=number, by=by, act=Act.SUBSTITUTE)
    not_shown(draw, position)
    if cause not in ABSENCES:
        raise Refused(_("Choose why the officer cannot go."))
    if draw.substitutions.filter(position=position, role=role, done=None).exists():
        raise Refused(_("A substitute for this place was asked for already: throw the dice."))
    at, writer = moment(draw), acts(draw)
    with in_words():
        made = writer.substitute(
            seal=entry(draw, "seal"), position=position, role=role,
            cause=f"{cause} {absence_words(cause)}", by=[by.full_name], time=stamp(at),
        )  # fmt: skip
    logged = enter(draw, by=by, at=at, build=lambda _head: made)
    asked = Substitution.objects.create(draw=draw, position=position, role=role, asked=logged)
    if fresh_dice(draw) is None:
        value = writer.server(serves=made, value=secrets.token_bytes(32), time=stamp(at))
        enter(draw, by=by, at=at, build=lambda _head: value, serves=logged)
        _settle(asked, by=by, at=at)
    record(by=by, subject=draw.subject, changed=[asked], detail={"envelope": position})
    return asked


@operation("draw.substitute.dice", article="13")
def type_substitute_dice(*, by: User, number: str, asked: int, throws: str) -> Substitution:
    """Note the throws as one person read them; two equal readings draw the substitute at once."""
    draw = locked(number=number, by=by, act=Act.TYPE_SUBSTITUTE)
    wanted = draw.substitutions.select_related("asked", "draw").filter(pk=asked).first()
    source = fresh_dice(draw)
    if wanted is None or source is None:
        raise Refused(_("Nobody asked for this substitute."))
    if wanted.done_id:
        raise Refused(_("This substitute is drawn already. It is drawn once."))
    digits = typed(throws)
    with in_words():
        source.dice_value(digits)
    at = moment(draw)
    mine, _created = DiceEntry.objects.update_or_create(
        draw=draw, person=by, serves=wanted.asked, defaults={"throws": digits, "at": at}
    )
    same = draw.dice.filter(serves=wanted.asked, throws=digits).exclude(person=by)
    other = same.order_by("at", "pk").first()
    if other:
        _throw(draw, wanted, digits, signatures(other.person, by), by, at)
        _settle(wanted, by=by, at=at)
    record(by=by, subject=draw.subject, changed=[mine], detail={"agreed": other is not None})
    return wanted


def _throw(
    draw: Draw, wanted: Substitution, digits: str, names: tuple[str, str], by: User, at: datetime
) -> None:
    writer = acts(draw)
    question = question_of(wanted)
    with in_words():
        dice = writer.dice(serves=question, throws=digits, typed=names, time=stamp(at))
    enter(draw, by=by, at=at, build=lambda _head: dice, serves=wanted.asked)


def _settle(asked: Substitution, *, by: User, at: datetime) -> None:
    draw, writer = asked.draw, acts(asked.draw)
    with in_words():
        randomness, line = substitute_drawn(asked)
    event = bytes.fromhex(asked.asked.digest)
    sealed = substitute_digest(line, draw_key(draw), ROUND, event, writer.announced.digest)
    question = question_of(asked)
    made = writer.substituted(
        asked=question, randomness=randomness, line_digest=sealed, time=stamp(at)
    )
    asked.done = enter(draw, by=by, at=at, build=lambda _head: made, serves=asked.asked)
    asked.save(update_fields=["done"])
    keep(name=asked.secret, plain=line)

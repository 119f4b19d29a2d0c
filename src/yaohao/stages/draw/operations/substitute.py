"""A place of a team drawn again: fresh randomness, all other places fixed (article 13)."""

import secrets
from datetime import datetime

from django.utils.translation import gettext as _
from fairdraw.entries import Entry
from fairdraw.randomness import quicknet_round
from fairdraw.seal import substitute_digest

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import keep
from yaohao.stages.draw.announcing import signatures
from yaohao.stages.draw.drawing import question_of, substitute_drawn
from yaohao.stages.draw.events import not_shown, opened, shown
from yaohao.stages.draw.gate import enter, in_words, locked, moment, stamp
from yaohao.stages.draw.hindering import hindrance
from yaohao.stages.draw.holding import (
    hold_of_substitute,
    refuse_held,
    refuse_late_substitute,
    refuse_soon,
)
from yaohao.stages.draw.models import Draw, Substitution, Where
from yaohao.stages.draw.queries.facts import fresh_dice, fresh_source
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.queries.sealed import draw_key
from yaohao.stages.draw.readings import note_reading, signature_bytes
from yaohao.stages.draw.rules import ABSENCES, RECUSED, SERVER, Act, patience, typed
from yaohao.stages.draw.texts import absence_words


@operation("draw.substitute.ask", article="13")
def ask_substitute(
    *, by: User, number: str, position: int, role: str, cause: str, round_number: int = 1
) -> Substitution:
    """Ask for a substitute; the log says envelope, place and cause, never a name.

    Who asks does not choose who comes. An exercise draws at once; a draw that counts waits for
    dice that two people type, or for a moment of drand that is still to come.
    """
    draw = locked(number=number, by=by, act=Act.SUBSTITUTE)
    place = round_number, position
    not_shown(draw, place)
    if cause not in ABSENCES:
        raise Refused(_("Choose why the officer cannot go."))
    if _open(draw, place, role):
        raise Refused(_("A substitute for this place was asked for already: bring the numbers."))
    asked = _ask(draw, place, role, cause, by)
    record(by=by, subject=draw.subject, changed=[asked], detail=_told(place))
    return asked


@operation("draw.substitute.ask-after-door", article="13")
def replace_after_door(
    *, by: User, number: str, position: int, role: str, round_number: int = 1
) -> Substitution:
    """Have a place drawn again although the envelope was shown, because its officer may not go on.

    No page asks for it: the stage of inspections does, for a granted request for recusal. Refused
    unless the register bars the officer who has the place now: recused from this enterprise, or not
    able to inspect today. An open question of the same place serves. Envelope and cause are logged.
    """
    draw = locked(number=number, by=by, act=Act.SUBSTITUTE)
    place = round_number, position
    opened(draw, place)
    if shown(draw, place) is None:
        raise Refused(_("This was not shown at the door yet: ask for a substitute in the draw."))
    cause = hindrance(draw, place, role)
    if not cause:
        raise Refused(_("Whoever has this place now may go: nobody else is drawn for it."))
    asked = _open(draw, place, role) or _ask(draw, place, role, cause, by)
    record(by=by, subject=draw.subject, changed=[asked], detail=_told(place))
    return asked


@operation("draw.substitute.dice", article="13")
def type_substitute_dice(*, by: User, number: str, asked: int, throws: str) -> Substitution:
    """Note the throws as one person read them; two equal readings draw the substitute at once."""
    draw = locked(number=number, by=by, act=Act.TYPE_SUBSTITUTE)
    wanted = _asked(draw, asked)
    source = fresh_dice(draw)
    if source is None:
        raise Refused(_("Substitutes of this draw do not come from dice."))
    digits = typed(throws)
    with in_words():
        source.dice_value(digits)
    at = moment(draw)
    refuse_held(hold_of_substitute(draw, wanted.asked), at)
    refuse_soon(draw, wanted.asked, at)
    mine, other = note_reading(
        draw, kind="dice", text=digits, by=by, at=at, round_number=wanted.round,
        serves=wanted.asked,
    )  # fmt: skip
    if other:
        names = signatures(other.person, by)
        with in_words():
            dice = acts(draw).dice(
                serves=question_of(wanted), throws=digits, typed=names, time=stamp(at)
            )
        _value(wanted, dice, by, at)
        _settle(wanted, by=by, at=at)
    record(by=by, subject=draw.subject, changed=[mine], detail={"agreed": other is not None})
    return wanted


@operation("draw.substitute.drand", article="13")
def note_substitute_drand(*, by: User, number: str, asked: int, signature: str) -> Substitution:
    """Bring the signature of the drand round that the question was bound to; it draws at once."""
    draw = locked(number=number, by=by, act=Act.TYPE_SUBSTITUTE)
    wanted = _asked(draw, asked)
    if fresh_source(draw).kind != "drand":
        raise Refused(_("Substitutes of this draw do not come from drand."))
    value, at = signature_bytes(signature), moment(draw)
    refuse_held(hold_of_substitute(draw, wanted.asked), at)
    refuse_late_substitute(draw, wanted.asked, question_of(wanted))
    with in_words():
        made = acts(draw).drand(serves=question_of(wanted), signature=value, time=stamp(at))
    _value(wanted, made, by, at)
    _settle(wanted, by=by, at=at)
    record(by=by, subject=draw.subject, changed=[wanted], detail={"envelope": wanted.position})
    return wanted


def _bound(draw: Draw, at: datetime) -> str:
    """The fresh source, of drand with a round that is still to come."""
    source = fresh_source(draw)
    if source.kind != "drand":
        return source.text
    return f"{source.text} {quicknet_round((at + patience(draw.policy)).isoformat())}"


def _asked(draw: Draw, asked: int) -> Substitution:
    wanted = draw.substitutions.select_related("asked", "draw").filter(pk=asked).first()
    if wanted is None:
        raise Refused(_("Nobody asked for this substitute."))
    if wanted.done_id:
        raise Refused(_("This substitute is drawn already. It is drawn once."))
    opened(draw, wanted.place)  # void since: in the log a substitute would come after the end
    door = shown(draw, wanted.place)
    before = door is not None and door.index > wanted.asked.index  # and they went nevertheless
    if before and hindrance(draw, wanted.place, wanted.role) != RECUSED:
        not_shown(draw, wanted.place)
    return wanted


def _open(draw: Draw, place: Where, role: str) -> Substitution | None:
    """A substitute for this place that was asked for and is not drawn yet."""
    rows = draw.substitutions.filter(round=place[0], position=place[1], role=role, done=None)
    return rows.select_related("asked", "draw").first()


def _told(place: Where) -> dict[str, int]:
    return {"round": place[0], "envelope": place[1]}


def _ask(draw: Draw, place: Where, role: str, cause: str, by: User) -> Substitution:
    """Put the question into the log; an exercise draws at once."""
    at, writer, (round_number, position) = moment(draw), acts(draw), place
    with in_words():
        made = writer.substitute(
            seal=entry(draw, "seal", round_number), position=position, role=role,
            cause=f"{cause} {absence_words(cause)}", by=[by.full_name], time=stamp(at),
            sources=[_bound(draw, at)],
        )  # fmt: skip
    logged = enter(draw, by=by, at=at, build=lambda _head: made, round_number=round_number)
    asked = Substitution.objects.create(
        draw=draw, round=round_number, position=position, role=role, asked=logged
    )
    if fresh_source(draw).kind == SERVER:
        value = writer.server(serves=made, value=secrets.token_bytes(32), time=stamp(at))
        _value(asked, value, by, at)
        _settle(asked, by=by, at=at)
    return asked


def _value(asked: Substitution, value: Entry, by: User, at: datetime) -> None:
    enter(
        asked.draw, by=by, at=at, build=lambda _head: value,
        round_number=asked.round, serves=asked.asked,
    )  # fmt: skip


def _settle(asked: Substitution, *, by: User, at: datetime) -> None:
    draw, writer = asked.draw, acts(asked.draw)
    with in_words():
        randomness, line = substitute_drawn(asked)
    event = bytes.fromhex(asked.asked.digest)
    sealed = substitute_digest(line, draw_key(draw), asked.round, event, writer.announced.digest)
    question = question_of(asked)
    made = writer.substituted(
        asked=question, randomness=randomness, line_digest=sealed, time=stamp(at)
    )
    asked.done = enter(
        draw, by=by, at=at, build=lambda _head: made,
        round_number=asked.round, serves=asked.asked,
    )  # fmt: skip
    asked.save(update_fields=["done"])
    keep(name=asked.secret, plain=line)

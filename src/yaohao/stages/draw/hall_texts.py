"""The words of a session: what is next for a witness, and what one did."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yaohao.stages.draw.models import Draw, Seat, Testimony
from yaohao.stages.draw.queries.hall import Own
from yaohao.stages.draw.rules import Step, Witnessed


class StepWords(NamedTuple):
    """What a step is called, and what it means for the witness."""

    title: Promise
    text: Promise


STEPS: Mapping[Step, StepWords] = {
    Step.WAIT_FREEZE: StepWords(
        _("The list is being frozen"), _("Two people of the bureau freeze it. Then you compare it.")
    ),
    Step.COMPARE: StepWords(
        _("Compare with the print"),
        _(
            "Take the printed list. Are fingerprint and counts on it the same as here? Read the "
            "four words aloud."
        ),
    ),
    Step.COMMIT: StepWords(
        _("Bring a number of your own"),
        _(
            "Write a number on paper that nobody can guess, and copy the code below to it, or "
            "photograph this page. Your number goes into the draw; it stays closed for now."
        ),
    ),
    Step.WAIT_BIND: StepWords(
        _("Officers and rules are being bound"),
        _("The bureau fixes who may go where, before any number is known."),
    ),
    Step.OPEN: StepWords(
        _("Open your number"),
        _(
            "Everything is bound. Open your number now: it becomes public, and everybody can see "
            "that it is the one you committed to."
        ),
    ),
    Step.WAIT_VALUES: StepWords(
        _("Public numbers are being brought"),
        _("Dice are thrown or a lottery is awaited, and two people type the numbers."),
    ),
    Step.START: StepWords(
        _("Start"),
        _("All numbers are in the log. When two witnesses have pressed, it may be drawn."),
    ),
    Step.WAIT_DRAW: StepWords(
        _("The draw begins at once"), _("You have pressed start. Look at the big screen.")
    ),
    Step.SIGN: StepWords(
        _("Sign the record"),
        _(
            "It is drawn and sealed. Your signature says: this fingerprint of the sealed result "
            "stood here before me. It says nothing of names, which nobody has seen."
        ),
    ),
    Step.DONE: StepWords(_("Signed and done"), _("You have signed the record of this draw.")),
    Step.BROKEN: StepWords(
        _("Broken off"), _("Two people broke this draw off. It counts for nothing.")
    ),
}

DEEDS: Mapping[Witnessed, Promise] = {
    Witnessed.EQUAL: _("compared: equal"),
    Witnessed.DIFFERS: _("compared: not equal"),
    Witnessed.STARTED: _("pressed start"),
    Witnessed.SIGNED: _("signed the record"),
}

ACTIONS: Mapping[str, Promise] = {
    "draw.testimony.compare": _("A witness compared the list"),
    "draw.testimony.start": _("A witness pressed start"),
    "draw.objection.raise": _("Objection of a witness"),
    "draw.objection.answer": _("Objection answered"),
    "draw.session.open": _("Session opened"),
    "draw.session.add": _("Draw put on the agenda"),
    "draw.session.renew": _("Code of the session made anew"),
    "draw.session.close": _("Session closed"),
    "draw.seat.take": _("A witness took a seat"),
    "draw.seat.release": _("Seat released for another phone"),
    "draw.seat.resume": _("Seat taken over on another phone"),
    "draw.seat.withdraw": _("Seat withdrawn"),
    "draw.testimony.sign": _("A witness signed"),
}


class Deed(NamedTuple):
    """What a witness did with one draw, for people to read."""

    at: datetime
    draw: Draw
    words: Promise
    digest: str
    bad: bool = False


def witness_words(items: Iterable[Own]) -> list[Deed]:
    """Everything a witness did, in the order of time."""
    found = []
    for own in items:
        draw, mine = own.item.draw, own.contribution
        found += [deed_of(each, draw) for each in own.done]
        if mine:
            found.append(Deed(mine.entry.at, draw, _("committed to a number"), mine.commitment))
            if mine.opened:
                found.append(Deed(mine.opened.at, draw, _("opened the number"), mine.commitment))
    return sorted(found, key=lambda deed: deed.at)


def deed_of(testimony: Testimony, draw: Draw) -> Deed:
    """One testimony in words."""
    act = Witnessed(testimony.act)
    return Deed(testimony.at, draw, DEEDS[act], testimony.digest, act is Witnessed.DIFFERS)


def seat_words(seat: Seat) -> str:
    """A witness by name and office."""
    return f"{seat.name}（{seat.office}）"

"""The narrow path: one draw of a filed line from its announcement to the reveal, act by act, with
two witnesses on phones of their own in a session.

Everything the crash suite knows of the draw stage stands here and in `invariants`. An act is done
because the database says that it is next, so that whoever comes after a kill goes on by himself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import django
from django.conf import settings

django.setup()
settings.YAOHAO_DEMO = True  # no act waits for the window; everything else is as in earnest
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


from tests.cast import assemble  # noqa: E402
from tests.factories.draw import ceremony, ready  # noqa: E402
from tests.factories.hall import STROKES, Hall, opened  # noqa: E402
from tests.prepared import migrate  # noqa: E402
from yaohao.ground.accounts.models import User  # noqa: E402
from yaohao.ground.keys.vault import make_key_file  # noqa: E402
from yaohao.stages.draw import operations  # noqa: E402
from yaohao.stages.draw.models import Draw, Seat, SessionDraw  # noqa: E402
from yaohao.stages.draw.queries.hall import root_of, seal_of  # noqa: E402
from yaohao.stages.draw.queries.sealed import sealed_visits  # noqa: E402
from yaohao.stages.draw.rules import State, Witnessed  # noqa: E402

THROWS = "1234567890" * 3 + "123456789"
WITNESSES = 2
AT_ONCE = 2  # envelopes opened by one act: an act half done would show


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the path: its name in the trail, and how it is done to a draw."""

    action: str
    do: Callable[[Draw], object]


def lay() -> None:
    """Tables, people, registers, a draw that is announced, a session over it in which two witnesses
    sit: where every trial begins."""
    make_key_file()
    migrate()
    cast = assemble()
    run = ceremony(cast, line=ready(cast), witnesses=WITNESSES)
    run.to(State.ANNOUNCED)
    hall = Hall(cast, run, opened(cast, run))
    for _seat in range(WITNESSES):
        hall.sit()


def the_draw() -> Draw:
    """The only draw there is; MultipleObjectsReturned would be a violation."""
    return Draw.objects.get()


def next_act(draw: Draw) -> Act | None:
    """The act that is next by what the database says; None after the reveal."""
    match State(draw.state):
        case State.ANNOUNCED:
            return ACTS["freeze" if draw.freeze_asked_by else "ask"]
        case State.FROZEN if testified(draw, Witnessed.EQUAL) < WITNESSES:
            return ACTS["compare"]
        case State.FROZEN:
            short = draw.contributions.count() < WITNESSES
            return ACTS["commit" if short else "bind"]
        case State.BOUND if draw.contributions.filter(opened=None).exists():
            return ACTS["number"]
        case State.BOUND if not draw.entries.filter(kind="dice").exists():
            return ACTS["dice"]
        case State.BOUND:
            started = testified(draw, Witnessed.STARTED) >= WITNESSES
            return ACTS["draw" if started else "start"]
        case State.DRAWN:
            signed = testified(draw, Witnessed.SIGNED) >= WITNESSES
            return ACTS["open" if signed else "sign"]
        case State.OPENING:
            shut = draw.openings.filter(to="officers").count() < len(sealed_visits(draw))
            return ACTS["open" if shut else "reveal"]
        case _:
            return None


def testified(draw: Draw, act: Witnessed) -> int:
    """How many witnesses have done this."""
    return SessionDraw.objects.get(draw=draw).testimonies.filter(act=act.value).count()


def _witness(draw: Draw, act: Witnessed) -> Seat:
    """The first seat that has not done this."""
    seats = Seat.objects.exclude(testimonies__act=act.value)
    return seats.select_related("session").order_by("number")[0]


def _person(name: str) -> User:
    return User.objects.get(username=name)


def _ask(draw: Draw) -> object:
    return operations.ask_freeze(by=_person("director"), number=draw.number)


def _freeze(draw: Draw) -> object:
    return operations.freeze(by=_person("clerk"), number=draw.number)


def _commit(draw: Draw) -> object:
    seat = draw.contributions.count() + 1
    return operations.commit_number(
        by=Seat.objects.select_related("session").get(number=seat),
        number=draw.number,
        witness_number=f"2026{seat:04d}",
        nonce=f"{seat:02x}" * 32,
    )


def _bind(draw: Draw) -> object:
    return operations.bind(by=_person("clerk"), number=draw.number)


def _number(draw: Draw) -> object:
    mine = draw.contributions.filter(opened=None).order_by("seat")[0]
    by = Seat.objects.select_related("session").get(pk=mine.witness_id)
    return operations.open_number(by=by, number=draw.number, seat=mine.seat)


def _dice(draw: Draw) -> object:
    typed = draw.dice.filter(person__username="clerk").exists()
    by = _person("witness" if typed else "clerk")
    return operations.type_dice(by=by, number=draw.number, throws=THROWS)


def _compare(draw: Draw) -> object:
    by = _witness(draw, Witnessed.EQUAL)
    return operations.compare_list(by=by, number=draw.number, digest=root_of(draw), equal=True)


def _start(draw: Draw) -> object:
    return operations.press_start(by=_witness(draw, Witnessed.STARTED), number=draw.number)


def _sign(draw: Draw) -> object:
    by, seals = _witness(draw, Witnessed.SIGNED), {draw.number: seal_of(draw, 1)}
    return operations.sign_records(by=by, seals=seals, strokes=STROKES)


def _draw(draw: Draw) -> object:
    return operations.draw(by=_person("clerk"), number=draw.number)


def _open(draw: Draw) -> object:
    opened = draw.openings.filter(to="officers").count()
    return operations.open_assignments(
        by=_person("clerk"), number=draw.number, opened=opened, count=AT_ONCE
    )


def _reveal(draw: Draw) -> object:
    return operations.reveal(by=_person("clerk"), number=draw.number)


ACTS: Mapping[str, Act] = {
    "ask": Act("draw.freeze.ask", _ask),
    "freeze": Act("draw.pool.freeze", _freeze),
    "compare": Act("draw.testimony.compare", _compare),
    "commit": Act("draw.number.commit", _commit),
    "bind": Act("draw.round.bind", _bind),
    "number": Act("draw.number.open", _number),
    "dice": Act("draw.dice.type", _dice),
    "start": Act("draw.testimony.start", _start),
    "draw": Act("draw.draw.draw", _draw),
    "sign": Act("draw.testimony.sign", _sign),
    "open": Act("draw.assignment.open", _open),
    "reveal": Act("draw.draw.reveal", _reveal),
}

"""One draw of the demo carried through, act by act, by the people a bureau would have there."""

from collections.abc import Callable

from demo.bureaus import who
from demo.chance import Chance
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import (
    announce,
    ask_freeze,
    bind,
    commit_number,
    draw,
    freeze,
    open_assignments,
    open_number,
    prepare,
    publish_probabilities,
    reveal,
    type_dice,
)
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.rehearsal import rehearse
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Line

REHEARSALS = 300  # enough to look at
WITNESSES = (("witness", "纪检监察组"), ("deputy", "分管领导"))


def carry_to(line: Line, last: State) -> Draw:
    """From the preparation to the state `last`, at most with every envelope open.

    The dice are the demo's own chance, thrown by nobody.
    """
    clerk = who("city-clerk")
    number = prepare(by=clerk, line=line.pk).number
    steps: list[tuple[State, Callable[[str], object]]] = [
        (State.ANNOUNCED, lambda number: announce(by=who("city-director"), number=number)),
        (State.FROZEN, _freeze),
        (State.BOUND, _bind),
        (State.DRAWN, _draw),
        (State.OPENING, _open_all),
    ]
    states = [state for state, _step in steps]
    for _state, step in steps[: states.index(last) + 1]:
        step(number)
    return Draw.objects.get(number=number)


def reveal_all(number: str) -> Draw:
    """The key becomes public and the record is written."""
    return reveal(by=who("city-director"), number=number)


def _freeze(number: str) -> None:
    clerk = who("city-clerk")
    ask_freeze(by=who("city-director"), number=number)
    freeze(by=clerk, number=number)
    found = rehearse(Draw.objects.get(number=number), REHEARSALS)
    publish_probabilities(
        by=clerk,
        number=number,
        seed=found.seed,
        keys=found.keys,
        officers=found.officers,
        pairs=found.pairs,
    )


def _bind(number: str) -> None:
    _commit(number)
    bind(by=who("city-clerk"), number=number)


def _draw(number: str) -> None:
    clerk = who("city-clerk")
    for seat in range(1, len(WITNESSES) + 1):
        open_number(by=who(f"city-{WITNESSES[seat - 1][0]}"), number=number, seat=seat)
    throws = Chance(f"dice {number}").digits(39)
    type_dice(by=clerk, number=number, throws=throws)
    type_dice(by=who("city-witness"), number=number, throws=throws)
    draw(by=clerk, number=number)


def _open_all(number: str) -> None:
    count = sum(stratum.quota or 0 for stratum in public_draw(number).strata)
    open_assignments(by=who("city-clerk"), number=number, opened=0, count=count)


def _commit(number: str) -> None:
    for role, office in WITNESSES:
        witness = who(f"city-{role}")
        chance = Chance(f"{number} {role}")
        commit_number(
            by=witness,
            number=number,
            name=witness.full_name,
            office=office,
            witness_number=chance.digits(12),
            nonce="".join(chance.pick("0123456789abcdef") for _ in range(64)),
        )

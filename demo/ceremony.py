"""One draw of the demo carried through, act by act, by the people a bureau would have there."""

from demo.bureaus import who
from demo.chance import Chance
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import (
    announce,
    bind,
    commit_number,
    draw,
    freeze,
    open_assignments,
    open_number,
    prepare,
    reveal,
    type_dice,
)
from yaohao.stages.planning.models import Line

WITNESSES = (("witness", "纪检监察组"), ("deputy", "分管领导"))


def carry_through(line: Line) -> Draw:
    """From the preparation to the reveal. The dice are the demo's own chance, thrown by nobody."""
    clerk, director = who("city-clerk"), who("city-director")
    number = prepare(by=clerk, line=line.pk).number
    announce(by=director, number=number)
    freeze(by=clerk, number=number)
    _commit(number)
    bind(by=clerk, number=number)
    for seat in range(1, len(WITNESSES) + 1):
        open_number(by=who(f"city-{WITNESSES[seat - 1][0]}"), number=number, seat=seat)
    throws = Chance(f"dice {number}").digits(39)
    type_dice(by=clerk, number=number, throws=throws)
    type_dice(by=who("city-witness"), number=number, throws=throws)
    draw(by=clerk, number=number)
    open_assignments(by=clerk, number=number, opened=0, count=3)
    return reveal(by=director, number=number)


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

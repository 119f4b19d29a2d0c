"""The dishonest: which moves each of them has."""

from collections.abc import Iterator, Sequence
from itertools import chain

from tests.assurance.explorer.edits import Edit, edits
from tests.assurance.explorer.honest import honest
from tests.assurance.explorer.move import Move
from tests.assurance.explorer.moves import (
    NOWHERE,
    of_accounts,
    of_draw,
    of_plan,
    of_registers,
    prepares,
)
from tests.assurance.explorer.numbers import cosignings
from tests.assurance.explorer.search import Player
from tests.assurance.explorer.seen import PUPPET, Seen, SeenDraw
from tests.assurance.explorer.world import World

Moves = Sequence[Move | Edit]
_MISSING = SeenDraw(NOWHERE)


def at_draws(who: str, seen: Seen, world: World) -> Iterator[Move]:
    """Everything at every draw, also one of another bureau and one that is not there."""
    yield from prepares(who, world.lines, world.kind)
    for draw in seen.draws:
        yield from of_draw(who, draw, world)
    yield from _some(list(of_draw(who, _MISSING, world)), 30)
    yield from cosignings(who, seen, world.kind)
    yield Move(who, "read_visits", {})


def clerk(seen: Seen, world: World) -> Moves:
    """Keeps registers, plan and draw, and wants a friend left out or a second list."""
    own = chain(
        at_draws("clerk", seen, world),
        of_plan("clerk", seen, world.item),
        of_registers("clerk", seen),
    )
    return [*own, *_others("clerk", seen, world)]


def director(seen: Seen, world: World) -> Moves:
    """Approves, and would like to see another list."""
    own = chain(at_draws("director", seen, world), of_plan("director", seen, world.item))
    return [*own, *of_registers("director", seen), *_others("director", seen, world)]


def witness(seen: Seen, world: World) -> Moves:
    """Has a number and types dice."""
    return [*at_draws("witness", seen, world), *_others("witness", seen, world)]


def officer(seen: Seen, world: World) -> Moves:
    """Wants to know early, to go elsewhere, or not to go; two of them, and their section head."""
    own = chain.from_iterable(
        at_draws(who, seen, world) for who in ("officer", "officer-2", "head")
    )
    return [*own, *of_registers("officer", seen), *_others("officer", seen, world)]


def guest(seen: Seen, world: World) -> Moves:
    """An officer of the next county, who may be lent and wants to see more than one visit."""
    return [*at_draws("guest", seen, world), *_others("guest", seen, world)]


def administrator(seen: Seen, world: World) -> Moves:
    """Three of them keep the machine: they give roles, make people, and act as those."""
    people = ("clerk", "director", "witness", "officer", "auditor")
    own: list[Move] = []
    for who in ("system", "security", "audit"):
        own += of_accounts(who, people, seen)
        own += at_draws(who, seen, world)
    for puppet in seen.puppets:
        own += at_draws(puppet, seen, world)
    return [*own, *_others(PUPPET, seen, world)]


def stranger(seen: Seen, world: World) -> Moves:
    """The clerk of the next county: a right to the own draws, none to the city's."""
    own = chain(
        at_draws("stranger", seen, world),
        of_plan("stranger", seen, world.item),
        of_registers("stranger", seen),
    )
    return [*own, *_others("stranger", seen, world)]


def database(seen: Seen, world: World) -> Moves:
    """Whoever has the password of the database, with the whole house helping him."""
    helpers: list[Move] = []
    for draw in seen.draws:
        for who in ("clerk", "director", "witness"):
            helpers += of_draw(who, draw, world)
    helpers += prepares("clerk", world.lines[:2], world.kind)
    helpers += cosignings("clerk", seen, world.kind)
    return [*edits(seen, world.lines), *_some(helpers, 40), *_others("", seen, world)]


def _others(who: str, seen: Seen, world: World) -> Iterator[Move]:
    """What honest people do meanwhile; three times as likely as any one attempt."""
    for move in honest(seen, world):
        if move.who != who:
            yield from (move,) * 3


def _some(moves: list[Move], number: int) -> list[Move]:
    """Every n-th of a long list, so that the edits are not lost among them."""
    every = max(len(moves) // number, 1)
    return moves[::every]


PLAYERS: dict[str, Player] = {
    "clerk": clerk,
    "director": director,
    "witness": witness,
    "officer": officer,
    "guest": guest,
    "administrator": administrator,
    "stranger": stranger,
    "database": database,
}
FORGER = "database"
FIXED = frozenset(PLAYERS) - {"administrator"}  # nobody's roles change in their trees

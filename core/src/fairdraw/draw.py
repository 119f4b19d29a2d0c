"""The draw itself: values in, result out (spec/3-acts-and-draw.md, "Tickets").

Nothing here reads a clock, a file or a random source, and nothing depends on the order in which
rows were supplied. The same values give the same sealed lines, byte for byte.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fairdraw import quota, seal
from fairdraw.announcement import Announcement
from fairdraw.inputs import Inputs
from fairdraw.pool import ELIGIBLE, Pool, salts
from fairdraw.randomness import seed as seed_of
from fairdraw.teams import Assignment, Skip, Staffing, staff
from fairdraw.teams import Visit as Place
from fairdraw.ticket import Ticket, in_order, round_key, smallest, threshold

Progress = Callable[[int, int], None]


class Waiting(NamedTuple):
    """A visit of an earlier round that has no team yet."""

    round: int
    position: int
    id: str


@dataclass(frozen=True, slots=True)
class Before:
    """What was settled before a round, as logged before its round entry.

    `drawn`: ids drawn in earlier rounds of this pool; `standing`: stratum to how many of them are
    not void; `waiting`: visits to staff first, by (round, position); `elsewhere`: ids drawn by the
    draws named under `after`.
    """

    drawn: frozenset[str] = frozenset()
    standing: Mapping[str, int] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Result:
    """What a round drew: `lines` are the sealed lines under `root`; `skips` explain the teams."""

    seed: bytes
    lines: tuple[bytes, ...]
    root: bytes
    skips: tuple[Skip, ...]

    @property
    def visits(self) -> list[seal.Visit]:
        """The drawn enterprises in ticket order; the position of each is its index."""
        return seal.visits(self.lines)

    @property
    def staffed(self) -> list[seal.Staffed]:
        """The visits of earlier rounds that this round gave a team."""
        return seal.staffed(self.lines)

    @property
    def ladder(self) -> seal.Ladder:
        """The rung used, and the visits left without a team."""
        return seal.ladder(self.lines)

    @property
    def thresholds(self) -> dict[str, seal.Threshold]:
        """The thresholds by stratum."""
        return seal.thresholds(self.lines)


@dataclass(frozen=True, slots=True)
class Draw:
    """Everything a round is drawn from; `round_digest` is D(round entry), `randomness` is b."""

    announced: Announcement
    key: bytes
    pool: Pool
    inputs: Inputs
    round_number: int
    round_digest: bytes
    randomness: bytes
    before: Before = field(default_factory=Before)

    @property
    def seed(self) -> bytes:
        """The seed of the round."""
        return seed_of(self.round_digest, self.randomness, self.announced.digest)


def draw(given: Draw, progress: Progress | None = None) -> Result:
    """Draw one round. `progress` is called with (visits that have a team, all visits)."""
    digest = given.announced.digest
    row_salts = salts(given.pool, given.key, digest)
    drawn, limits = objects(given, row_salts)
    made = _teams(given, drawn, row_salts, progress)
    teams = _members(given, made)
    waiting = given.before.waiting
    visits = (
        seal.Visit(
            row_id.decode("ascii"), given.pool.row(index).stratum, ticket.hex(),
            teams.get(len(waiting) + position, ()),
        )
        for position, (ticket, row_id, index) in enumerate(drawn)
    )  # fmt: skip
    late = (
        seal.Staffed(visit.round, visit.position, teams[place])
        for place, visit in enumerate(waiting)
        if place in teams
    )
    ladder = seal.Ladder(made.rung, tuple(_named(given, left) for left in made.deferred))
    lines = seal.sealed_lines(visits, late, limits, ladder)
    root = seal.root(seal.SEALED, lines, given.key, given.round_number, digest)
    return Result(given.seed, tuple(lines), root, made.assignment.skips)


def _named(given: Draw, visit: Place) -> tuple[int, int]:
    waiting = given.before.waiting
    if visit.position < len(waiting):
        return waiting[visit.position][:2]
    return given.round_number, visit.position - len(waiting)


def objects(given: Draw, row_salts: Sequence[bytes]) -> tuple[list[Ticket], list[seal.Threshold]]:
    """Draw the enterprises alone: the drawn in ticket order, and the threshold of each stratum."""
    tickets, base = _tickets(given, row_salts)
    chosen, limits = [], []
    for stratum in given.announced.strata:
        eligible = tickets.get(stratum.code, [])
        planned = stratum.quota(base.get(stratum.code, 0), given.announced.rounding)
        won = smallest(eligible, _count(given, stratum.code, planned, len(eligible)))
        chosen.append(won)
        limits.append(seal.Threshold(stratum.code, len(won), threshold(won, len(eligible))))
    return in_order(chosen), limits


def _count(given: Draw, stratum: str, planned: int, eligible: int) -> int:
    left = max(0, planned - given.before.standing.get(stratum, 0))
    u = quota.split_number(given.key, given.seed, stratum, given.announced.digest)
    rounds = given.announced.rounds[given.round_number - 1 :]
    return quota.round_count(left, [later.weight for later in rounds] or [1], eligible, u)


def _tickets(
    given: Draw, row_salts: Sequence[bytes]
) -> tuple[Mapping[str, list[Ticket]], Mapping[str, int]]:
    """Return the tickets of the eligible rows, and the base, by stratum."""
    digest = given.announced.digest
    key = round_key(given.seed, digest)
    before = given.before
    passed = {name.encode() for name in {*given.inputs.skips, *before.drawn, *before.elsewhere}}
    tickets: dict[str, list[Ticket]] = {}
    base: dict[str, int] = {}
    for index, (line, salt) in enumerate(zip(given.pool.lines, row_salts, strict=True)):
        row_id, stratum, reason = line[:-1].split(b"\t")
        if reason != ELIGIBLE.encode():
            continue
        code = stratum.decode("ascii")
        base[code] = base.get(code, 0) + 1
        if row_id not in passed:
            tickets.setdefault(code, []).append((digest(key + salt), row_id, index))
    return tickets, base


def _teams(
    given: Draw, drawn: Sequence[Ticket], row_salts: Sequence[bytes], progress: Progress | None
) -> Staffing:
    if not given.announced.roles:
        return Staffing(0, Assignment((), ()), ())
    names = [visit.id for visit in given.before.waiting]
    names += [row_id.decode("ascii") for _, row_id, _ in drawn]
    places = []
    for position, name in enumerate(names):
        index = given.pool.find(name)
        assert index is not None
        places.append(Place(position, name, given.inputs.cells[name], row_salts[index]))
    return staff(
        places, given.inputs.at, len(given.announced.rungs),
        seed=given.seed, hash_name=given.announced.hash, progress=progress,
    )  # fmt: skip


def _members(given: Draw, made: Staffing) -> dict[int, seal.Members]:
    roles = given.announced.roles
    return {
        team.visit.position: tuple(zip(roles, team.members, strict=True))
        for team in made.assignment.teams
    }

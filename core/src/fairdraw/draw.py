"""The draw itself: values in, result out (spec/3-acts-and-draw.md, "Tickets").

Nothing here reads a clock, a file or a random source, and nothing depends on the order in which
rows were supplied. The same values give the same sealed lines, byte for byte.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isqrt
from typing import NamedTuple

from fairdraw import quota, rows, seal
from fairdraw.announcement import Announcement
from fairdraw.casting import Found
from fairdraw.inputs import Inputs
from fairdraw.pool import Pool, salt, salt_key
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
    def drawn(self) -> int:
        """The number of visits."""
        return seal.drawn(self.lines)

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


def draw(given: Draw, progress: Progress | None = None, processes: int = 1) -> Result:
    """Draw one round. `progress` is called with (visits that have a team, all visits), in a draw
    without teams with (rows, all rows); `processes`: how many make the tickets."""
    digest = given.announced.digest
    roles = given.announced.roles
    drawn, limits = objects(given, None if roles else progress, processes)
    made = _teams(given, drawn, progress, processes)
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


def objects(
    given: Draw, progress: Progress | None = None, processes: int = 1
) -> tuple[list[Ticket], list[seal.Threshold]]:
    """Draw the enterprises alone: the drawn in ticket order, and the threshold of each stratum."""
    base = {code: count.base for code, count in given.pool.counts(processes).strata.items()}
    planned = {
        stratum.code: stratum.quota(base.get(stratum.code, 0), given.announced.rounding)
        for stratum in given.announced.strata
    }
    most = {code: _count(given, code, k, base.get(code, 0)) for code, k in planned.items()}
    below = _below(most, given.pool.left(base, _passed(given)))
    eligible, found = _cast(given, below, progress, processes)
    short = {code for code in most if len(found.get(code, ())) < min(most[code], eligible[code])}
    if short:
        limits = {code: limit for code, limit in below.items() if code not in short}
        eligible, found = _cast(given, limits, progress, processes)
    chosen, limits_of = [], []
    for code, number in planned.items():
        won = smallest(found.get(code, []), _count(given, code, number, eligible[code]))
        chosen.append(won)
        limits_of.append(seal.Threshold(code, len(won), threshold(won, eligible[code])))
    return in_order(chosen), limits_of


def _count(given: Draw, stratum: str, planned: int, eligible: int) -> int:
    left = max(0, planned - given.before.standing.get(stratum, 0))
    u = quota.split_number(given.key, given.seed, stratum, given.announced.digest)
    rounds = given.announced.rounds[given.round_number - 1 :]
    return quota.round_count(left, [later.weight for later in rounds] or [1], eligible, u)


def _below(most: Mapping[str, int], left: Mapping[str, int]) -> dict[str, bytes]:
    """Return by stratum a ticket that the k-th smallest stays below, but for a chance below 10^-10;
    `left`: how many rows are eligible.

    Tickets are uniform: of n rows, k + 8 root k + 64 are expected below this one. Strata without
    one are looked at whole; so is a stratum that the chance hits.
    """
    below = {}
    for code, count in most.items():
        kept = count + 8 * isqrt(count) + 64 if count else 0
        if kept < left.get(code, 0):
            below[code] = ((kept << 256) // left[code]).to_bytes(32, "big")
    return below


def _passed(given: Draw) -> list[bytes]:
    before = given.before
    names = {*given.inputs.skips, *before.drawn, *before.elsewhere}
    return sorted(name.encode() for name in names)


def _cast(
    given: Draw, below: Mapping[str, bytes], progress: Progress | None, processes: int
) -> Found:
    """Return by stratum the number of eligible rows, and their tickets below a limit if any."""
    digest = given.announced.digest
    limits = {code.encode("ascii"): limit for code, limit in below.items()}
    casting = rows.Casting(
        salt_key(given.key, digest), round_key(given.seed, digest), digest, limits
    )
    return given.pool.cast(casting, _passed(given), processes, progress)


def _teams(
    given: Draw, drawn: Sequence[Ticket], progress: Progress | None, processes: int
) -> Staffing:
    if not given.announced.roles:
        return Staffing(0, Assignment((), ()), ())
    names = [visit.id for visit in given.before.waiting]
    names += [row_id.decode("ascii") for _, row_id, _ in drawn]
    places = []
    for position, name in enumerate(names):
        salt_here = salt(name, given.key, given.announced.digest)
        places.append(Place(position, name, given.inputs.cells[name], salt_here))
    return staff(
        places, given.inputs.at, len(given.announced.rungs),
        seed=given.seed, hash_name=given.announced.hash, progress=progress, processes=processes,
    )  # fmt: skip


def _members(given: Draw, made: Staffing) -> dict[int, seal.Members]:
    roles = given.announced.roles
    return {
        team.visit.position: tuple(zip(roles, team.members, strict=True))
        for team in made.assignment.teams
    }

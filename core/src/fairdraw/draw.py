"""The draw itself: values in, result out (spec/3-acts-and-draw.md, "Draw").

Nothing here reads a clock, a file or a random source, and nothing depends on the order in which
rows were supplied. The same values give the same sealed lines, byte for byte.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fairdraw import quota, seal
from fairdraw.announcement import Announcement
from fairdraw.inputs import Inputs
from fairdraw.pool import ELIGIBLE, Pool, salts
from fairdraw.randomness import seed as seed_of
from fairdraw.teams import Assignment, Skip, assign
from fairdraw.teams import Visit as Place
from fairdraw.ticket import Ticket, in_order, round_key, smallest, threshold

Progress = Callable[[int, int], None]


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

    @property
    def seed(self) -> bytes:
        """The seed of the round."""
        return seed_of(self.round_digest, self.randomness, self.announced.digest)


def draw(given: Draw, progress: Progress | None = None) -> Result:
    """Draw one round; `NotStaffable` when the drawn enterprises cannot all be given teams.

    `progress` is called with (visits that have a team, all visits).
    """
    digest = given.announced.digest
    row_salts = salts(given.pool, given.key, digest)
    drawn, limits = objects(given, row_salts)
    teams = _teams(given, drawn, row_salts, progress)
    members = _members(given, teams, len(drawn))
    visits = (
        seal.Visit(row_id.decode("ascii"), given.pool.row(index).stratum, ticket.hex(), team)
        for (ticket, row_id, index), team in zip(drawn, members, strict=True)
    )
    lines = seal.sealed_lines(visits, limits)
    root = seal.root(seal.SEALED, lines, given.key, given.round_number, digest)
    return Result(given.seed, tuple(lines), root, teams.skips)


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
    u = quota.split_number(given.key, given.seed, stratum, given.announced.digest)
    weights = [later.weight for later in given.announced.rounds[given.round_number - 1 :]]
    return quota.round_count(planned, weights, eligible, u)


def _tickets(
    given: Draw, row_salts: Sequence[bytes]
) -> tuple[Mapping[str, list[Ticket]], Mapping[str, int]]:
    """Return the tickets of the eligible rows, and the base, by stratum."""
    digest = given.announced.digest
    key = round_key(given.seed, digest)
    skipped = {row_id.encode() for row_id in given.inputs.skips}
    tickets: dict[str, list[Ticket]] = {}
    base: dict[str, int] = {}
    for index, (line, salt) in enumerate(zip(given.pool.lines, row_salts, strict=True)):
        row_id, stratum, reason = line[:-1].split(b"\t")
        if reason != ELIGIBLE.encode():
            continue
        code = stratum.decode("ascii")
        base[code] = base.get(code, 0) + 1
        if row_id not in skipped:
            tickets.setdefault(code, []).append((digest(key + salt), row_id, index))
    return tickets, base


def _teams(
    given: Draw, drawn: Sequence[Ticket], row_salts: Sequence[bytes], progress: Progress | None
) -> Assignment:
    if not given.announced.roles:
        return Assignment((), ())
    places = []
    for position, (_, row_id, index) in enumerate(drawn):
        name = row_id.decode("ascii")
        places.append(Place(position, name, given.inputs.cells[name], row_salts[index]))
    return assign(
        places, given.inputs.rule, given.inputs.edges,
        seed=given.seed, hash_name=given.announced.hash, progress=progress,
    )  # fmt: skip


def _members(given: Draw, teams: Assignment, count: int) -> Sequence[tuple[tuple[str, str], ...]]:
    roles = given.announced.roles
    if not roles:
        return [()] * count
    return [tuple(zip(roles, team.members, strict=True)) for team in teams.teams]

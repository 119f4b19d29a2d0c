"""Simulated draws for estimates before the freeze: repeatable, and no part of any real draw."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import shake_256
from itertools import accumulate
from struct import unpack

from fairdraw.encoding import tag, u32
from fairdraw.feasibility.model import Cell, PairProbability, Question
from fairdraw.feasibility.roster import Counts


def numbers(seed: bytes, label: str, bound: int) -> Iterator[int]:
    """Yield endless numbers 0 … `bound` - 1 from SHAKE-256 (bias below bound / 2^64)."""
    prefix = tag("simulation") + seed + label.encode()
    block = 0
    while True:
        data = shake_256(prefix + u32(block)).digest(1024)
        for number in unpack(">128Q", data):
            yield number * bound >> 64
        block += 1


def simulated(question: Question, seed: bytes, number: int) -> dict[str, int]:
    """Return one simulated outcome: cell -> visits. Every set of rows is equally likely."""
    outcome: dict[str, int] = {}
    for stratum in sorted({cell.stratum for cell in question.cells}):
        cells = [cell for cell in question.cells if cell.stratum == stratum]
        rows = [cell.rows for cell in cells]
        stream = numbers(seed, f"draw {number} {stratum}", sum(rows))
        counts = _spread(rows, question.drawn(stratum), stream)
        outcome.update((cell.name, n) for cell, n in zip(cells, counts, strict=True))
    return outcome


def _spread(rows: Sequence[int], drawn: int, stream: Iterator[int]) -> Counts:
    """Draw `drawn` rows without replacement (the complement if that is less), count per cell."""
    ends = list(accumulate(rows))
    rest = ends[-1] - drawn
    chosen: set[int] = set()
    while len(chosen) < min(drawn, rest):
        chosen.add(next(stream))
    counts = [0] * len(rows)
    for row in chosen:
        counts[bisect_right(ends, row)] += 1
    if rest < drawn:
        return tuple(whole - left for whole, left in zip(rows, counts, strict=True))
    return tuple(counts)


def largest_pair_probability(
    question: Question, *, seed: bytes, simulations: int = 1_000
) -> PairProbability | None:
    """Return the likeliest pair of officer and enterprise, before caps and skips; `None` if none.

    The enterprise is drawn with k / E of its stratum; who then comes is simulated. Officers with
    the same roles in a cell are interchangeable, so their hits are counted together: the estimate
    is not the luckiest of many noisy ones.
    """
    best: PairProbability | None = None
    for cell in question.cells:
        rows = sum(other.rows for other in question.cells if other.stratum == cell.stratum)
        if not cell.rows:
            continue
        drawn = Fraction(question.drawn(cell.stratum), rows)
        for officers, hits in _hits(cell, question.roles, seed, simulations).items():
            chance = drawn * Fraction(hits, simulations * len(officers))
            if best is None or chance > best.probability:
                best = PairProbability(officers, cell.name, chance)
    return best


def _hits(
    cell: Cell, roles: Sequence[str], seed: bytes, simulations: int
) -> dict[tuple[str, ...], int]:
    """Return how often each group of interchangeable officers is in the team of a visit."""
    able: dict[str, frozenset[str]] = {}
    for role in roles:
        for certificate in cell.admissible.get(role, ()):
            able[certificate] = able.get(certificate, frozenset()) | {role}
    groups: dict[frozenset[str], list[str]] = {}
    for certificate in sorted(able):
        groups.setdefault(able[certificate], []).append(certificate)
    hits = dict.fromkeys(groups, 0)
    stream = numbers(seed, f"team {cell.name}", 1 << 64)
    order = sorted(able)
    for _ in range(simulations):
        for certificate in _team(order, able, roles, stream):
            hits[able[certificate]] += 1
    return {tuple(groups[key]): count for key, count in hits.items()}


def _team(
    order: list[str], able: dict[str, frozenset[str]], roles: Sequence[str], stream: Iterator[int]
) -> list[str]:
    """Shuffle `order` only as far as needed; each role takes the first who may and is free."""
    team: list[str] = []
    known = 0
    for role in roles:
        at = 0
        while at < len(order):
            if at == known:
                other = at + (next(stream) * (len(order) - at) >> 64)
                order[at], order[other] = order[other], order[at]
                known += 1
            if role in able[order[at]] and order[at] not in team:
                team.append(order[at])
                break
            at += 1
    return team

"""What the lot could do and what it did, of draws whose books are open, for the fairness audit."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fairdraw.pool import ELIGIBLE
from fairdraw.seal import NOBODY, Visit

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.drawing import given_of
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.probabilities import officers_of, pairs_of, probabilities
from yaohao.stages.draw.queries.rounds import sealed_rounds
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State

Cell = tuple[str, str]
"""Stratum and field of an enterprise: within it, enterprises differ by their tickets alone."""


@dataclass(frozen=True, slots=True)
class Lot:
    """One revealed draw.

    `chances`: id to the chance of being drawn, of every row that nothing passed over; they add up
    to the number of the drawn. `cells`: id to stratum and field. `drawn`: id with the certificates
    that the lot gave it (substitutes are not in it). `officers`: certificate to visits expected,
    and `pairs`: (certificate, stratum, field) to the chance of meeting one of those, both as
    published before the draw, empty when nothing was.
    """

    number: str
    chances: Mapping[str, Fraction]
    cells: Mapping[str, Cell]
    drawn: tuple[tuple[str, tuple[str, ...]], ...]
    officers: Mapping[str, Fraction]
    pairs: Mapping[tuple[str, str, str], Fraction]


def revealed_lots(user: User, year: int) -> Iterator[Lot]:
    """The lots of a year's plan, exercises left out, in the order of their numbers."""
    rows = Draw.objects.visible_to(user).filter(
        exercise=False, state=State.REVEALED.value, line__plan__year=year
    )
    return (_lot(draw) for draw in rows.select_related("bureau", "line").order_by("number"))


def _lot(draw: Draw) -> Lot:
    rounds = sealed_rounds(draw)
    given = given_of(draw, rounds[0])
    inputs, pool = given.inputs, given.pool
    rows = [
        row
        for row in map(pool.row, range(len(pool)))
        if row.reason == ELIGIBLE and row.id not in inputs.skips
    ]
    visits = [visit for number in rounds for visit in sealed_visits(draw, number)]
    drawn = Counter(visit.stratum for visit in visits)
    open_ = Counter(row.stratum for row in rows)
    # A later round may pass over whom the first did not; the chance of the whole draw stays below
    # one all the same.
    share = {code: min(Fraction(drawn[code], count), Fraction(1)) for code, count in open_.items()}
    kept = probabilities(draw)
    officers: dict[str, Fraction] = {}
    pairs: dict[tuple[str, str, str], Fraction] = {}
    if kept:
        officers = {one.certificate: Fraction(one.visits, kept.keys) for one in officers_of(kept)}
        pairs = {
            (one.certificate, one.stratum, one.field): one.chance(kept.keys)
            for one in pairs_of(kept)
        }
    return Lot(
        draw.number,
        {row.id: share[row.stratum] for row in rows},
        {row.id: (row.stratum, inputs.cells.get(row.id, "")) for row in rows},
        tuple((visit.id, _people(visit)) for visit in visits),
        officers,
        pairs,
    )


def _people(visit: Visit) -> tuple[str, ...]:
    return tuple(who for _role, who in visit.team if who != NOBODY)

"""Published chances: as everybody may see them, and line by line for a later comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from fairdraw.quota import WHOLE

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.theme.rules import percent
from yaohao.stages.draw.models import Draw, Probabilities
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.rules.probabilities import (
    ClassChance,
    OfficerChance,
    PairChance,
    largest_pair,
)


@dataclass(frozen=True, slots=True)
class PublicProbabilities:
    """Officers by class; one by one only after the reveal, when their lists are public too.

    `largest`: chance of the officer and the enterprise that meet most easily, of whom it names
    none; 0 where it was not kept.
    """

    at: datetime
    seed: str
    keys: int
    largest: Fraction
    classes: tuple[ClassChance, ...]
    officers: tuple[OfficerChance, ...]

    @property
    def most(self) -> str:
        """`largest` in per cent; empty where it was not kept."""
        return percent(round(self.largest * WHOLE)) if self.largest else ""


@dataclass(frozen=True, slots=True)
class Published:
    """One published chance: of a stratum (`kind` stratum), or an officer (`kind` officer).

    `expected`: visits of the whole stratum, or of the officer; `chance`: of one object to be drawn
    if nothing passes over it, or of the officer to be in a team at all.
    """

    draw: str
    kind: str
    code: str
    expected: Fraction
    chance: Fraction


def probabilities(draw: Draw) -> Probabilities | None:
    """The row of a draw, for the desk; None while nothing is published."""
    return Probabilities.objects.filter(draw=draw).first()


def public_probabilities(draw: Draw) -> PublicProbabilities | None:
    """What everybody may see of it."""
    kept = probabilities(draw)
    if kept is None:
        return None
    open_ = draw.state == State.REVEALED.value
    officers = officers_of(kept) if open_ else ()
    return PublicProbabilities(
        kept.at, kept.seed, kept.keys, largest_of(kept), classes_of(kept), officers
    )


def officers_of(kept: Probabilities) -> tuple[OfficerChance, ...]:
    """The officers of a row, by certificate."""
    return tuple(
        OfficerChance(certificate, tuple(fields), visits, met)
        for certificate, fields, visits, met in kept.officers
    )


def pairs_of(kept: Probabilities) -> tuple[PairChance, ...]:
    """Whom the officers of a row meet; for those who audit, never for a page of the public."""
    return tuple(PairChance(*values) for values in kept.pairs)


def largest_of(kept: Probabilities) -> Fraction:
    """The largest chance of one officer to visit one certain enterprise; 0 without pairs."""
    found = largest_pair(pairs_of(kept), kept.keys)
    return found.chance(kept.keys) if found else Fraction(0)


def classes_of(kept: Probabilities) -> tuple[ClassChance, ...]:
    """The classes of a row."""
    return tuple(
        ClassChance(tuple(map(tuple, fields)), officers, visits, met)
        for fields, officers, visits, met in kept.classes
    )


def published(bureau: Bureau, year: int) -> Iterator[Published]:
    """Every published chance of a year's draws, exercises left out, for the fairness audit.

    It names officers: for those who audit, never for a page of the public.
    """
    rows = Probabilities.objects.filter(
        draw__bureau=bureau, draw__exercise=False, draw__line__plan__year=year
    )
    for kept in rows.select_related("draw").order_by("draw__number"):
        number = kept.draw.number
        for code, (base, quota) in sorted(kept.strata.items()):
            chance = Fraction(quota, base) if base else Fraction(0)
            yield Published(number, "stratum", code, Fraction(quota), chance)
        for one in officers_of(kept):
            yield Published(
                number, "officer", one.certificate, Fraction(one.visits, kept.keys),
                Fraction(one.met, kept.keys),
            )  # fmt: skip

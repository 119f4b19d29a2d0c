"""The chances that are published before a draw: of a stratum exactly, of officers by rehearsal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

LEAST = 3  # officers of a class that is told by itself: of fewer, one could be known apart
MOST_KEYS, FEWEST_KEYS = 1000, 100
_BUDGET = 4_000_000  # tickets of objects and officers together: about half a minute


@dataclass(frozen=True, slots=True)
class OfficerChance:
    """Of all rehearsed draws: `visits` of the officer, and in how many (`met`) there was one.

    `fields`: where the officer may lead, of the fields in the pool, sorted.
    """

    certificate: str
    fields: tuple[str, ...]
    visits: int
    met: int


@dataclass(frozen=True, slots=True)
class ClassChance:
    """Officers who may lead in the same fields; `visits` and `met` are their sums."""

    fields: tuple[tuple[str, ...], ...]
    officers: int
    visits: int
    met: int


@dataclass(frozen=True, slots=True)
class PairChance:
    """Of all rehearsed draws: visits of an officer to the `rows` objects of a stratum and field.

    Within these the objects differ by their tickets alone, so they share the chance alike; an
    object that an officer may not visit has none, and the others have a little more.
    """

    certificate: str
    stratum: str
    field: str
    rows: int
    visits: int

    def chance(self, keys: int) -> Fraction:
        """Of this officer to visit one of these objects, in a draw that passes nothing over."""
        return Fraction(self.visits, keys * self.rows)


def largest_pair(pairs: Iterable[PairChance], keys: int) -> PairChance | None:
    """The officer and the objects that meet most easily; None without teams."""
    return max(pairs, key=lambda one: (one.chance(keys), one.certificate), default=None)


def seed_of(root: str) -> bytes:
    """The seed of the rehearsal, from the public root of the frozen pool (hexadecimal)."""
    return sha256(b"yaohao/probabilities\0" + bytes.fromhex(root)).digest()


def keys_for(rows: int, visits: int, officers: int) -> int:
    """How many keys are rehearsed: a thousand, fewer where pool or staff are large."""
    tickets = max(1, rows + visits * officers)
    return max(FEWEST_KEYS, min(MOST_KEYS, _BUDGET // tickets))


def classes_of(officers: Iterable[OfficerChance]) -> list[ClassChance]:
    """Officers by the fields in which they may lead, in the order of these.

    Classes of fewer than `LEAST` become one; if that is still too small, it takes the smallest of
    the others in. So nothing tells of one person who is away or recused.
    """
    groups: dict[tuple[str, ...], list[OfficerChance]] = {}
    for officer in officers:
        groups.setdefault(officer.fields, []).append(officer)
    large = {key: members for key, members in groups.items() if len(members) >= LEAST}
    small = [key for key in groups if key not in large]
    rest = [officer for key in small for officer in groups[key]]
    if rest and len(rest) < LEAST and large:
        nearest = min(large, key=lambda key: (len(large[key]), key))
        rest += large.pop(nearest)
        small.append(nearest)
    found = [_class((key,), members) for key, members in large.items()]
    if rest:
        found.append(_class(tuple(sorted(small)), rest))
    return sorted(found, key=lambda one: one.fields)


def _class(fields: tuple[tuple[str, ...], ...], members: Sequence[OfficerChance]) -> ClassChance:
    return ClassChance(
        fields,
        len(members),
        sum(officer.visits for officer in members),
        sum(officer.met for officer in members),
    )

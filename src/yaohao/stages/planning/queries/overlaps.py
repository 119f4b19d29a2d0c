"""Lines of several sections that meet the same enterprises in one quarter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.lines import lines as lines_of
from yaohao.stages.planning.rules import Sentence, sentence_of
from yaohao.stages.planning.rules.lines import Rounding
from yaohao.stages.planning.rules.overlaps import Meeting, meetings, quarters
from yaohao.stages.planning.strata import shares_told
from yaohao.stages.registers.queries.pools import profiles
from yaohao.stages.registers.queries.regions import regions_now
from yaohao.stages.registers.rules.kinds import ALL, StratifyBy
from yaohao.stages.registers.rules.pool_filter import COLUMN_OF

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two lines with what they have in common, and the quarters in which both are visited."""

    one: Line
    other: Line
    quarters: tuple[tuple[int, int], ...]
    meeting: Meeting


def overlaps(bureau: Bureau, year: int) -> list[Overlap]:
    """Pairs of lines with a common enterprise, those that save most visits first."""
    lines = list(lines_of(bureau, year))
    by_pk = {line.pk: line for line in lines}
    pairs = {_pair(one, other) for one, other in combinations(lines, 2) if _comparable(one, other)}
    if not pairs:
        return []
    by = {StratifyBy(line.stratify_by) for line in lines} - {StratifyBy.NONE}
    columns = sorted({*COLUMN_OF.values(), *(each.value for each in by)})
    objects = profiles(bureau, columns)
    kinds: Counter[tuple[tuple[int, float], ...]] = Counter()
    members: list[dict[int, float]] = [{} for _ in objects]
    for line in lines:
        for place, chance in _chances(line, objects).items():
            members[place][line.pk] = chance
    for mine, (_values, count) in zip(members, objects, strict=True):
        if len(mine) > 1:
            kinds[tuple(sorted(mine.items()))] += count
    found = meetings(((dict(kind), count) for kind, count in kinds.items()), pairs)
    return [
        Overlap(by_pk[each.one], by_pk[each.other], _shared(by_pk, each), each)
        for each in found[:MOST_SHOWN]
    ]


def _pair(one: Line, other: Line) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def _comparable(one: Line, other: Line) -> bool:
    """Of several sections, in one quarter, and not of one item and cycle: that draws nobody twice.

    Versions of one line are one line. Lines without a section may be of several.
    """
    if one.number == other.number or (
        one.section_id is not None and one.section_id == other.section_id
    ):
        return False
    if one.item.code == other.item.code and one.cycle == other.cycle:
        return False
    return bool(quarters(one.window) & quarters(other.window))


def _shared(by_pk: Mapping[int, Line], each: Meeting) -> tuple[tuple[int, int], ...]:
    one, other = by_pk[each.one], by_pk[each.other]
    return tuple(sorted(quarters(one.window) & quarters(other.window)))


def _chances(line: Line, objects: list[tuple[dict[str, str], int]]) -> dict[int, float]:
    """Place in `objects` → chance in the line, for those that have any."""
    allowed = {column: frozenset(values) for column, values in line.pool_filter.chosen.items()}
    if "region" in allowed:
        allowed["region"] = frozenset(regions_now(line.pool_filter.regions))
    by = StratifyBy(line.stratify_by)
    places: Sequence[int] = range(len(objects))
    for column, wanted in allowed.items():
        places = [place for place in places if objects[place][0][column] in wanted]
    name = None if by is StratifyBy.NONE else by.value
    strata = {place: objects[place][0][name] if name else ALL for place in places}
    bases: Counter[str] = Counter()
    for place, code in strata.items():
        bases[code] += objects[place][1]
    chance = _of_strata(sentence_of(bases, shares_told(line), Rounding(line.rounding)))
    return {place: chance[code] for place, code in strata.items() if chance.get(code)}


def _of_strata(counted: Sentence) -> dict[str, float]:
    return {
        portion.code: portion.drawn / portion.base for portion in counted.portions if portion.base
    }

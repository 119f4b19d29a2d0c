"""The board of a year: lines on a calendar, and how far each county is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.rules import DRAWN
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.inspections import InspectionQuerySet
from yaohao.stages.inspection.rules import VISITED, State
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import bases, counties, lines, sentence
from yaohao.stages.planning.rules import LineState
from yaohao.stages.registers.queries import region_table
from yaohao.stages.registers.rules.kinds import StratifyBy


@dataclass(frozen=True, slots=True)
class County:
    """The visits of a county. `planned` is None where no filed line says how many there."""

    code: str
    name: str
    planned: int | None
    opened: int
    visited: int
    reported: int

    @property
    def most(self) -> int:
        """The end of the scale of its bar."""
        return max(self.planned or 0, self.opened, 1)


def county_progress(user: User, year: int) -> list[County]:
    """One row per county of the register, and of what was seen elsewhere.

    Visits are those the person may see: to the desk none before the door (article 20), as a
    county may have one enterprise of a kind alone.
    """
    planned = Counter[str]()
    for line in lines(user.bureau, year).filter(state=LineState.FILED.value):
        planned.update(_planned(line))
    rows = _begun(user, year).filter(pk__in=_seen(user))
    seen: Counter[tuple[str, str]] = Counter(rows.values_list("object__region", "state"))
    codes = sorted({*counties(user.bureau), *planned, *(code for code, _state in seen)})
    table = region_table()
    return [
        County(
            code=code,
            name=table.name(code) or code,
            planned=planned.get(code),
            opened=_sum(seen, code, State),
            visited=_sum(seen, code, VISITED),
            reported=_sum(seen, code, [State.REPORTED.value]),
        )
        for code in codes
    ]


def not_at_the_door(user: User, year: int) -> int:
    """How many visits of the year are being prepared that the person may not see yet."""
    rows = _begun(user, year).exclude(state=State.VOID.value)
    return rows.exclude(pk__in=_seen(user)).count()


def _begun(user: User, year: int) -> InspectionQuerySet:
    """The drawn visits of a year's plan whose envelope was opened and taken."""
    rows: InspectionQuerySet = Inspection.objects.of(user.bureau).filter(
        line__plan__year=year, draw__exercise=False
    )
    return rows


def _seen(user: User) -> Any:
    return Inspection.objects.visible_to(user).values("pk")


def _sum(seen: Counter[tuple[str, str]], code: str, states: Iterable[str]) -> int:
    return sum(seen[code, str(state)] for state in states)


def _planned(line: Line) -> Counter[str]:
    """How many of a line fall to each county; none where it names no county.

    By the announced strata, else the quota by each county's part of the pool.
    """
    if line.stratify_by == StratifyBy.REGION.value:
        draw = Draw.objects.filter(line=line, exercise=False, state__in=DRAWN).last()
        if draw:  # frozen counts and announced shares, nothing sealed
            return Counter({one.code: one.quota or 0 for one in public_draw(draw.number).strata})
        return Counter({one.code: one.drawn for one in sentence(line).portions})
    if not line.pool_filter.regions:
        return Counter()
    by_county = bases(line.bureau, line.pool_filter, StratifyBy.REGION.value)
    quota, whole = sentence(line).to_draw, sum(by_county.values())
    return Counter(
        {code: round(quota * count / whole) for code, count in by_county.items() if whole}
    )

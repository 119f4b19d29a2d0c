"""A line of one year as the draft of another."""

import re
from dataclasses import dataclass
from datetime import date

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Line, LineQuerySet
from yaohao.stages.planning.queries.cycles import cycle_named
from yaohao.stages.planning.rules import (
    Aim,
    LineDraft,
    LineState,
    Part,
    PartnerDraft,
    Regime,
    Rounding,
    expert_places,
    own_places,
)
from yaohao.stages.planning.rules.cycles import Days, holds, same_day
from yaohao.stages.registers.models import Item


@dataclass(frozen=True, slots=True)
class Copy:
    """A line, the item it has in another year, and that year."""

    line: Line
    item: Item
    year: int


def living(bureau: Bureau, year: int) -> LineQuerySet:
    """The lines of a year's plan that stand: not replaced by a later version, nor a version that
    is still under way."""
    rows = Line.objects.of(bureau).filter(plan__year=year)
    standing: LineQuerySet = rows.exclude(state=LineState.REPLACED.value).exclude(
        version__gt=1, state__in=[state.value for state in LineState if state not in _STANDS]
    )
    return standing.select_related("plan__bureau", "item", "section").order_by("number")


def moved_item(line: Line, year: int) -> Item | None:
    """The version of the line's item that is in force when its visits begin in that year."""
    return _version(line.item, same_day(line.window_start, year))


def copyable(bureau: Bureau, year: int) -> int:
    """How many lines of the year before are not yet copied into a plan that has fewer."""
    old = living(bureau, year - 1)
    here = Line.objects.of(bureau).filter(plan__year=year)
    done = here.exclude(copied_from=None).values("copied_from")
    return old.exclude(pk__in=done).count() if here.count() < old.count() else 0


def draft_of(copy: Copy) -> LineDraft:
    """The line with its dates in the other year. A cycle that reaches into it goes on; else the
    next one opens, as long, named by the years as before."""
    line, year = copy.line, copy.year
    name, days = _cycle(line, year)
    return LineDraft(
        title=line.title.replace(str(line.plan.year), str(year)),
        item=copy.item.pk,
        aim=Aim(line.type),
        filter=line.filter,
        stratify_by=line.stratify_by,
        shares=line.shares,
        rounding=Rounding(line.rounding),
        period=_moved(line.period, year),
        window=_moved(line.window, year),
        roles=own_places(line.roles),
        cap=line.cap,
        cycle=name,
        section=line.section_id,
        regime=Regime(line.regime),
        ordered_by=line.ordered_by,
        frequency=line.frequency,
        openly=line.openly,
        further_items=tuple(_further(line, year)),
        partners=tuple(
            PartnerDraft(
                one.name, Part(one.part), one.section_id, one.bureau_id, sends=bool(one.role)
            )
            for one in line.partners.order_by("pk")
        ),
        cycle_days=days,
        experts=len(expert_places(line.roles)),
    )


_STANDS = frozenset({LineState.FILED, LineState.APPROVED})
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _version(item: Item, on: date) -> Item | None:
    same = Item.objects.of(item.bureau).filter(code=item.code).in_force(on)
    found: Item | None = same.order_by("-version").first()
    return found


def _moved(days: Days, year: int) -> Days:
    return same_day(days[0], year), same_day(days[1], year)


def _cycle(line: Line, year: int) -> tuple[str, Days | None]:
    known = cycle_named(line.bureau, line.item.code, line.cycle)
    days = (known.starts, known.ends) if known else None
    if days and holds(days, _moved(line.period, year)):
        return line.cycle, None
    years = days[1].year - days[0].year + 1 if days else 1
    step = years if days else year - line.plan.year
    name = _YEAR.sub(lambda found: str(int(found[0]) + step), line.cycle)
    if name == line.cycle:
        name = f"{name} {year}"[:32]
    if cycle_named(line.bureau, line.item.code, name) or days is None:
        return name, None
    return name, (_later(days[0], step), _later(days[1], step))


def _later(day: date, years: int) -> date:
    return same_day(day, day.year + years)


def _further(line: Line, year: int) -> list[int]:
    day = same_day(line.window_start, year)
    found = (_version(item, day) for item in line.further_items.order_by("code"))
    return [item.pk for item in found if item is not None]

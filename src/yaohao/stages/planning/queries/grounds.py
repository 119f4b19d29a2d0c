"""What a line of the plan rests on: whether its item applies, and on laws in force (article 7).

By the item's code: the version that applies on the day counts, so a later version that rests on
bases in force heals every line that uses the item, also one that was filed before.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.queries.bases import Flagged, broken, flags_of, versions_on


@dataclass(frozen=True, slots=True)
class Ground:
    """What is to be seen to at the item of a line on a day.

    `item` None: it is withdrawn. `ends`: its last day, when nothing follows before the visits end.
    """

    on: date
    item: Item | None
    flags: tuple[Flagged, ...]
    ends: date | None = None

    @property
    def broken(self) -> tuple[Flagged, ...]:
        """Bases that are not in force on the day."""
        return tuple(broken(self.flags))

    @property
    def stands(self) -> bool:
        """Whether the line may be approved, filed and drawn."""
        return self.item is not None and not self.broken


def day_of(line: Line, today: date) -> date:
    """The day on which a line is looked at: today, but within its visits."""
    return min(max(today, line.window_start), line.window_end)


def grounds(lines: Iterable[Line], today: date) -> dict[int, Ground]:
    """By key what is to be seen to at lines; sound lines and those that are over are not in it."""
    by_day: dict[tuple[int, date], list[Line]] = defaultdict(list)
    for line in lines:
        if line.window_end >= today:
            by_day[line.plan.bureau_id, day_of(line, today)].append(line)
    found: dict[int, Ground] = {}
    for (_bureau, on), group in by_day.items():
        versions = versions_on(group[0].bureau, (line.item.code for line in group), on)
        flags = flags_of(versions.values(), on)
        for line in group:
            item = versions.get(line.item.code)
            flagged = tuple(flags.get(item.pk, ())) if item else ()
            ends = _ends(item, line) if item else None
            if item is None or flagged or ends:
                found[line.pk] = Ground(on, item, flagged, ends)
    return found


def _ends(item: Item, line: Line) -> date | None:
    """The last day of an item that is withdrawn while the line is still being visited."""
    if item.valid_to is None or item.valid_to >= line.window_end:
        return None
    later = versions_on(line.bureau, [item.code], line.window_end)
    return None if later else item.valid_to


def ground(line: Line, today: date) -> Ground | None:
    """The same of one line; None: nothing is to be seen to."""
    return grounds([line], today).get(line.pk)

"""When a cycle began (article 14: 抽查周期)."""

import re
from collections.abc import Iterable
from datetime import date

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def cycle_start(name: str, starts: Iterable[date]) -> date:
    """The first day of a cycle from its name and the periods of its plan lines, at least one.

    A cycle begins with the first period planned in it. A name such as `2025-2027` says that it
    began in a year before any line of this product; then on the first day of that year.
    """
    first = min(starts)
    named = min((int(year) for year in _YEAR.findall(name)), default=first.year)
    return date(named, 1, 1) if named < first.year else first

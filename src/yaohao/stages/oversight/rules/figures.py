"""The funnel 计划→抽取→检查→问题→整改→公示 as numbers (articles 4, 14, 15, 18).

Drawn and cause-based visits are never added up (article 5).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Funnel:
    """Enterprises at each step; every step counts what reached it.

    `planned` is None where nothing is planned, as for visits with a cause.
    """

    planned: int | None
    drawn: int | None
    inspected: int
    with_problems: int
    rectified: int
    published: int

    @property
    def steps(self) -> list[tuple[str, int]]:
        """Name and number of every step that has one, in order."""
        pairs = [(field.name, getattr(self, field.name)) for field in fields(self)]
        return [(name, value) for name, value in pairs if value is not None]


EMPTY = Funnel(0, 0, 0, 0, 0, 0)


def total(parts: Iterable[Funnel]) -> Funnel:
    """The sum of several drawn funnels."""
    found = list(parts)
    return Funnel(
        planned=sum(part.planned or 0 for part in found),
        drawn=sum(part.drawn or 0 for part in found),
        inspected=sum(part.inspected for part in found),
        with_problems=sum(part.with_problems for part in found),
        rectified=sum(part.rectified for part in found),
        published=sum(part.published for part in found),
    )


def share(part: int, whole: int) -> int:
    """`part` of `whole` in whole per cent, rounded down; 0 of nothing."""
    return 100 * part // whole if whole else 0

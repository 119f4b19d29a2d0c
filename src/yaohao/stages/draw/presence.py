"""Who is in the pool of which round, and who is not, with the reason (articles 9 and 16).

Certificates and leave are asked of every round's own window, never of the plan line's: whoever
ends in the second quarter is drawn in the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.rules import Planned
from yaohao.stages.registers.lacks import lack_words
from yaohao.stages.registers.models import Leave, Officer
from yaohao.stages.registers.queries.fitness import Presence, presences_of
from yaohao.stages.registers.rules.fitness import Lack

Standing = Mapping[Planned, Sequence[Presence]]
"""Each round with everybody in service of the bureau."""


@dataclass(frozen=True, slots=True)
class Remarked:
    """An officer with the rounds that do without (`lack`), or that fall into a leave in part."""

    officer: Officer
    lack: Lack | None
    rounds: tuple[int, ...]
    leaves: tuple[Leave, ...]

    @property
    def words(self) -> str:
        """The reason with its day."""
        return lack_words(self.officer, self.lack, self.leaves)

    @property
    def numbers(self) -> str:
        """The rounds, parted by commas."""
        return "、".join(map(str, self.rounds))


def standing(bureau: Bureau, rounds: Sequence[Planned]) -> Standing:
    """How the bureau's officers stand to each round; reserve rounds lie in the last one."""
    return {each: presences_of(bureau, each.window) for each in rounds if not each.reserve}


def in_pool(found: Standing) -> list[Officer]:
    """The officers who are in the pool of one round at least, by certificate."""
    free = {one.officer for people in found.values() for one in people if one.lack is None}
    return sorted(free, key=lambda officer: officer.certificate.encode())


def remarked(found: Standing) -> list[Remarked]:
    """The others, and those on leave in a part of a round."""
    marks: dict[tuple[int, Lack | None], Remarked] = {}
    for planned, people in found.items():
        for one in people:
            if one.lack is None and not one.partly:
                continue
            key = (one.officer.pk, one.lack)
            before = marks.get(key)
            rounds = (*before.rounds, planned.number) if before else (planned.number,)
            leaves = dict.fromkeys((*before.leaves, *one.leaves) if before else one.leaves)
            marks[key] = Remarked(one.officer, one.lack, rounds, tuple(leaves))
    return list(marks.values())

"""On whose sealed results a draw rests: telling its own would tell of theirs (article 20)."""

from collections.abc import Iterable

from yaohao.stages.draw.cycle import earlier, sealed_before
from yaohao.stages.draw.limits import before, holds_cap_skips
from yaohao.stages.draw.models import OPEN_BOOKS, Draw


def rests_on(draw: Draw, rounds: Iterable[int]) -> list[Draw]:
    """The draws, not revealed yet, whose sealed results these rounds of this one passed over."""
    found: dict[str, Draw] = {}
    for number in rounds:
        others = sealed_before(earlier(draw), number, draw)
        if holds_cap_skips(draw, number):
            others += before(draw, number)
        found |= {other.number: other for other, _round in others}
    return [other for other in found.values() if other.state not in OPEN_BOOKS]

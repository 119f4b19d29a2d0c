"""Records on the two sides of a line that the specification draws: what may, and what may not."""

from collections.abc import Iterator
from dataclasses import replace

from core.vectors.chronicle import Chronicle
from core.vectors.long_stories import LONG, lists
from core.vectors.sessions import attempts
from core.vectors.story import changed

Named = Iterator[tuple[str, Chronicle]]
ZERO = "0" * 64
LATE = "EXPIRED 逾期"


def good() -> Named:
    """Yield records that verify, by name."""
    yield "expired-after-the-last-round", expired(opened=False, rounds=2)


def bad() -> Named:
    """Yield records that are refused."""
    yield "event-cause--expired-and-made-good", expired(opened=False, rounds=2, early=True)
    yield "event-cause--expired-though-opened", expired(opened=True, rounds=1)
    other = {("reveal", 0): changed("key", ZERO)}
    yield "attempt-open--revealed-with-another-key", attempts(other)[1]
    alone = {("abort", 0): changed("by", "张三", 1)}
    yield "attempt-open--aborted-by-one", attempts(alone)[1]


def expired(opened: bool, rounds: int, early: bool = False) -> Chronicle:
    """A visit of the first round is void as expired after the last; `opened`: to the enterprise;
    `early`: before the last."""
    told = Chronicle(replace(LONG, rounds=LONG.rounds[:rounds], reserves=())).begin()
    for cap in range(2, 2 + rounds):
        if early and cap == 1 + rounds:
            told.event(0, "void", LATE, number=1)
        told.round(lists(cap=cap))
    if opened:
        told.show(0)
    if not early:
        told.event(0, "void", LATE, number=1)
    return told.reveal()

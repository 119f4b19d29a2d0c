"""Tickets of all rows of a pool, block by block (spec/3-acts-and-draw.md, "Tickets").

Only rows that may win leave a block: those below a ticket that the last winner of their stratum
hardly ever exceeds.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from fairdraw import rows
from fairdraw.processes import spread
from fairdraw.ticket import Ticket

Found = tuple[Counter[str], dict[str, list[Ticket]]]
"""By stratum: how many rows are eligible, and those of them that are worth a look."""


def cast(
    blocks: Iterable[bytes],
    casting: rows.Casting,
    passed: Sequence[bytes],
    *,
    eligible: bytes,
    processes: int = 1,
    done: Callable[[int], None] | None = None,
) -> Found:
    """Make the tickets of the blocks of a pool (`fairdraw.rows.BLOCK` rows each).

    `passed`: ids passed over, ascending; `eligible`: the reason of rows that may be drawn; `done`
    is called with the number of blocks that are finished.
    """
    work = partial(rows.cast, casting=casting, eligible=eligible)
    counted: Counter[str] = Counter()
    found: dict[str, list[Ticket]] = {}
    for number, (counts, tickets) in enumerate(spread(work, _pieces(blocks, passed), processes), 1):
        for stratum, count in counts.items():
            counted[stratum.decode("ascii")] += count
        for stratum, some in tickets.items():
            found.setdefault(stratum.decode("ascii"), []).extend(some)
        if done:
            done(number)
    return counted, found


def _pieces(
    blocks: Iterable[bytes], passed: Sequence[bytes]
) -> Iterator[tuple[int, bytes, Sequence[bytes]]]:
    """Yield block by block: index of the first row, bytes, and the ids passed over in it."""
    for number, block in enumerate(blocks):
        first = block.split(b"\t", 1)[0]
        last = block[block.rfind(b"\n", 0, -1) + 1 :].split(b"\t", 1)[0]
        some = passed[bisect_left(passed, first) : bisect_right(passed, last)]
        yield number * rows.BLOCK, block, some

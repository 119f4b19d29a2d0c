"""What the public pages say of a draw, from its public state alone; pure."""

from typing import Literal

STATES = ("announced", "frozen", "bound", "drawn", "opening", "revealed")
BROKEN_OFF = ("aborted", "void")
StepState = Literal["done", "current", "future"]


def progress(state: str) -> list[tuple[str, StepState]]:
    """The states of a draw in order, those behind it done; the last one is done when reached.

    A draw that was broken off has two: broken off, and revealed as void.
    """
    way = ("announced", *BROKEN_OFF) if state in BROKEN_OFF else STATES
    here = way.index(state)
    last = len(way) - 1
    return [(name, _step(place, here, last)) for place, name in enumerate(way)]


def _step(place: int, here: int, last: int) -> StepState:
    if place < here or here == last:
        return "done"
    return "current" if place == here else "future"


def sealed(state: str) -> bool:
    """Whether a result exists that nobody may know yet."""
    return state in {"drawn", "opening"}


def source_kind(source: str) -> tuple[str, str]:
    """Kind of a source and its detail: `dice d10 39` is (`dice`, `d10 39`)."""
    kind, _, detail = source.partition(" ")
    return kind, detail


def pages_of(size: int, page: int, length: int) -> tuple[range, int, int]:
    """The places shown on a page that counts back from the end; the page and how many there are.

    Page 1 holds the newest. Beyond the last page stands the last.
    """
    total = max(1, -(-size // length))
    shown = min(max(page, 1), total)
    stop = size - (shown - 1) * length
    return range(max(0, stop - length), max(0, stop)), shown, total

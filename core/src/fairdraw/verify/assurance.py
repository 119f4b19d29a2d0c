"""Who could have steered a draw (spec/6-verification.md, "Assurance")."""

from collections.abc import Iterable, Iterator, Sequence

from fairdraw.announcement import Announcement
from fairdraw.bundle import digest as own_digest
from fairdraw.randomness import Source

EXERCISE, OPERATOR, COSIGNED, HALL, SOURCE = "exercise", "operator", "cosigned", "hall", "source"
LEVELS = (EXERCISE, OPERATOR, HALL, SOURCE, COSIGNED)
"""The levels from the weakest to the strongest."""


def level(exercise: bool, last: Iterable[Source], cosigned: bool) -> str:
    """Return the level of assurance: `last` are the last bound sources of the rounds; `cosigned`
    tells whether a policy's quorum was proven in time."""
    kinds = {source.kind for source in last}
    if exercise:
        return EXERCISE
    if kinds & {"witnesses", "server"}:
        return OPERATOR
    if cosigned:
        return COSIGNED
    return HALL if "dice" in kinds else SOURCE


def announced_level(announced: Announcement) -> str:
    """Return the level that a draw can reach as announced, before anything is proven."""
    wanted = announced.policy != "none"
    return level(announced.exercise, [last_of(announced.sources)], wanted)


def last_of(texts: Sequence[str]) -> Source:
    """Return the last of some sources."""
    return Source.parse(texts[-1])


def notes(announced: Announcement) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the notes (code, facts) that follow from the announcement alone."""
    if announced.shares:
        holders = ", ".join(share.holder for share in announced.shares)
        yield "shares", {"holders": holders}
    mine = own_digest()
    if announced.verifier.hex() != mine:
        yield "other-verifier", {"announced": announced.verifier.hex(), "mine": mine}

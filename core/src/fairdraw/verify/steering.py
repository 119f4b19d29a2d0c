"""Who could have steered a draw, in words (spec/6-verification.md, "Notes")."""

from collections.abc import Iterator

from fairdraw.announcement import Announcement
from fairdraw.bundle import digest as own_digest


def notes(announced: Announcement) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the notes (code, facts) that follow from the announcement alone."""
    kinds = [source.kind for source in announced.source_list()]
    if "dice" in kinds:
        yield "steer-dice", {"source": announced.sources[-1]}
    else:
        yield "steer-operator", {"sources": ", ".join(announced.sources)}
    if announced.policy == "none":
        yield "no-witness-policy", {}
    mine = own_digest()
    if announced.verifier.hex() != mine:
        yield "other-verifier", {"announced": announced.verifier.hex(), "mine": mine}

"""The draw's own entries, read back from the public log: the log is the source, not our tables."""

from fairdraw.acts import Acts
from fairdraw.announcement import Announcement
from fairdraw.entries import Entry, parse

from yaohao.ground.ledger.models import Entry as LogRow
from yaohao.stages.draw.models import Draw


def entries(draw: Draw, *kinds: str) -> list[Entry]:
    """The draw's entries of these kinds, in the order of the log."""
    indexes = draw.entries.filter(kind__in=kinds).values_list("index", flat=True)
    rows = LogRow.objects.filter(index__in=list(indexes)).order_by("index")
    return [parse(bytes(raw)) for raw in rows.values_list("raw", flat=True)]


def entry(draw: Draw, kind: str) -> Entry:
    """The one entry of a kind; LookupError when there is none yet."""
    found = entries(draw, kind)
    if not found:
        raise LookupError(f"{draw}: no entry {kind}")
    return found[0]


def acts(draw: Draw) -> Acts:
    """The writer of the draw's further entries; it refuses what the verifier would refuse."""
    return Acts.of(entry(draw, "announce"))


def announced(draw: Draw) -> Announcement:
    """The announcement as it stands in the log."""
    return acts(draw).announced

"""The draw's own entries, read back from the public log: the log is the source, not our tables."""

from fairdraw.acts import Acts as Writer
from fairdraw.announcement import Announcement
from fairdraw.entries import Entry, parse
from fairdraw.link import Acts, At, follow

from yaohao.ground.ledger.models import Entry as LogRow
from yaohao.stages.draw.models import Draw, LogEntry


def entries(
    draw: Draw, *kinds: str, number: int | None = None, serves: LogEntry | None = None
) -> list[Entry]:
    """The draw's entries of these kinds, in the order of the log; of a substitute, if one is
    given, else those that serve none; of the round `number`, or of all."""
    found = draw.entries.filter(kind__in=kinds, serves=serves)
    if number is not None:
        found = found.filter(round=number)
    indexes = found.values_list("index", flat=True)
    rows = LogRow.objects.filter(index__in=list(indexes)).order_by("index")
    return [parse(bytes(raw)) for raw in rows.values_list("raw", flat=True)]


def own_acts(draw: Draw) -> tuple[Acts, list[Entry]]:
    """Every entry of the draw so far, followed by the core; an index counts own entries alone."""
    indexes = list(draw.entries.values_list("index", flat=True))
    rows = LogRow.objects.filter(index__in=indexes).order_by("index")
    found = [parse(bytes(raw)) for raw in rows.values_list("raw", flat=True)]
    first = At(0, found[0], found[0].digest(found[0].get("hash")).hex())
    return follow(found, first), found


def entry(draw: Draw, kind: str, number: int | None = None) -> Entry:
    """The one entry of a kind, of a round if `number` is given; LookupError when there is none."""
    found = entries(draw, kind, number=number)
    if not found:
        raise LookupError(f"{draw}: no entry {kind}")
    return found[0]


def bound_sources(draw: Draw, number: int) -> tuple[str, ...]:
    """The bound sources of a round in announced order, a fallback in the place of what failed;
    as announced while the round is not bound."""
    bound = entries(draw, "round", number=number)
    if not bound:
        return tuple(draw.sources)
    texts = list(bound[0].all("source"))
    for failed in entries(draw, "failed", number=number):
        texts[texts.index(failed.get("source"))] = failed.get("instead")
    return tuple(texts)


def issue_moments(issue: str) -> set[str]:
    """The moments at which an issue (`lottery ssq 2026133`) is drawn, by every round entry of the
    log that binds one to it."""
    start, found = f"{issue} ", set()
    for raw in LogRow.objects.filter(kind="round").values_list("raw", flat=True).iterator():
        if start.encode() in bytes(raw):
            texts = parse(bytes(raw)).all("source")
            found |= {text.removeprefix(start) for text in texts if text.startswith(start)}
    return found


def acts(draw: Draw) -> Writer:
    """The writer of the draw's further entries; it refuses what the verifier would refuse."""
    return Writer.of(entry(draw, "announce"))


def announced(draw: Draw) -> Announcement:
    """The announcement as it stands in the log."""
    return acts(draw).announced

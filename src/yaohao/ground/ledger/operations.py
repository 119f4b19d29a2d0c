"""The one way to write the public log: append an entry, at its end, once.

Callers give a function from the tree head to the entry's bytes, because a round entry must name
exactly the log before it (core/spec, "round"). Tiles, signed checkpoints and cosignatures will
come behind this door without touching a caller.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from fairdraw.entries import parse
from fairdraw.merkle import leaf as leaf_hash

from yaohao.ground.ledger.models import Entry, Tail
from yaohao.ground.ledger.queries import Head, frontier_at


@transaction.atomic
def append(*, build: Callable[[Head], bytes], at: datetime) -> Entry:
    """Append what `build(head)` returns; `head` is the log before it.

    Appenders wait for each other, so nothing comes between `head` and the new entry. Raises
    `fairdraw.errors.Fault` when the bytes are no entry, IntegrityError when they are in the log.
    """
    Tail.objects.get_or_create(key=1)
    tail = Tail.objects.select_for_update().get(key=1)
    frontier = frontier_at(tail.size)
    raw = build(Head(size=tail.size, root=frontier.root().hex()))
    leaf = leaf_hash(raw)
    entry = Entry.objects.create(
        index=tail.size,
        kind=parse(raw).kind,
        raw=raw,
        leaf=leaf.hex(),
        frontier=frontier.append(leaf).dump(),
        at=at,
    )
    tail.size += 1
    tail.save(update_fields=["size"])
    return entry

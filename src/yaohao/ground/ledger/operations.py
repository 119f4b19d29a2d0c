"""The one way to write the public log: append an entry, at its end, once.

Callers give a function from the tree head to the entry's bytes, because a round entry must name
exactly the log before it (core/spec, "round"). Cosigners and their signatures enter through the
same door; who may do it is asked above this floor.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from fairdraw.checkpoint import Checkpoint
from fairdraw.entries import build as build_entry
from fairdraw.entries import parse
from fairdraw.merkle import leaf as leaf_hash
from fairdraw.policy import read_key

from yaohao.ground.ledger.models import Cosigner, Entry, Tail
from yaohao.ground.ledger.queries import (
    Head,
    cosigners,
    entry_with,
    frontier_at,
    grew,
    head_at,
)
from yaohao.ground.ledger.rules import Cosignature, Reason, Unfit, read, verified


@transaction.atomic
def append(*, build: Callable[[Head], bytes], at: datetime) -> Entry:
    """Append what `build(head)` returns; `head` is the log before it.

    Appenders wait for each other, so nothing comes between `head` and the new entry. Raises
    `fairdraw.errors.Fault` when the bytes are no entry, IntegrityError when they are in the log.
    """
    tail = _tail()
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


@transaction.atomic
def name_cosigner(
    *, bureau: str, key: str, holder: str, by: Sequence[str], at: datetime
) -> Cosigner:
    """Name a cosigner of a bureau (its code); the log says so, with the names of those who did it.

    IntegrityError when its name or its key is current there already; Fault for a damaged key.
    """
    name, public = read_key(key)
    append(build=lambda _head: _notice("named", bureau, key, holder, by, at), at=at)
    return Cosigner.objects.create(
        bureau=bureau, name=name, key=key, public=public.hex(), holder=holder, since=at
    )


@transaction.atomic
def end_cosigner(*, cosigner: Cosigner, by: Sequence[str], at: datetime) -> Cosigner:
    """End a current cosigner; the log says so, with the names of those who did it."""
    row = Cosigner.objects.select_for_update().get(pk=cosigner.pk, until=None)
    append(build=lambda _head: _notice("ended", row.bureau, row.key, row.holder, by, at), at=at)
    row.until = at
    row.save(update_fields=["until"])
    return row


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a cosigned checkpoint: its size; the entry that holds it, by index.

    `names` are those whose signature was added with that entry; without any, nothing was added,
    and `entry` is the one that held the signatures before (None when they add nothing).
    """

    size: int
    names: tuple[str, ...]
    entry: int | None


@transaction.atomic
def cosign(*, note: bytes, at: datetime) -> Taken:
    """Take the witnesses' signatures of a cosigned checkpoint into the log; all of them or none.

    Raises `rules.Unfit`. What is in the log already, and what signs nothing new but other
    cosignatures, is no fault and adds no entry: else two diligent witnesses would sign each
    other's signatures for ever.
    """
    checkpoint = read(note, settings.YAOHAO_ORIGIN)
    tail = _tail()
    grown = _grown(checkpoint, tail.size)
    rows = {row.name: row for row in cosigners()}
    keys = {name: bytes.fromhex(row.public) for name, row in rows.items()}
    found = verified(checkpoint, keys, now=at, grown=grown)
    fresh = [each for each in found if _is_new(each, rows[each.name], checkpoint.size)]
    if not fresh:
        return Taken(checkpoint.size, (), entry_with(found[0].line, since=checkpoint.size))
    entry = append(build=lambda _head: _cosign_entry(checkpoint, fresh, at), at=at)
    for each in fresh:
        same = Cosigner.objects.filter(public=rows[each.name].public, until=None)
        same.update(signed=checkpoint.size, signed_at=each.moment)
    return Taken(checkpoint.size, tuple(each.name for each in fresh), entry.index)


def _tail() -> Tail:
    Tail.objects.get_or_create(key=1)
    return Tail.objects.select_for_update().get(key=1)


def _grown(checkpoint: Checkpoint, size: int) -> datetime:
    """When the head came to be; Unfit unless it is one of ours."""
    if not 0 < checkpoint.size <= size:
        raise Unfit(Reason.BEYOND, found=checkpoint.size, size=size)
    if head_at(checkpoint.size).root != checkpoint.root:
        raise Unfit(Reason.ROOT, size=checkpoint.size)
    return Entry.objects.values_list("at", flat=True).get(index=checkpoint.size - 1)


def _is_new(each: Cosignature, row: Cosigner, size: int) -> bool:
    if size > row.signed:
        return grew(row.signed, size)
    if size < row.signed and entry_with(each.line, since=size) is None:
        raise Unfit(Reason.STALE, name=each.name, found=size, signed=row.signed)
    return False


def _cosign_entry(checkpoint: Checkpoint, found: Sequence[Cosignature], at: datetime) -> bytes:
    signatures = [("signature", each.line) for each in found]
    return build_entry("cosign", [("time", _stamp(at)), ("log", checkpoint.head), *signatures]).raw


def _notice(
    what: str, bureau: str, key: str, holder: str, by: Sequence[str], at: datetime
) -> bytes:
    fields = [("time", _stamp(at)), ("what", what), ("bureau", bureau), ("key", key)]
    names = [("by", name) for name in by]
    return build_entry("cosigner", [*fields, ("holder", holder), *names]).raw


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

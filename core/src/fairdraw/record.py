"""The record of one draw: one draw, one byte string (spec/5-record-and-proof.md, "Record")."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairdraw import container, ledgerfile
from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault
from fairdraw.pool import MEMBER as POOL
from fairdraw.pool import Pool
from fairdraw.tables import NAMES, Tables, dump_lines

LOG = "log.txt"
OWN = "entries.txt"
SEALED = "round-1/sealed.tsv"
_TABLES = tuple(f"round-1/{name}.tsv" for name in NAMES)
_REST = (POOL, *_TABLES, SEALED)


@dataclass(frozen=True, slots=True)
class Record:
    """The members of a record: `whole` tells whether the log stands in it from its beginning.

    `entries` are those of the log, of the draw alone when not `whole`; the last is the reveal.
    """

    whole: bool
    entries: tuple[Entry, ...]
    members: dict[str, bytes]

    @property
    def log_name(self) -> str:
        """The name of the member that holds the entries."""
        return LOG if self.whole else OWN

    def tables(self) -> Tables:
        """Read the lists of the round; faults as for `Tables.parse`."""
        return Tables.parse(
            {name: self.members[path] for name, path in zip(NAMES, _TABLES, strict=True)}
        )


def build(
    *,
    entries: Sequence[bytes],
    pool: Pool,
    tables: Tables,
    sealed: Sequence[bytes],
    whole: bool = True,
) -> bytes:
    """Return the bytes of a record.

    `entries`: every entry of the log from 0 to the entry `reveal` inclusive (`whole`), else those
    of the draw alone in the log's order; `sealed`: the sealed lines of the round.
    """
    tabled = ((path, tables.dump(name)) for name, path in zip(NAMES, _TABLES, strict=True))
    return container.dump(
        [
            (LOG if whole else OWN, ledgerfile.dump(entries)),
            (POOL, pool.dump()),
            *tabled,
            (SEALED, dump_lines(sealed)),
        ]
    )


def members_of(data: bytes) -> dict[str, bytes]:
    """Return the members of a record; faults of the container, `record-members`."""
    members = container.load(data)
    first, *rest = members
    if first not in (LOG, OWN) or tuple(rest) != _REST:
        raise Fault("record-members", _misplaced(list(members)), expected=", ".join((LOG, *_REST)))
    return members


def entries_of(members: dict[str, bytes]) -> Record:
    """Read the entries of a record; faults: `log-framing`, `log-empty`, those of `parse`."""
    first = next(iter(members))
    raws = ledgerfile.parse(members[first], first)
    if not raws:
        raise Fault("log-empty", first)
    entries = tuple(parse(raw, f"{first} entry {index}") for index, raw in enumerate(raws))
    return Record(first == LOG, entries, members)


def read(data: bytes) -> Record:
    """Read a record; faults as for `members_of` and `entries_of`. Nothing is proved by reading."""
    return entries_of(members_of(data))


def _misplaced(names: list[str]) -> str:
    for name, expected in zip(names, (LOG, *_REST), strict=False):
        if name != expected and (name, expected) != (OWN, LOG):
            return name
    return names[len(_REST) + 1] if len(names) > len(_REST) + 1 else "directory"

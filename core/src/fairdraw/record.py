"""The record of one draw: one draw, one byte string (spec/5-record-and-proof.md, "Record")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from fairdraw import container, ledgerfile
from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault
from fairdraw.link import Acts
from fairdraw.pool import MEMBER as POOL
from fairdraw.pool import Pool
from fairdraw.tables import NAMES, Tables, dump_lines

LOG = "log.txt"
OWN = "entries.txt"
SUBSTITUTES = "substitutes.tsv"
_OTHER = re.compile(r"other/([0-9a-f]{64})\.tsv")


def list_member(number: int, name: str) -> str:
    """Return the member that holds a list of a round (`officers` … `skips`, `sealed`)."""
    return f"round-{number}/{name}.tsv"


def other_member(digest: str) -> str:
    """Return the member that holds the sealed lines of another draw's round."""
    return f"other/{digest}.tsv"


@dataclass(frozen=True, slots=True)
class Bound:
    """A round as a record holds it: its lists, and its sealed lines (None: never sealed)."""

    tables: Tables
    sealed: Sequence[bytes] | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a record holds beside the log: rows, rounds in order, lines of substitutes in the log's
    order, and sealed lines of other draws by D(round entry) in hex."""

    pool: Pool | None
    rounds: Sequence[Bound] = ()
    substitutes: Sequence[bytes] = ()
    others: Mapping[str, Sequence[bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """The members of a record: `whole` tells whether the log stands in it from its beginning.

    `entries` are those of the log, of the draw alone when not `whole`; the last is the reveal.
    The rows, which may be many, are a view into the record's bytes; the others are bytes.
    """

    whole: bool
    entries: tuple[Entry, ...]
    members: Mapping[str, container.Content]

    @property
    def log_name(self) -> str:
        """The name of the member that holds the entries."""
        return LOG if self.whole else OWN

    def member(self, name: str) -> bytes:
        """Return the bytes of a member, empty if there is none."""
        return bytes(self.members.get(name, b""))

    def tables(self, number: int) -> Tables:
        """Read the lists of a round; faults as for `Tables.parse`."""
        lists = {name: self.member(list_member(number, name)) for name in NAMES}
        return Tables.parse(lists, f"round-{number}/")

    def others(self) -> dict[str, bytes]:
        """Return the sealed lines of other draws' rounds, by D(round entry) in hex."""
        found = {_OTHER.fullmatch(name): data for name, data in self.members.items()}
        return {match[1]: bytes(data) for match, data in found.items() if match}


def build(*, entries: Sequence[bytes], contents: Contents, whole: bool = True) -> bytes:
    """Return the bytes of a record; arguments as for `parts`."""
    return b"".join(parts(entries=entries, contents=contents, whole=whole))


def parts(
    *, entries: Sequence[bytes], contents: Contents, whole: bool = True
) -> Iterator[container.Content]:
    """Yield the bytes of a record piece by piece, so that many rows need not stand in memory twice.

    `entries`: every entry of the log from 0 to the entry `reveal` inclusive (`whole`), else those
    of the draw alone in the log's order.
    """
    log = (LOG if whole else OWN, ledgerfile.dump(entries))
    return container.parts(chain([log], _members(contents)))


def _members(contents: Contents) -> Iterator[tuple[str, container.Content]]:
    if contents.pool is not None:
        yield POOL, contents.pool.data
    for number, bound in enumerate(contents.rounds, 1):
        for name in NAMES:
            yield list_member(number, name), bound.tables.dump(name)
        if bound.sealed is not None:
            yield list_member(number, "sealed"), dump_lines(bound.sealed)
    if contents.substitutes:
        yield SUBSTITUTES, dump_lines(contents.substitutes)
    for digest, lines in sorted(contents.others.items()):
        yield other_member(digest), dump_lines(lines)


def members_of(data: container.Content) -> dict[str, container.Content]:
    """Return the members of a record; faults of the container, `record-members`."""
    views = container.views(data)
    first = next(iter(views))
    if first not in (LOG, OWN):
        raise Fault("record-members", first, expected=f"{LOG}, {OWN}")
    return {name: view if name == POOL else bytes(view) for name, view in views.items()}


def entries_of(members: Mapping[str, container.Content]) -> Record:
    """Read the entries of a record; faults: `log-framing`, `log-empty`, those of `parse`."""
    first = next(iter(members))
    raws = ledgerfile.parse(bytes(members[first]), first)
    if not raws:
        raise Fault("log-empty", first)
    entries = tuple(parse(raw, f"{first} entry {index}") for index, raw in enumerate(raws))
    return Record(first == LOG, entries, members)


def check_members(record: Record, acts: Acts) -> None:
    """Refuse members that are not those of these acts; `Fault("record-members")`."""
    expected = [record.log_name, *([POOL] if acts.pool else [])]
    for each in acts.rounds:
        expected += [list_member(each.number, name) for name in NAMES]
        expected += [list_member(each.number, "sealed")] if each.seal else []
    done = any(each.done for rounds in acts.rounds for each in rounds.substitutions)
    expected += [SUBSTITUTES] if done else []
    expected += map(other_member, sorted(_named(record, acts)))
    found = list(record.members)
    if found != expected:
        place = next((a for a, b in zip(found, expected, strict=False) if a != b), found[-1])
        raise Fault("record-members", place, expected=", ".join(expected))


def _named(record: Record, acts: Acts) -> set[str]:
    """Return the other draws whose lines must stand in the record, and those that may and do."""
    after = {digest for each in acts.sealed for digest in each.bound.entry.all("after")}
    may = {digest for each in acts.rounds for digest in each.bound.entry.all("after")}
    for each in acts.rounds:
        lines = record.member(list_member(each.number, "skips")).split(b"\n")
        may |= {line.rsplit(b"\t", 1)[-1].decode("utf-8", "replace") for line in lines}
    return after | (may & record.others().keys())


def read(data: bytes) -> Record:
    """Read a record; faults of `members_of` and `entries_of`."""
    return entries_of(members_of(data))

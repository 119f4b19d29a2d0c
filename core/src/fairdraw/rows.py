"""Rows in blocks: what is asked of many rows at once (spec/3-acts-and-draw.md, "Pool").

A block is the bytes of some thousand rows, one after another. Everything here is a function from a
block to a small answer, so that blocks can be examined in several processes
(`fairdraw.processes`); nothing raises a `Fault`, the caller knows the place.
"""

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import lt
from zlib import crc32

from fairdraw import merkle
from fairdraw.digest import Hash, after
from fairdraw.ticket import Ticket

STEP = 64
"""Rows between two marks of `marks`."""

BLOCK = 65_536
"""Rows of a block: a power of two, so that the root over a block is a node of the whole tree."""

CREDIT_CODE = 18
_PARTS = 64
_ROW = rb"[0-9A-Z]{1,23}+\t[0-9A-Z_-]{1,16}+\t[0-9A-Z_-]{1,16}+\n"
ROW = re.compile(_ROW)
_ROWS = re.compile(rb"(?:%b)*+" % _ROW)
_GROUP = re.compile(rb"(?:[^\n]*+\n){%d}" % STEP)


def marks(data: memoryview) -> "array[int]":
    """Return the offsets at which every `STEP`-th line begins, from 0; the last group of lines
    may be shorter and has no mark behind it."""
    found = array("Q", [0])
    while group := _GROUP.match(data, found[-1]):
        found.append(group.end())
    return found


def ids(block: bytes) -> list[bytes]:
    """Return the ids of a block of right rows."""
    return block.replace(b"\n", b"\t").split(b"\t")[0:-1:3]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a block is worth: its number of rows; the first that is none (`wrong`: number in the
    block from 0, bytes), or the first that does not follow the one before (`fallen`: number, id,
    id before); its first and last id."""

    rows: int
    wrong: tuple[int, bytes] | None = None
    fallen: tuple[int, bytes, bytes] | None = None
    first: bytes = b""
    last: bytes = b""


def check(block: bytes) -> Checked:
    """Check syntax and order of a block."""
    if not _ROWS.fullmatch(block):
        lines = block.splitlines(keepends=True)
        wrong = next(pair for pair in enumerate(lines) if not ROW.fullmatch(pair[1]))
        return Checked(len(lines), wrong)
    found = ids(block)
    fallen = None
    if not all(map(lt, found, found[1:])):
        pairs = enumerate(pairwise(found), 1)
        fallen = next((n, after, before) for n, (before, after) in pairs if not before < after)
    return Checked(len(found), None, fallen, found[0], found[-1])


def count(block: bytes) -> Counter[tuple[bytes, bytes]]:
    """Count the rows of a block by (stratum, reason)."""
    fields = block.replace(b"\n", b"\t").split(b"\t")
    return Counter(zip(fields[1::3], fields[2::3], strict=True))


def subroot(block: bytes, prefix: bytes, digest: Hash) -> bytes:
    """Return the root over the leaves of a block; `prefix` is K_salt."""
    lines = block.splitlines(keepends=True)
    leaves = [
        digest(b"\0" + line + digest(salt))
        for line, salt in zip(lines, after(prefix, ids(block), digest), strict=True)
    ]
    return merkle.root(leaves, digest)


def codes(block: bytes) -> list[bytes]:
    """Return the organisation codes (characters 9 to 17) of the ids of a block that hold one, in
    `_PARTS` strings of 9 bytes each: equal codes always fall into the same string."""
    parts: list[list[bytes]] = [[] for _ in range(_PARTS)]
    for row_id in ids(block):
        if len(row_id) >= CREDIT_CODE:
            code = row_id[8:17]
            parts[crc32(code) % _PARTS].append(code)
    return [b"".join(part) for part in parts]


def repeated(part: bytes) -> list[bytes]:
    """Return the codes that occur more than once in a string of `codes`."""
    found = Counter(part[at : at + 9] for at in range(0, len(part), 9))
    return [code for code, number in found.items() if number > 1]


@dataclass(frozen=True, slots=True)
class Casting:
    """How tickets are made and which are kept: K_salt, k_r, the hash, and by stratum the tickets
    below which a row is worth a look (empty: every row)."""

    prefix: bytes
    key: bytes
    digest: Hash
    below: Mapping[bytes, bytes]


Cast = tuple[dict[bytes, int], dict[bytes, list[Ticket]]]
"""By stratum: how many rows of a block are eligible, and those of them that are worth a look."""


def cast(piece: tuple[int, bytes, Sequence[bytes]], casting: Casting, eligible: bytes) -> Cast:
    """Make the tickets of a block: `piece` is the index of its first row, the block, and the ids
    passed over in it; `eligible` is the reason of rows that may be drawn."""
    start, block, passed = piece
    fields = block.replace(b"\n", b"\t").split(b"\t")
    counts: dict[bytes, int] = {}
    found: dict[bytes, list[Ticket]] = {}
    without = set(passed)
    prefix, key, digest, below = casting.prefix, casting.key, casting.digest, casting.below
    rows = zip(fields[0:-1:3], fields[1::3], fields[2::3], strict=True)
    for index, (row_id, stratum, reason) in enumerate(rows, start):
        if reason != eligible or row_id in without:
            continue
        counts[stratum] = counts.get(stratum, 0) + 1
        ticket = digest(key + digest(prefix + row_id))
        limit = below.get(stratum)
        if limit is None or ticket < limit:
            found.setdefault(stratum, []).append((ticket, row_id, index))
    return counts, found

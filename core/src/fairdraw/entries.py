"""Entries of the log: lines, not JSON (spec/2-entries.md, "Grammar").

The bytes as received are what is hashed; an entry that would be written differently is refused,
so parsing and writing are inverse to each other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from fairdraw.digest import Hash, hasher, sha256
from fairdraw.encoding import PREFIX, is_text, is_writable, tag
from fairdraw.errors import Fault
from fairdraw.merkle import leaf
from fairdraw.schema import FORMS, KINDS, Field

LONGEST = 65_535
_KIND = re.compile(r"[a-z][a-z0-9-]{0,31}")
_KEY = re.compile(r"[a-z-]{1,32}")
_MOST = {"1": 1, "?": 1, "2": 2}
_LEAST = {"1": 1, "+": 1, "2": 2}

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its kind and its (key, value) pairs in order; made by `build` or `parse`."""

    kind: str
    fields: Fields

    @property
    def raw(self) -> bytes:
        """The bytes of the entry, as they stand in the log."""
        lines = "".join(f"{key} {value}\n" for key, value in self.fields)
        return PREFIX + f"{self.kind}\n{lines}".encode()

    def digest(self, hash_name: str) -> bytes:
        """Return D(e) = H(T("entry") || bytes) under the draw's hash."""
        return entry_digest(self.raw, hasher(hash_name))

    def leaf(self) -> bytes:
        """Return the hash of this entry as a leaf of the log's tree (always SHA-256)."""
        return leaf(self.raw, sha256)

    def find(self, key: str) -> str | None:
        """Return the first value of a key, or None."""
        return next((value for name, value in self.fields if name == key), None)

    def get(self, key: str) -> str:
        """Return the first value of a key; `KeyError` when it does not stand."""
        value = self.find(key)
        if value is None:
            raise KeyError(key)
        return value

    def all(self, key: str) -> tuple[str, ...]:
        """Return all values of a key, in order."""
        return tuple(value for name, value in self.fields if name == key)

    def bytes_of(self, key: str) -> bytes:
        """Return a value written in hex as bytes."""
        return bytes.fromhex(self.get(key))


def entry_digest(raw: bytes, digest: Hash) -> bytes:
    """Return D(e) of the bytes of an entry."""
    return digest(tag("entry") + raw)


def build(kind: str, fields: Iterable[tuple[str, object]], place: str = "") -> Entry:
    """Make an entry from (key, value) pairs, values turned to text; the faults of `parse`."""
    entry = Entry(kind, tuple((key, str(value)) for key, value in fields))
    place = place or kind
    for key, value in entry.fields:
        if not is_writable(value):
            raise Fault("entry-text", f"{place} {key}", value=value[:60])
    if len(entry.raw) > LONGEST:
        raise Fault("entry-long", place, most=LONGEST)
    check(entry, place)
    return entry


def parse(raw: bytes, place: str = "entry") -> Entry:
    """Read an entry; faults: `entry-long`, `entry-utf8`, `entry-syntax`, `entry-text`,
    `entry-key`, `entry-value`."""
    if len(raw) > LONGEST:
        raise Fault("entry-long", place, most=LONGEST)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault("entry-utf8", place, offset=error.start) from None
    first, *lines = text.split("\n")
    kind = first.removeprefix("fairdraw/1 ")
    if kind == first or not _KIND.fullmatch(kind) or not lines or lines.pop():
        raise Fault("entry-syntax", f"{place} line 1", line=first[:60])
    place = f"{place} {kind}"
    entry = Entry(kind, tuple(_pair(line, place, number) for number, line in enumerate(lines, 2)))
    check(entry, place)
    return entry


def _pair(line: str, place: str, number: int) -> tuple[str, str]:
    key, space, value = line.partition(" ")
    if not space or not _KEY.fullmatch(key):
        raise Fault("entry-syntax", f"{place} line {number}", line=line[:60])
    if not is_text(value):
        raise Fault("entry-text", f"{place} {key}", value=value[:60])
    return key, value


def check(entry: Entry, place: str) -> None:
    """Check an entry of a known kind against its schema; faults: `entry-key`, `entry-value`."""
    expected = KINDS.get(entry.kind)
    if expected is None:
        return
    groups = [(key, [value for _, value in pairs]) for key, pairs in groupby(entry.fields, _key)]
    for field in expected:
        here = groups.pop(0)[1] if groups and groups[0][0] == field.key else []
        _check_group(field, here, place)
    if groups:
        raise Fault("entry-key", f"{place} {groups[0][0]}", key=groups[0][0])


def _key(pair: tuple[str, str]) -> str:
    return pair[0]


def _check_group(field: Field, values: Sequence[str], place: str) -> None:
    if not _LEAST.get(field.times, 0) <= len(values) <= _MOST.get(field.times, len(values)):
        raise Fault("entry-key", f"{place} {field.key}", key=field.key)
    for value in values:
        if not FORMS[field.form](value):
            raise Fault("entry-value", f"{place} {field.key}", value=value[:60], form=field.form)

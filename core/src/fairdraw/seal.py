"""Sealed lines and the salted trees over lines (spec/3-acts-and-draw.md, "Seal").

A line is bytes without a line feed. Each gets its own salt from K, so a path to one line of the
sealed list tells nothing about its neighbours.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fairdraw import merkle
from fairdraw.digest import Hash
from fairdraw.encoding import tag, u32
from fairdraw.errors import Fault

SEALED = "seal"
LADDER = b"L\t0\t-"


def line_salts(name: str, key: bytes, round_number: int, count: int, digest: Hash) -> list[bytes]:
    """Return the salts of lines 0 … count-1 of the tree called `name` (`seal`, `officers`, …)."""
    prefix = digest(tag(name) + key + u32(round_number))
    return [digest(prefix + u32(index)) for index in range(count)]


def leaf(line: bytes, hashed_salt: bytes, digest: Hash) -> bytes:
    """Return the leaf hash of a line: H(00 || line || H(e_j)); `hashed_salt` is H(e_j)."""
    return digest(b"\0" + line + hashed_salt)


def leaves(
    name: str, lines: Sequence[bytes], key: bytes, round_number: int, digest: Hash
) -> list[bytes]:
    """Return the leaf hashes of all lines of a salted tree."""
    salts = line_salts(name, key, round_number, len(lines), digest)
    return [leaf(line, digest(salt), digest) for line, salt in zip(lines, salts, strict=True)]


def root(name: str, lines: Sequence[bytes], key: bytes, round_number: int, digest: Hash) -> bytes:
    """Return the root of a salted tree."""
    return merkle.root(leaves(name, lines, key, round_number, digest), digest)


class Visit(NamedTuple):
    """A drawn enterprise as sealed: id, stratum, ticket in hex, certificates by role."""

    id: str
    stratum: str
    ticket: str
    team: tuple[tuple[str, str], ...]

    def line(self) -> bytes:
        """Return the sealed line `V`."""
        team = (f"{role}={certificate}" for role, certificate in self.team)
        return "\t".join(("V", self.id, self.stratum, self.ticket, *team)).encode()


class Threshold(NamedTuple):
    """What a stratum drew: k, and the largest winning ticket in hex, or `none` or `all`."""

    stratum: str
    drawn: int
    limit: str

    def line(self) -> bytes:
        """Return the sealed line `T`."""
        return f"T\t{self.stratum}\t{self.drawn}\t{self.limit}".encode()


def sealed_lines(visits: Iterable[Visit], thresholds: Iterable[Threshold]) -> list[bytes]:
    """Return all sealed lines: visits in ticket order, thresholds by stratum, the ladder line."""
    ordered = sorted(thresholds)
    return [*(visit.line() for visit in visits), *(limit.line() for limit in ordered), LADDER]


def _cut(line: bytes, kind: str, place: str) -> list[str]:
    try:
        first, *parts = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise Fault("sealed-syntax", place) from None
    if first != kind or len(parts) < 3:
        raise Fault("sealed-syntax", place)
    return parts


def read_visit(line: bytes, place: str = "sealed line") -> Visit:
    """Read a line `V`; `Fault("sealed-syntax")`."""
    row_id, stratum, ticket, *team = _cut(line, "V", place)
    pairs = [member.partition("=") for member in team]
    visit = Visit(row_id, stratum, ticket, tuple((role, name) for role, _, name in pairs))
    if visit.line() != line:
        raise Fault("sealed-syntax", place)
    return visit


def read_threshold(line: bytes, place: str = "sealed line") -> Threshold:
    """Read a line `T`; `Fault("sealed-syntax")`."""
    stratum, count, *limit = _cut(line, "T", place)
    if not (count.isascii() and count.isdecimal()) or len(limit) != 1:
        raise Fault("sealed-syntax", place)
    threshold = Threshold(stratum, int(count), limit[0])
    if threshold.line() != line:
        raise Fault("sealed-syntax", place)
    return threshold


def visits(lines: Iterable[bytes]) -> list[Visit]:
    """Return the sealed visits in their order (position = index); the other lines are left out."""
    return [read_visit(line) for line in lines if line.startswith(b"V\t")]


def thresholds(lines: Iterable[bytes]) -> dict[str, Threshold]:
    """Return the thresholds by stratum; the other lines are left out."""
    read = (read_threshold(line) for line in lines if line.startswith(b"T\t"))
    return {threshold.stratum: threshold for threshold in read}

"""Sealed lines and the salted trees over lines (spec/3-acts-and-draw.md, "Seal").

A line is bytes without a line feed. Each gets its own salt from K, so a path to one line of the
sealed list tells nothing about its neighbours.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fairdraw import merkle
from fairdraw.digest import Hash
from fairdraw.encoding import tag, u32
from fairdraw.errors import Fault

SEALED = "seal"
NOBODY = "-"
Members = tuple[tuple[str, str], ...]
"""(role, certificate) in announced order."""


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
    team: Members

    def line(self) -> bytes:
        """Return the sealed line `V`; a visit whose staffing is deferred has no team."""
        return "\t".join(("V", self.id, self.stratum, self.ticket, *_written(self.team))).encode()


class Staffed(NamedTuple):
    """A visit deferred in an earlier round that this round gives a team."""

    round: int
    position: int
    team: Members

    def line(self) -> bytes:
        """Return the sealed line `S`."""
        place = ("S", str(self.round), str(self.position))
        return "\t".join((*place, *_written(self.team))).encode()


class Ladder(NamedTuple):
    """The rung of the ladder that was used, and the visits left without a team."""

    rung: int
    deferred: tuple[tuple[int, int], ...] = ()

    def line(self) -> bytes:
        """Return the sealed line `L`."""
        left = ",".join(f"{number}.{position}" for number, position in self.deferred)
        return f"L\t{self.rung}\t{left or NOBODY}".encode()


def _written(team: Members) -> Iterable[str]:
    return (f"{role}={certificate}" for role, certificate in team)


class Threshold(NamedTuple):
    """What a stratum drew: k, and the largest winning ticket in hex, or `none` or `all`."""

    stratum: str
    drawn: int
    limit: str

    def line(self) -> bytes:
        """Return the sealed line `T`."""
        return f"T\t{self.stratum}\t{self.drawn}\t{self.limit}".encode()


def sealed_lines(
    visits: Iterable[Visit],
    staffed: Iterable[Staffed],
    thresholds: Iterable[Threshold],
    ladder: Ladder,
) -> list[bytes]:
    """Return all sealed lines: visits in ticket order, visits staffed late, thresholds by stratum,
    the rung of the ladder."""
    return [
        *(visit.line() for visit in visits),
        *(late.line() for late in sorted(staffed)),
        *(limit.line() for limit in sorted(thresholds)),
        ladder.line(),
    ]


def _cut(line: bytes, kind: str, place: str, least: int = 3) -> list[str]:
    try:
        first, *parts = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise Fault("sealed-syntax", place) from None
    if first != kind or len(parts) < least:
        raise Fault("sealed-syntax", place)
    return parts


def read_visit(line: bytes, place: str = "sealed line") -> Visit:
    """Read a line `V`; `Fault("sealed-syntax")`."""
    row_id, stratum, ticket, *team = _cut(line, "V", place)
    visit = Visit(row_id, stratum, ticket, _team(team))
    if visit.line() != line:
        raise Fault("sealed-syntax", place)
    return visit


def _team(written: Iterable[str]) -> Members:
    pairs = (member.partition("=") for member in written)
    return tuple((role, name) for role, _, name in pairs)


def read_staffed(line: bytes, place: str = "sealed line") -> Staffed:
    """Read a line `S`; `Fault("sealed-syntax")`."""
    number, position, *team = _cut(line, "S", place)
    staffed = Staffed(_count(number, place), _count(position, place), _team(team))
    if staffed.line() != line:
        raise Fault("sealed-syntax", place)
    return staffed


def read_ladder(line: bytes, place: str = "sealed line") -> Ladder:
    """Read a line `L`; `Fault("sealed-syntax")`."""
    rung, *rest = _cut(line, "L", place, 2)
    if len(rest) != 1:
        raise Fault("sealed-syntax", place)
    left = [] if rest[0] == NOBODY else [item.partition(".") for item in rest[0].split(",")]
    pairs = tuple((_count(number, place), _count(where, place)) for number, _, where in left)
    ladder = Ladder(_count(rung, place), pairs)
    if ladder.line() != line:
        raise Fault("sealed-syntax", place)
    return ladder


def _count(text: str, place: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise Fault("sealed-syntax", place)
    return int(text)


def read_threshold(line: bytes, place: str = "sealed line") -> Threshold:
    """Read a line `T`; `Fault("sealed-syntax")`."""
    stratum, count, *limit = _cut(line, "T", place)
    if len(limit) != 1:
        raise Fault("sealed-syntax", place)
    threshold = Threshold(stratum, _count(count, place), limit[0])
    if threshold.line() != line:
        raise Fault("sealed-syntax", place)
    return threshold


def read_visits(lines: Iterable[bytes]) -> Iterator[Visit]:
    """Yield the sealed visits in their order; the other lines are left out."""
    return (read_visit(line) for line in lines if line.startswith(b"V\t"))


def visits(lines: Iterable[bytes]) -> list[Visit]:
    """Return the sealed visits in their order (position = index); the other lines are left out."""
    return list(read_visits(lines))


def drawn(lines: Iterable[bytes]) -> int:
    """Return the number of visits among sealed lines."""
    return sum(line.startswith(b"V\t") for line in lines)


def thresholds(lines: Iterable[bytes]) -> dict[str, Threshold]:
    """Return the thresholds by stratum; the other lines are left out."""
    read = (read_threshold(line) for line in lines if line.startswith(b"T\t"))
    return {threshold.stratum: threshold for threshold in read}


def staffed(lines: Iterable[bytes]) -> list[Staffed]:
    """Return the visits of earlier rounds that these sealed lines give a team."""
    return [read_staffed(line) for line in lines if line.startswith(b"S\t")]


def ladder(lines: Sequence[bytes]) -> Ladder:
    """Return the rung used and the visits left without a team; `Fault("sealed-syntax")`."""
    return read_ladder(lines[-1] if lines else b"")


def substitute_line(round_number: int, position: int, role: str, certificate: str) -> bytes:
    """Return the line of a substitute; certificate `-`: nobody was eligible."""
    return f"S\t{round_number}\t{position}\t{role}\t{certificate}".encode()


def substitute_digest(
    line: bytes, key: bytes, round_number: int, event_digest: bytes, digest: Hash
) -> bytes:
    """Return what `substituted` states: H(00 || line || H(e)), e salted with K and the event."""
    salt = digest(digest(tag("substitute") + key + u32(round_number)) + event_digest)
    return leaf(line, digest(salt), digest)

"""The lists bound by a round entry (spec/3-acts-and-draw.md, "Lists").

Officers, edges, caps and skips: each is a list of lines in ascending byte order, none twice,
under a salted root of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Self

from fairdraw import seal
from fairdraw.digest import Hash
from fairdraw.errors import Fault

NAMES = ("officers", "edges", "caps", "skips")


class Officer(NamedTuple):
    """An officer who may be drawn: certificate, bureau, first and last valid day (ISO dates)."""

    certificate: str
    bureau: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The four lists of one round, as sorted lines of bytes without line feeds; `place` is where
    they stand (`round-1/`), for messages."""

    officers: Sequence[bytes] = field(default_factory=list)
    edges: Sequence[bytes] = field(default_factory=list)
    caps: Sequence[bytes] = field(default_factory=list)
    skips: Sequence[bytes] = field(default_factory=list)
    place: str = field(default="", compare=False)

    @classmethod
    def made(
        cls,
        *,
        officers: Iterable[Officer] = (),
        caps: Mapping[str, int] | None = None,
        admissible: Iterable[tuple[str, str, str]] = (),
        cells: Iterable[tuple[str, str]] = (),
        borrowed: Iterable[tuple[str, str, str, str]] = (),
        barred: Iterable[tuple[str, str, str]] = (),
        skips: Iterable[tuple[str, str, str]] = (),
    ) -> Self:
        """Make the lists from values in any order; `Fault("table-twice")`.

        `caps`: certificate to visits in this round; `admissible`: (cell, role, certificate);
        `cells`: (id, cell), one per row that may be drawn; `borrowed`: (cell, role, certificate,
        rung); `barred`: (id, certificate, rung), rung `-` or the number from which on the pair is
        allowed; `skips`: (id, `cycle` | `cap`, D(round entry) in hex of its origin, or `-`). What
        they must agree with is checked by `fairdraw.inputs.read`.
        """
        edges = [
            *(("B", *edge) for edge in borrowed),
            *(("C", *edge) for edge in admissible),
            *(("R", *cell) for cell in cells),
            *(("X", *pair) for pair in barred),
        ]
        made = cls(
            _sorted("officers", officers),
            _sorted("edges", edges),
            _sorted("caps", ((name, str(cap)) for name, cap in (caps or {}).items())),
            _sorted("skips", skips),
        )
        for name in NAMES:
            _check_ascending(name, made.of(name))
        return made

    @classmethod
    def parse(cls, members: Mapping[str, bytes], place: str = "") -> Self:
        """Read the lists from bytes by name; faults: `table-syntax`, `table-order`,
        `table-twice`."""
        lists = {name: parse_lines(members[name], f"{place}{name}.tsv") for name in NAMES}
        parsed = cls(**lists, place=place)
        for name in NAMES:
            _check_ascending(f"{place}{name}", parsed.of(name))
        return parsed

    def of(self, name: str) -> Sequence[bytes]:
        """Return the lines of the list called `name`."""
        return {
            "officers": self.officers,
            "edges": self.edges,
            "caps": self.caps,
            "skips": self.skips,
        }[name]

    def dump(self, name: str) -> bytes:
        """Return the bytes of one list, each line with its line feed."""
        return dump_lines(self.of(name))

    def heads(self, key: bytes, round_number: int, digest: Hash) -> dict[str, str]:
        """Return `COUNT ROOT` of each list under K, as the round entry states it."""
        return {
            name: f"{len(self.of(name))} "
            + seal.root(name, self.of(name), key, round_number, digest).hex()
            for name in NAMES
        }


def dump_lines(lines: Iterable[bytes]) -> bytes:
    """Return lines as bytes, each with its line feed."""
    return b"".join(line + b"\n" for line in lines)


def parse_lines(data: bytes, place: str) -> list[bytes]:
    """Cut bytes into lines; `Fault("table-syntax")` for a missing last line feed, an empty line."""
    if not data:
        return []
    lines = data.split(b"\n")
    if lines.pop():
        raise Fault("table-syntax", f"{place} line {len(lines) + 1}")
    if b"" in lines:
        raise Fault("table-syntax", f"{place} line {lines.index(b'') + 1}")
    return lines


def _sorted(name: str, rows: Iterable[Sequence[str]]) -> list[bytes]:
    lines = []
    for row in rows:
        line = "\t".join(row).encode("utf-8", "replace")
        if b"\n" in line or line.count(b"\t") != len(row) - 1:
            raise Fault("table-syntax", name, line=" | ".join(row)[:80])
        lines.append(line)
    return sorted(lines)


def _check_ascending(name: str, lines: Sequence[bytes]) -> None:
    for number, (before, line) in enumerate(pairwise(lines), 2):
        if line <= before:
            code = "table-twice" if line == before else "table-order"
            raise Fault(code, f"{name}.tsv line {number}", line=line.decode("utf-8", "replace"))

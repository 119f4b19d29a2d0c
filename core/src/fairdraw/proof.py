"""The door proof: one enterprise, one text file (spec/5-record-and-proof.md, "Door proof").

It shows, before anything else is opened, that the row was in the frozen list before the randomness
was known, that its ticket won, and that this team was in the sealed list. It discloses the salt of
this row alone.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from fairdraw import pool as pools
from fairdraw import seal
from fairdraw.acts import Acts
from fairdraw.digest import SIZE, Hash
from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault
from fairdraw.merkle import Tree, leaf, path
from fairdraw.pool import Pool

MAGIC = b"fairdraw/1 door\n"
KINDS = ("announce", "pool", "round", "seal")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line in a tree: where it stands, the salt that belongs to it, and its path.

    `salt` is s_i for a row, H(e_j) for a sealed line, empty for an entry of the log; `size` is the
    number of leaves of the sealed tree, 0 where an entry states it.
    """

    line: bytes
    index: int
    size: int
    salt: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class DoorProof:
    """The parts of a door proof; `size` and `root` are a head of the log after the seal."""

    size: int
    root: bytes
    acts: tuple[Leaf, ...]
    row: Leaf
    threshold: Leaf
    sealed: Leaf

    def dump(self) -> bytes:
        """Return the bytes of the file."""
        sections = [MAGIC + f"head {self.size} {self.root.hex()}\n".encode()]
        for act in self.acts:
            sections += [act.line, _path(f"at {act.index}", act.path)]
        sections.append(_salted(f"row {self.row.index}", self.row))
        for found in (self.threshold, self.sealed):
            sections.append(_salted(f"line {found.index} {found.size}", found))
        return b"\n".join(sections)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the file; `Fault("door-syntax")`, or `Fault("door-canonical")` when the same proof
        would be written differently."""
        sections = data.split(b"\n\n")
        if len(sections) != 4 + 2 * len(KINDS) or not data.endswith(b"\n"):
            raise Fault("door-syntax", "file", sections=len(sections))
        try:
            proof = cls._read([section + b"\n" for section in sections])
        except (ValueError, IndexError):
            raise Fault("door-syntax", "file", sections=len(sections)) from None
        if proof.dump() != data:
            raise Fault("door-canonical", "file")
        return proof

    @classmethod
    def _read(cls, sections: list[bytes]) -> Self:
        _, size, root = sections[0].removeprefix(MAGIC).split()
        acts = []
        for entry, where in zip(sections[1:9:2], sections[2:9:2], strict=True):
            head, *nodes = where.splitlines()
            acts.append(Leaf(entry, _number(head.split()[1]), 0, b"", _nodes(nodes)))
        row = _read_salted(sections[9], 1)
        threshold, sealed = (_read_salted(section, 2) for section in sections[10:])
        return cls(_number(size), _hex(root), tuple(acts), row, threshold, sealed)


def _number(text: bytes) -> int:
    if len(text) > 18 or text.startswith(b"-"):
        raise ValueError(text)
    return int(text)


def _hex(text: bytes) -> bytes:
    value = bytes.fromhex(text.decode("ascii"))
    if len(value) != SIZE:
        raise ValueError(text)
    return value


def _nodes(lines: Sequence[bytes]) -> tuple[bytes, ...]:
    nodes = tuple(b64decode(line, validate=True) for line in lines)
    if any(len(node) != SIZE for node in nodes):
        raise ValueError("node")
    return nodes


def _path(head: str, nodes: Sequence[bytes]) -> bytes:
    return b"\n".join([head.encode(), *map(b64encode, nodes)]) + b"\n"


def _salted(head: str, found: Leaf) -> bytes:
    top = f"{head}\n".encode() + found.line + b"\n" + found.salt.hex().encode()
    return b"\n".join([top, *map(b64encode, found.path)]) + b"\n"


def _read_salted(section: bytes, numbers: int) -> Leaf:
    head, line, salt, *nodes = section.removesuffix(b"\n").split(b"\n")
    _, index, *size = head.split()
    if 1 + len(size) != numbers:
        raise ValueError(head)
    nodes = nodes[:-1] if nodes and not nodes[-1] else nodes
    count = _number(size[0]) if size else 0
    return Leaf(line, _number(index), count, _hex(salt), _nodes(nodes))


class Doors:
    """Makes door proofs of one round; the trees are built once.

    `log`: the bytes of all entries of the log up to any state after the seal; `key` is K;
    `number` is the round, `sealed` its lines.
    """

    def __init__(
        self,
        *,
        log: Sequence[bytes],
        announce: Entry,
        rows: Pool,
        sealed: Sequence[bytes],
        key: bytes,
        number: int = 1,
    ) -> None:
        self._acts = Acts.of(announce)
        self._hash: Hash = self._acts.announced.digest
        self._rows, self._sealed = rows, sealed
        self._key, self._pool_path = key, rows.paths(key, self._hash)
        self._chain = self._find(log, announce, number)
        lines = seal.leaves(seal.SEALED, sealed, key, number, self._hash)
        self._sealed_tree = Tree.over(lines, self._hash)
        salts = seal.line_salts(seal.SEALED, key, number, len(sealed), self._hash)
        self._sealed_salts = [self._hash(salt) for salt in salts]
        self._log_size, self._log_root = len(log), Tree.over(map(leaf, log)).root

    def _find(self, log: Sequence[bytes], announce: Entry, number: int) -> tuple[Leaf, ...]:
        entries = [parse(raw, f"entry {index}") for index, raw in enumerate(log)]
        wanted = announce.digest(self._acts.announced.hash).hex()
        places = [entries.index(announce)]
        for kind, key in (("pool", "announce"), ("round", "pool"), ("seal", "round")):
            index = next(
                (
                    place
                    for place, entry in enumerate(entries)
                    if entry.kind == kind
                    and entry.find(key) == wanted
                    and (kind != "round" or entry.get("round") == str(number))
                ),
                None,
            )
            if index is None:
                raise Fault(f"{kind}-missing", "log")
            wanted = entries[index].digest(self._acts.announced.hash).hex()
            places.append(index)
        leaves = [leaf(raw) for raw in log]
        bound = leaves[: places[2]]
        return tuple(
            Leaf(log[place], place, 0, b"", path(part, place))
            for place, part in zip(places, (bound, bound, leaves, leaves), strict=True)
        )

    def proof(self, position: int) -> bytes:
        """Return the door proof of the sealed position `j`; `IndexError` when there is none."""
        visit = seal.visits(self._sealed)[position]
        index = self._rows.find(visit.id)
        if index is None:
            raise Fault(
                "sealed-row", f"position {position}", id=visit.id, found=visit.id, expected="-"
            )
        line = self._rows.line(index)[:-1]
        salt = pools.salt(visit.id, self._key, self._hash)
        row = Leaf(line, index, 0, salt, self._pool_path(index))
        limit = seal.thresholds(self._sealed)[visit.stratum].line()
        return DoorProof(
            self._log_size,
            self._log_root,
            self._chain,
            row,
            self._line(list(self._sealed).index(limit)),
            self._line(position),
        ).dump()

    def _line(self, index: int) -> Leaf:
        return Leaf(
            self._sealed[index],
            index,
            len(self._sealed),
            self._sealed_salts[index],
            self._sealed_tree.path(index),
        )

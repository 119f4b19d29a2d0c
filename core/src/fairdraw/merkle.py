"""Merkle trees of RFC 6962 (spec/1-bytes.md, "Trees").

Everything takes leaf hashes, already made with `leaf`, and the hash of the tree. A tree over no
leaves has the root H(""). An inclusion path lists the siblings from the leaf upwards.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from fairdraw.digest import SIZE, Hash, sha256
from fairdraw.errors import Fault


def leaf(data: bytes, digest: Hash = sha256) -> bytes:
    """Return the hash of a leaf: H(00 || data)."""
    return digest(b"\0" + data)


def root(leaves: Sequence[bytes], digest: Hash = sha256) -> bytes:
    """Return the root over leaf hashes, level by level."""
    level = list(leaves)
    if not level:
        return digest(b"")
    while len(level) > 1:
        level = _up(level, digest)
    return level[0]


def _up(level: list[bytes], digest: Hash) -> list[bytes]:
    pairs = iter(level)
    above = [digest(b"\1" + left + right) for left, right in zip(pairs, pairs, strict=False)]
    if len(level) % 2:
        above.append(level[-1])
    return above


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole tree kept in memory, for many inclusion paths; `levels[0]` are the leaf hashes."""

    levels: tuple[list[bytes], ...]
    root: bytes

    @classmethod
    def over(cls, leaves: Iterable[bytes], digest: Hash = sha256) -> Self:
        """Build the tree over leaf hashes."""
        levels = [list(leaves)]
        while len(levels[-1]) > 1:
            levels.append(_up(levels[-1], digest))
        return cls(tuple(levels), levels[-1][0] if levels[-1] else digest(b""))

    def __len__(self) -> int:
        return len(self.levels[0])

    def path(self, index: int) -> tuple[bytes, ...]:
        """Return the inclusion path of leaf `index`; `IndexError` when there is no such leaf."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        siblings = []
        for level in self.levels:
            if (index ^ 1) < len(level):
                siblings.append(level[index ^ 1])
            index >>= 1
        return tuple(siblings)


def path(leaves: Sequence[bytes], index: int, digest: Hash = sha256) -> tuple[bytes, ...]:
    """Return the inclusion path of one leaf in the tree over `leaves`."""
    return Tree.over(leaves, digest).path(index)


def root_of_path(
    leaf_hash: bytes, index: int, size: int, siblings: Sequence[bytes], digest: Hash = sha256
) -> bytes | None:
    """Return the root that a path leads to (RFC 9162, 2.1.3.2), or None when it cannot be one.

    None means that `index` is not below `size` or that the number of siblings is wrong.
    """
    if not 0 <= index < size:
        return None
    here, last = index, size - 1
    node = leaf_hash
    rest = iter(siblings)
    while last:
        if here % 2 or here < last:
            sibling = next(rest, None)
            if sibling is None:
                return None
            pair = sibling + node if here % 2 else node + sibling
            node = digest(b"\1" + pair)
        here >>= 1
        last >>= 1
    return None if next(rest, None) is not None else node


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a growing tree: roots of its perfect subtrees, largest first.

    A log appends in O(log n) with `append` and keeps the frontier as one line of text.
    """

    count: int = 0
    nodes: tuple[bytes, ...] = ()
    digest: Callable[[bytes], bytes] = sha256

    def append(self, leaf_hash: bytes) -> "Frontier":
        """Return the frontier of the tree with one leaf more."""
        nodes, node, size = list(self.nodes), leaf_hash, self.count
        while size % 2:
            node = self.digest(b"\1" + nodes.pop() + node)
            size >>= 1
        return Frontier(self.count + 1, (*nodes, node), self.digest)

    def size(self) -> int:
        """Return the number of leaves."""
        return self.count

    def root(self) -> bytes:
        """Return the root of the tree."""
        if not self.nodes:
            return self.digest(b"")
        node = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            node = self.digest(b"\1" + left + node)
        return node

    def dump(self) -> str:
        """Return one line of text: the size, then the nodes in hex, separated by spaces."""
        return " ".join([str(self.count), *(node.hex() for node in self.nodes)])

    @classmethod
    def load(cls, text: str, digest: Hash = sha256) -> "Frontier":
        """Read what `dump` wrote; `Fault("frontier")` when it cannot be a frontier."""
        size, *nodes = text.split(" ")
        try:
            loaded = cls(int(size), tuple(bytes.fromhex(node) for node in nodes), digest)
        except ValueError:
            raise Fault("frontier", "frontier") from None
        if loaded.dump() != text or loaded.count.bit_count() != len(nodes):
            raise Fault("frontier", "frontier")
        if any(len(node) != SIZE for node in loaded.nodes):
            raise Fault("frontier", "frontier")
        return loaded

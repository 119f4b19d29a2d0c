"""A computation written down line by line, each hash as a line of plain sh that gives it again."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True)
class Hashed:
    """A part that is itself the hash of parts, computed within the same line."""

    parts: tuple["Part", ...]


@dataclass(frozen=True)
class File:
    """A part that the reader has written into a file before."""

    name: str
    data: bytes


Part = str | bytes | Hashed | File
"""Text is shown as text, bytes in hex."""


def value(part: Part) -> bytes:
    """Return the bytes of a part."""
    if isinstance(part, Hashed):
        return digest(part.parts)
    if isinstance(part, File):
        return part.data
    return part.encode() if isinstance(part, str) else part


def digest(parts: Sequence[Part]) -> bytes:
    """Return SHA-256 over the parts."""
    return hashlib.sha256(b"".join(map(value, parts))).digest()


def command(parts: Sequence[Part]) -> str:
    """Return the line of sh that prints the hash over the parts; `h` and `x` stand in the page."""
    written = list(_written(parts))
    return f"{written[0] if len(written) == 1 else '{ ' + '; '.join(written) + '; }'} | h"


def _written(parts: Sequence[Part]) -> Iterator[str]:
    for kind, run in groupby(parts, key=_kind):
        if kind == "text":
            yield f"printf '{_escaped(''.join(map(str, run)))}'"
        else:
            yield " ".join([kind, *map(_operand, run)])


def _kind(part: Part) -> str:
    return "text" if isinstance(part, str) else "cat" if isinstance(part, File) else "x"


def _operand(part: Part) -> str:
    if isinstance(part, File):
        return part.name
    return f"$({command(part.parts)})" if isinstance(part, Hashed) else value(part).hex()


def _escaped(text: str) -> str:
    if "'" in text or "\\" in text or "%" in text:
        raise ValueError(text)
    return text.replace("\0", "\\000").replace("\t", "\\t").replace("\n", "\\n")


@dataclass
class Sheet:
    """Named blocks of lines; `values` are what the text around them quotes."""

    blocks: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def block(self, name: str) -> None:
        """Begin a block."""
        self._lines = self.blocks.setdefault(name, [])

    def hash(self, label: str, *parts: Part) -> bytes:
        """Write a line and the hash it gives."""
        made = digest(parts)
        self._lines += [command(parts), f"# {made.hex()} {label}"]
        self.values[label] = made.hex()
        return made

    def file(self, name: str, data: bytes) -> File:
        """Let the reader write a file."""
        self._lines += [f"cat > {name} <<'.'", *data.decode().removesuffix("\n").split("\n"), "."]
        return File(name, data)

    def say(self, *lines: str) -> None:
        """Write lines of sh that print nothing."""
        self._lines += lines

    def tree(self, name: str, leaves: Sequence[bytes], first: int = 0) -> bytes:
        """Write the nodes of a tree, and return its root."""
        if not leaves:
            return self.hash(f"{name} root", "")
        if len(leaves) == 1:
            return leaves[0]
        half = 1 << (len(leaves) - 1).bit_length() - 1
        left = self.tree(name, leaves[:half], first)
        right = self.tree(name, leaves[half:], first + half)
        label = f"{name}[{first}:{first + len(leaves)}]"
        if label in self.values:
            return bytes.fromhex(self.values[label])
        return self.hash(label, b"\1", left, right)

"""The verifier as one file, byte for byte reproducible (spec/5-record-and-proof.md, "Verifier").

`fairdraw.pyz` is a ZIP of stored members behind a `#!` line: the sources of this package, sorted,
and a `__main__.py`. The same sources give the same bytes on every machine.
"""

import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from fairdraw import container
from fairdraw.digest import sha256

SHEBANG = b"#!/usr/bin/env python3\n"
MAIN = b"""import sys

from fairdraw.cli import main

if __name__ == "__main__":
    sys.exit(main())
"""


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        name = f"{prefix}/{item.name}"
        if item.name.endswith(".py"):
            yield name, item.read_bytes().replace(b"\r\n", b"\n")
        elif item.is_dir() and item.name.isidentifier() and item.name != "__pycache__":
            yield from _sources(item, name)


def content() -> bytes:
    """Return the bytes of `fairdraw.pyz`, made from the sources this package runs from."""
    members = sorted([("__main__.py", MAIN), *_sources(files("fairdraw"), "fairdraw")])
    return SHEBANG + container.dump(members)


@cache
def digest() -> str:
    """Return the SHA-256 of `fairdraw.pyz` in hex, as an announcement names it."""
    return sha256(content()).hex()


def build(path: Path | str) -> str:
    """Write `fairdraw.pyz` to `path`, executable, and return its digest in hex."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content())
    target.chmod(0o755)
    return digest()


if __name__ == "__main__":
    sys.stdout.write(f"{build(sys.argv[1])}\n")

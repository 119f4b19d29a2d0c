"""Fills the blocks of spec/7-example.md, in each language, from the computation."""

import re
from pathlib import Path

from core.vectors import example
from core.vectors.example_sheet import Example

SPEC = Path(__file__).parents[1] / "spec"
PAGES = (SPEC / "7-example.md", SPEC / "zh" / "7-example.md")
_BLOCK = re.compile(r"^```sh ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def filled(page: str, data: bytes) -> str:
    """Return a page whose named blocks hold the computation of a record."""
    blocks = Example(data).write().blocks
    named = [name for name, _ in _BLOCK.findall(page)]
    if named != list(blocks):
        raise ValueError(set(named) ^ set(blocks) or "order")

    def fill(found: re.Match[str]) -> str:
        return "\n".join([f"```sh {found[1]}", *blocks[found[1]], "```"])

    return _BLOCK.sub(fill, page)


def write() -> None:
    """Fill both pages in place."""
    data = example.record()
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8"), data), encoding="utf-8")

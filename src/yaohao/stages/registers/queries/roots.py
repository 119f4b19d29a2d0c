"""The register's lines as they stand, and those behind a root in the log."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from fairdraw.register import Lines, difference, parse

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.files import lines_path, read_lines
from yaohao.stages.registers.models import InspectionObject, RegisterRoot
from yaohao.stages.registers.rules.kinds import Focus
from yaohao.stages.registers.rules.root_lines import COLUMNS, line_of, prefix_of

Pair = tuple[bytes | None, bytes | None]
_STORED = ("bureau__code", *COLUMNS[1:])


def lines_now(bureau: Bureau | None = None) -> Lines:
    """The lines of every object, or of one bureau's, read in one statement: one moment."""
    rows = InspectionObject.objects.all() if bureau is None else _of(bureau)
    found = rows.values_list(*_STORED).iterator(chunk_size=5000)
    return Lines.of(line_of(_values(row)) for row in found)


def roots() -> QuerySet[RegisterRoot]:
    """Every root, the newest first."""
    return RegisterRoot.objects.order_by("-entry")


def lines_behind(root: RegisterRoot | None) -> Lines:
    """The lines a root is over; none before the first. Faults of the file as in `ground.files`."""
    return Lines(()) if root is None else _parsed(root.lines)


def lines_file(root: RegisterRoot) -> Path:
    """Where the file of these lines lies."""
    return lines_path(root.lines)


def pairs_of(root: RegisterRoot) -> list[Pair]:
    """(old, new) line of everything that differs from the root before, by owner and id."""
    return unpacked(read_lines(root.changes))


def own_lines(lines: Lines, bureau: Bureau) -> Lines:
    """The lines of one bureau's objects."""
    start = prefix_of(bureau.code)
    return Lines(tuple(line for line in lines.lines if line.startswith(start)))


def pairs_between(old: RegisterRoot | None, new: RegisterRoot | None, bureau: Bureau) -> list[Pair]:
    """(old, new) lines of one bureau from one root to another; None: nothing yet, and now."""
    after = lines_now(bureau) if new is None else own_lines(lines_behind(new), bureau)
    return difference(own_lines(lines_behind(old), bureau), after).pairs()


def packed(pairs: Iterable[Pair]) -> bytes:
    """A difference as a file: `-` and the old line, `+` and the new one."""
    signed = ((b"-", old, b"+", new) for old, new in pairs)
    return b"".join(
        (minus + old if old else b"") + (plus + new if new else b"")
        for minus, old, plus, new in signed
    )


def unpacked(content: bytes) -> list[Pair]:
    """What `packed` wrote."""
    pairs: dict[bytes, list[bytes | None]] = {}
    for line in content.splitlines(keepends=True):
        key = b"\t".join(line[1:].split(b"\t", 2)[:2])
        pairs.setdefault(key, [None, None])[line.startswith(b"+")] = line[1:]
    return [(old, new) for old, new in pairs.values()]


def own(pairs: Sequence[Pair], bureau: Bureau) -> list[Pair]:
    """The pairs of one bureau's objects."""
    start = prefix_of(bureau.code)
    return [pair for pair in pairs if (pair[0] or pair[1] or b"").startswith(start)]


def _values(row: Sequence[Any]) -> dict[str, str]:
    values = dict(zip(COLUMNS, row, strict=True))
    values["focus"] = Focus.YES.value if values["focus"] else Focus.NO.value
    return values


def _of(bureau: Bureau) -> QuerySet[InspectionObject]:
    rows: QuerySet[InspectionObject] = InspectionObject.objects.of(bureau)
    return rows


@lru_cache(maxsize=4)
def _parsed(digest: str) -> Lines:
    # By digest: a file that has its name never changes.
    return parse(read_lines(digest))

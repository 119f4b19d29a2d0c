"""The register's roots and what differs between them, as anybody may see it: without names of
people. The name of an object is the published one; an object that is not published has an id."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from fairdraw.register import Lines, difference

from yaohao.stages.publication.models import Snapshot
from yaohao.stages.publication.queries.draws import Download
from yaohao.stages.publication.queries.snapshots import latest, rows
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.models import RegisterRoot
from yaohao.stages.registers.queries.roots import (
    Pair,
    lines_behind,
    lines_file,
    pairs_of,
    roots,
)
from yaohao.stages.registers.rules.kinds import Kind as Register
from yaohao.stages.registers.rules.root_lines import nature_of, steps_of, values_of
from yaohao.stages.registers.showing import change_words
from yaohao.stages.registers.wording import NATURES


@dataclass(frozen=True, slots=True)
class PublicRoot:
    """One root: its place in the log, day, time, root in hex, counts; `before` the root before."""

    index: int
    date: date
    at: datetime
    root: str
    rows: int
    added: int
    ended: int
    changed: int
    before: int | None


@dataclass(frozen=True, slots=True)
class PublicChange:
    """What became of one object: the code of its bureau, id, published name, and words."""

    bureau: str
    object_id: str
    name: str
    nature: str
    steps: str


def register_roots() -> list[PublicRoot]:
    """Every root, the newest first."""
    return [_public(root) for root in roots().select_related("before")]


def register_root(index: int) -> PublicRoot:
    """The root of a log entry; LookupError when the entry is no root."""
    return _public(_root(index))


def register_lines(index: int) -> Download:
    """The file of lines behind a root; LookupError as above."""
    root = _root(index)
    return Download(lines_file(root), f"register-{root.entry}.txt", root.lines)


def register_changes(index: int, since: int | None = None) -> list[PublicChange]:
    """What differs from the root before, or from the root of entry `since`; LookupError."""
    root = _root(index)
    before = root.before if since is None else _root(since)
    if before is None:
        return []
    pairs = pairs_of(root) if before == root.before else _between(before, root)
    return list(_changes(pairs))


def _between(before: RegisterRoot, after: RegisterRoot) -> list[Pair]:
    old: Lines = lines_behind(before)
    return difference(old, lines_behind(after)).pairs()


def _changes(pairs: Iterable[Pair]) -> Iterable[PublicChange]:
    names: dict[str, dict[str, str]] = {}
    for first, second in pairs:
        old, new = (values_of(line) if line else None for line in (first, second))
        values = old or new or {}
        bureau = values["bureau"]
        if bureau not in names:
            names[bureau] = published_names(bureau)
        yield PublicChange(
            bureau=bureau,
            object_id=values["object_id"],
            name=names[bureau].get(values["object_id"], ""),
            nature=str(NATURES[nature_of(old, new)]),
            steps="；".join(change_words(Register.OBJECTS, step) for step in steps_of(old, new)),
        )


def published_names(bureau: str) -> dict[str, str]:
    """The names of objects by id, as the bureau's published table has them."""
    shown = latest(Kind.OBJECTS, bureau)
    return _by_id(shown.digest, shown.pk) if shown else {}


@lru_cache(maxsize=16)
def _by_id(_digest: str, pk: int) -> dict[str, str]:
    # By digest and key: a version never changes, so neither do its names.
    snapshot = Snapshot.objects.defer("data").get(pk=pk)
    return {row["object_id"]: row["name"] for row in rows(snapshot)}


def _root(index: int) -> RegisterRoot:
    found = roots().filter(entry=index).select_related("before").first()
    if found is None:
        raise LookupError(index)
    return found


def _public(root: RegisterRoot) -> PublicRoot:
    return PublicRoot(
        index=root.entry,
        date=root.date,
        at=root.at,
        root=root.root,
        rows=root.rows,
        added=root.added,
        ended=root.ended,
        changed=root.changed,
        before=root.before.entry if root.before else None,
    )

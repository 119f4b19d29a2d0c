"""The register's root into the public log (articles 10 and 11)."""

from datetime import UTC, date, datetime

from fairdraw.acts import register_entry
from fairdraw.entries import Entry, parse
from fairdraw.register import Lines, difference

from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor
from yaohao.ground.ledger.models import Entry as LogEntry
from yaohao.ground.ledger.operations import append
from yaohao.stages.registers.files import keep_lines
from yaohao.stages.registers.models import RegisterRoot, RootTail
from yaohao.stages.registers.queries.roots import lines_behind, packed


@operation("registers.root.write", article="10")
def write_root(*, by: Actor, tail: RootTail, lines: Lines, on: date, at: datetime) -> RegisterRoot:
    """Append the root over `lines` and keep what lies behind it; `rooting` decides when.

    `tail` is locked by the caller and `lines` were read under that lock, so that roots follow each
    other in the order of what they show.
    """
    last = tail.last
    before = lines_behind(last)
    entry = register_entry(
        lines=lines,
        before=before,
        last=_entry(last) if last else None,
        date=on.isoformat(),
        time=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    logged = append(build=lambda _head: entry.raw, at=at)
    found = difference(before, lines)
    added, ended, changed = found.counts()
    root = RegisterRoot.objects.create(
        date=on, at=at, entry=logged.index, digest=entry.digest("sha256").hex(),
        root=entry.get("root"), rows=len(lines), added=added, ended=ended, changed=changed,
        lines=keep_lines(lines.dump()), changes=keep_lines(packed(found.pairs())), before=last,
    )  # fmt: skip
    tail.last = root
    tail.save(update_fields=["last"])
    detail = {"entry": root.digest, "root": root.root, "added": added, "ended": ended}
    record(by=by, subject=root.subject, changed=[root], detail=detail | {"changed": changed})
    return root


def _entry(root: RegisterRoot) -> Entry:
    return parse(bytes(LogEntry.objects.values_list("raw", flat=True).get(index=root.entry)))

"""The daily root of a register; it belongs to no draw (spec/2-entries.md, "Register")."""

from fairdraw.acts.writer import Pairs
from fairdraw.entries import Entry, build
from fairdraw.register import Lines, difference


def register_entry(
    *, lines: Lines, before: Lines, last: Entry | None, date: str, time: str
) -> Entry:
    """Return the entry `register`.

    `last` is the register entry before this one in the log and `before` the lines it was over
    (no lines where there is none).
    """
    added, ended, changed = difference(before, lines).counts()
    fields: Pairs = [("time", time), ("date", date), ("rows", len(lines))]
    fields += [("root", lines.root().hex())]
    fields += [("before", last.digest("sha256").hex() if last else "-")]
    return build("register", [*fields, ("added", added), ("ended", ended), ("changed", changed)])

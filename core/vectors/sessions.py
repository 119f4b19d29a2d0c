"""Draws that share a log or were broken off, and every long draw that proves."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from fairdraw.digest import sha256
from fairdraw.entries import build
from fairdraw.pool import commitment

from core.vectors.chronicle import Chronicle
from core.vectors.log import Log
from core.vectors.long_stories import (
    Forged,
    borrowed,
    cosigned,
    drand,
    lists,
    lottery,
    single,
    staffed_between,
    three_rounds,
)
from core.vectors.story import changed

ONE = sha256(b"the key of the earlier draw")
OTHER = {"commitment": commitment(ONE, sha256)}


def attempts(
    forged: Forged | None = None, early: bool = False, late: bool = False
) -> tuple[Chronicle, Chronicle]:
    """An attempt broken off after its result was sealed, and the next one; `early`: announced
    before that; `late`: something happens to a visit after that."""
    log = Log()
    first = Chronicle(single("140700-2026-001"), log, forged=forged or {}).begin()
    first.round(lists())
    again = replace(single("140700-2026-002"), attempt=2, time=log.tick())
    second = Chronicle(again, log)
    if early:
        second.plan()
    first.abort()
    if late:
        first.event(0, "departed")
    first.reveal()
    second.begin().round(lists())
    return first, second.reveal()


def announced_again(late: bool = True) -> Chronicle:
    """An attempt broken off; the next one is announced before its key is revealed (`late`: after
    it was broken off)."""
    told = Chronicle(single("140700-2026-001")).begin()
    again = replace(single("140700-2026-002"), attempt=2)
    if not late:
        told.log.put(again.entry())
    told.round(lists())
    told.abort()
    if late:
        told.log.put(again.entry())
    return told.reveal()


def aborted_early(act: str) -> Chronicle:
    """Broken off before any randomness: after the announcement, the freeze or the binding."""
    told = Chronicle(single("140700-2026-001"))
    if act == "announced":
        told.plan()
    else:
        told.begin()
    if act == "bound":
        told.bind(lists())
    told.abort()
    return told.reveal()


def aborted_with_values() -> Chronicle:
    """Broken off when the dice lay on the table and nothing was sealed."""
    told = Chronicle(single("140700-2026-001")).begin()
    told.bind(lists())
    told.open_numbers()
    told.throw()
    told.abort()
    return told.reveal()


Session = tuple[Chronicle, Chronicle]
EXERCISE = {"exercise": True}


def session(
    second: Forged | None = None,
    skipped: Callable[[list[str]], list[str]] = list,
    shown: Callable[[list[bytes]], list[bytes]] = list,
    aborted: bool = False,
    **first: object,
) -> Session:
    """Two draws of one cycle: the later passes over what the earlier drew. `aborted`: which was
    broken off; `first`: how it was announced."""
    log = Log()
    half = ("2026-01-01/2026-06-30", "2026-07-01/2026-12-31")
    made = single("140700-2026-001", period=half[0], **OTHER, **first)
    one = Chronicle(made, log, key=ONE).begin()
    drawn = [visit.id for visit in one.round(lists()).visits]
    if aborted:
        one.abort()
    announced = single("140700-2026-002", period=half[1], time=log.tick())
    two = Chronicle(announced, log, forged=second or {}).begin()
    origin = one.acts.digest(one.bound[0])
    skips = [(row, "cycle", origin) for row in sorted(skipped(drawn))]
    two.round(lists(skips=skips))
    two.others = {origin: shown(one.sealed[1])}
    one.reveal()
    return one, two.reveal()


def together(second: Forged | None = None, order: str = "BbSs", **first: object) -> Session:
    """Two draws of one session under the same dice: the later waits for the earlier's result.

    `order`: who binds (`B` the earlier, `b` the later) and who seals (`S`, `s`), when.
    """
    log = Log()
    made = single("140700-2026-001", item="A-01", **OTHER, **first)
    one = Chronicle(made, log, key=ONE).begin()
    announced = single("140700-2026-002", item="B-02", time=log.tick())
    two = Chronicle(announced, log, forged=second or {}).begin()
    for letter in order:
        told = one if letter.isupper() else two
        if letter in "Bb":
            told.bind(lists(), after=[] if told is one else [one])
        else:
            told.open_numbers()
            told.throw()
            told.seal()
    two.others = {two.bound[0].get("after"): one.sealed[1]}
    one.reveal()
    return one, two.reveal()


def registered() -> Chronicle:
    """A pool that names the register's root of the day."""
    log = Log()
    root = sha256(b"register").hex()
    fields = [("time", log.tick()), ("date", "2026-11-01"), ("rows", 21), ("root", root)]
    counts = [("before", "-"), ("added", 21), ("ended", 0), ("changed", 0)]
    log.put(build("register", [*fields, *counts]))
    forged = {("pool", 0): changed("register", root)}
    told = Chronicle(single("140700-2026-001", time=log.tick()), log, forged=forged).begin()
    told.round(lists())
    return told.reveal()


def good() -> Iterator[tuple[str, bytes]]:
    """Yield records that verify, by name."""
    yield "three-rounds", three_rounds().record()
    yield "three-rounds-sm3", three_rounds(hash_name="sm3").record()
    yield "borrowed-leads", borrowed().record()
    yield "staffed-between", staffed_between().record()
    yield "cosigned-fallback", cosigned().record()
    yield "cosigned-by-strangers-too", cosigned(strangers=True).record()
    yield "cosigned-dice-on-the-table-aborted", cosigned(broken_off=True).record()
    yield "lottery", lottery().record()
    yield "drand", drand().record()
    first, second = attempts()
    yield "attempt-1-aborted", first.record()
    yield "attempt-2", second.record()
    yield "announced-again-aborted", announced_again().record()
    for act in ("announced", "frozen", "bound"):
        yield f"{act}-then-aborted", aborted_early(act).record()
    yield "dice-on-the-table-aborted", aborted_with_values().record()
    yield "session-cycle", session()[1].record()
    yield "session-after", together()[1].record()
    unknown = Chronicle(single("140700-2026-001")).begin()
    unknown.round(lists(skips=[("911403", "cap", "-")]))
    yield "skip-known-from-elsewhere-partly", unknown.reveal().record()
    yield "registered", registered().record()

"""What somebody with the password of the database could write into it, past every operation.

He has no key file (so he makes no ciphertext, but deletes and moves what is there) and not what
others saw of the log. He knows the product: his edits are those that would let it draw again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import DatabaseError, connection, transaction
from fairdraw.entries import parse
from fairdraw.errors import Fault
from fairdraw.merkle import Frontier
from fairdraw.merkle import leaf as leaf_hash

from tests.assurance.explorer.numbers import ONE, OTHER, OTHER_SIX, SIX
from tests.assurance.explorer.seen import Seen, SeenDraw
from tests.factories.planning import YEAR
from yaohao.ground.audit.models import Entry as TrailEntry
from yaohao.ground.keys.models import Secret
from yaohao.ground.ledger.appendonly import remove
from yaohao.ground.ledger.models import Entry as LogRow
from yaohao.ground.ledger.models import Tail
from yaohao.stages.draw.models import (
    Contribution,
    DiceEntry,
    Draw,
    Failure,
    LogEntry,
    Opening,
    Substitution,
)
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import Officer

AFTER_ROUND = ("opening", "server", "dice", "seal", "open", "event", "abort", "reveal")
AFTER_POOL = ("commit", "round", *AFTER_ROUND)
LISTS = ("round/officers", "round/edges", "round/caps", "round/skips", "result", "transcript")


@dataclass(frozen=True, slots=True)
class Edit:
    """One writing by hand; `run` tells whether the database took it."""

    label: str
    write: Callable[[], object]

    def __str__(self) -> str:
        return f"database: {self.label}"

    def run(self) -> bool:
        """Write it; False where the database forbids it or an earlier edit took its object."""
        try:
            with transaction.atomic():
                self.write()
        except (DatabaseError, LookupError, Fault):
            return False
        return True


class _Editor:
    """What `appendonly` needs of Django's schema editor, which refuses to work in a transaction."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def unguard(table: str) -> None:
    """Drop the triggers that make a table append-only, as the owner of the database can."""
    remove(_Editor(), table)  # type: ignore[arg-type]


def edits(seen: Seen, lines: tuple[int, ...]) -> Iterator[Edit]:
    """Everything that could be written now."""
    for draw in seen.draws:
        for label, write in _of_draw(draw):
            yield Edit(f"{label} of {draw.number}", write)
    line = Line.objects.filter(pk=lines[0])
    officers = Officer.objects.filter(pk__in=[row.pk for row in seen.officers[:1]])
    yield Edit("cap of the line", partial(line.update, cap=99))
    yield Edit("ratio of the line", partial(line.update, strata={"ALL": 10_000}))
    yield Edit("line no longer filed", partial(line.update, window_start=date(YEAR, 2, 1)))
    yield Edit("certificate of an officer", partial(officers.update, valid_to=date(YEAR, 2, 1)))
    yield Edit("last entry of the log", _guarded_delete)
    yield Edit("length of the log", partial(Tail.objects.update, size=1))
    yield Edit("trail rewritten", _rewrite_trail)


Writing = tuple[str, Callable[[], object]]


def _of_draw(draw: SeenDraw) -> Iterator[Writing]:
    """What would change something; an edit of what is not there is no attack."""
    row, number = Draw.objects.filter(number=draw.number), draw.number
    for state in ("prepared", "announced", "frozen", "bound", "drawn", "opening"):
        if state != draw.state:
            yield f"state {state}", partial(row.update, state=state, record_file=None)
    for kind in ("announce", "pool", "round", "dice", "seal", "abort", "reveal"):
        if kind in draw.kinds:
            yield f"entry {kind} forgotten", partial(_forget, number, (kind,))
            yield f"log cut at {kind}", partial(_cut, number, kind)
    yield "secret key lost", partial(_lose, number, ("key",))
    yield "begun again", partial(_vanish, number)
    for values in ({"attempt": 2}, {"plan_key": "x"}, {"exercise": True}, {"sources": ["server"]}):
        yield next(iter(values)), partial(row.update, **values)
    if "announce" in draw.kinds:
        new = partial(_replace, number, "announce", b"ratio 5000", b"ratio 9000")
        yield "announced ratio", new
    yield from _again(draw)
    for later in [each for each in draw.opened if each > 1]:
        yield f"round {later} drawn again", partial(_round_again, number, later)
    if "failed" in draw.kinds:
        yield "failure forgotten", partial(_forget_failure, number)


def _again(draw: SeenDraw) -> Iterator[Writing]:
    """Edits after which the product would do again what it did."""
    number = draw.number
    if "pool" in draw.kinds:
        gone = ("pool", *AFTER_POOL)
        yield "frozen again", partial(_back, number, "announced", gone, LISTS)
    if "commit" in draw.kinds:
        yield "secret number lost", partial(_lose, number, ("witness/1",))
    if "round" in draw.kinds:
        after = ("round", *AFTER_ROUND)
        yield "bound again", partial(_back, number, "frozen", after, LISTS)
        yield "throws typed", partial(_throws, number)
        for name in LISTS[:4]:
            yield f"secret {name} lost", partial(_lose, number, (name,))
    if "dice" in draw.kinds:
        one, other = (SIX, OTHER_SIX) if "d6" in draw.dice else (ONE, OTHER)
        yield "dice in the log", partial(_replace, number, "dice", one.encode(), other.encode())
        yield "dice in the log, tree as it was", partial(_replace_raw, number, one, other)
        yield "dice again", partial(_back, number, "bound", AFTER_ROUND[1:], LISTS[-2:])
    if "seal" in draw.kinds:
        yield "drawn again", partial(_back, number, "bound", ("seal",), LISTS[-2:])
        yield "secret result lost", partial(_lose, number, ("result",))
        swapped = f"draw/{number}/result", f"draw/{number}/round/caps"
        yield "secrets swapped", partial(_swap, *swapped)
    if "open" in draw.kinds:
        yield "openings", partial(_raw_delete, Opening.objects.filter(draw__number=number))
    if "substituted" in draw.kinds:
        yield "substitute again", partial(_substitute_again, number)


def _raw_delete(rows: Any) -> None:
    rows._raw_delete(rows.db)


def _forget(number: str, kinds: tuple[str, ...]) -> None:
    entries = LogEntry.objects.filter(draw__number=number, kind__in=kinds)
    _raw_delete(LogEntry.objects.filter(pk__in=list(entries.values_list("pk", flat=True))))


def _lose(number: str, names: tuple[str, ...]) -> None:
    _raw_delete(Secret.objects.filter(name__in=[f"draw/{number}/{name}" for name in names]))


def _swap(one: str, other: str) -> None:
    sealed = dict(Secret.objects.filter(name__in=(one, other)).values_list("name", "sealed"))
    if len(sealed) == 2:
        Secret.objects.filter(name=one).update(sealed=sealed[other])
        Secret.objects.filter(name=other).update(sealed=sealed[one])


def _back(number: str, state: str, kinds: tuple[str, ...], names: tuple[str, ...]) -> None:
    """The draw as it was in an earlier state, as far as the tables say; the log stays."""
    draw = Draw.objects.filter(number=number)
    _raw_delete(Opening.objects.filter(draw__number=number))
    _raw_delete(Substitution.objects.filter(draw__number=number))
    if "dice" in kinds:
        _raw_delete(DiceEntry.objects.filter(draw__number=number))
    if "commit" in kinds:
        _raw_delete(Contribution.objects.filter(draw__number=number))
        names = (*names, "witness/1", "witness/2")
    if "opening" in kinds:
        rows = Contribution.objects.filter(draw__number=number)
        rows.update(opened=None, number="", nonce="")
    _forget(number, kinds)
    _lose(number, names)
    draw.update(state=state, record_file=None, abort_asked_by=None, abort_cause="")


def _round_again(number: str, later: int) -> None:
    """A later round is bound and has its numbers, but no result yet."""
    of_round = LogEntry.objects.filter(draw__number=number, round=later)
    _raw_delete(Opening.objects.filter(draw__number=number, round=later))
    _raw_delete(of_round.filter(kind="seal"))
    _lose(number, tuple(f"round-{later}/{name}" for name in LISTS[-2:]))


def _forget_failure(number: str) -> None:
    """The source that was replaced is waited for again."""
    _raw_delete(Failure.objects.filter(draw__number=number))
    _forget(number, ("failed",))


def _cut(number: str, kind: str) -> None:
    """The log ends before the draw's entry of a kind, and the tables know of nothing after it."""
    entry = LogEntry.objects.filter(draw__number=number, kind=kind, serves=None).first()
    if entry is None:
        return
    states = {"pool": "announced", "round": "frozen", "dice": "bound", "seal": "bound"}
    later = {"pool": AFTER_POOL, "round": AFTER_ROUND, "dice": ("seal", "open", "event")}
    kinds = (kind, *later.get(kind, ()))
    names = LISTS if kind in ("pool", "round") else LISTS[-2:]
    _back(number, states.get(kind, "opening"), kinds, names)
    _shorten(entry.index)


def _shorten(size: int) -> None:
    unguard("ledger_entry")
    _raw_delete(LogEntry.objects.filter(index__gte=size))
    _raw_delete(LogRow.objects.filter(index__gte=size))
    Tail.objects.update(size=size)


def _vanish(number: str) -> None:
    """Nothing of the draw is left, neither in tables nor in the log: its line is free again."""
    first = LogEntry.objects.filter(draw__number=number).order_by("index").first()
    _back(number, "prepared", ("announce", "pool", *AFTER_POOL), (*LISTS, "key"))
    if first is not None:
        _shorten(first.index)
    _raw_delete(Draw.objects.filter(number=number))


def _replace(number: str, kind: str, old: bytes, new: bytes) -> None:
    """Another value in an entry, and a tree that fits it."""
    entry = LogEntry.objects.filter(draw__number=number, kind=kind, serves=None).first()
    if entry is None:
        return
    unguard("ledger_entry")
    rows = list(LogRow.objects.order_by("index"))
    raw = [bytes(row.raw) for row in rows]
    raw[entry.index] = raw[entry.index].replace(old, new)
    _raw_delete(LogRow.objects.all())
    frontier = Frontier()
    for row, content in zip(rows, raw, strict=True):
        leaf = leaf_hash(content)
        frontier = frontier.append(leaf)
        row.raw, row.leaf, row.frontier = content, leaf.hex(), frontier.dump()
        row.save(force_insert=True)
    digest = parse(raw[entry.index]).digest("sha256").hex()
    LogEntry.objects.filter(pk=entry.pk).update(digest=digest)


def _replace_raw(number: str, one: str, other: str) -> None:
    entry = LogEntry.objects.filter(draw__number=number, kind="dice", serves=None).first()
    if entry is not None:
        unguard("ledger_entry")
        row = LogRow.objects.get(index=entry.index)
        content = bytes(row.raw).replace(one.encode(), other.encode())
        LogRow.objects.filter(index=entry.index).update(raw=content)


def _throws(number: str) -> None:
    DiceEntry.objects.filter(draw__number=number, throws=ONE).update(throws=OTHER)


def _substitute_again(number: str) -> None:
    """A substitute that was drawn waits for dice again."""
    rows = Substitution.objects.filter(draw__number=number).exclude(done=None)
    for row in rows.select_related("draw", "asked"):
        _raw_delete(Secret.objects.filter(name=row.secret))
        Substitution.objects.filter(pk=row.pk).update(done=None)
        _raw_delete(DiceEntry.objects.filter(serves=row.asked))
        _raw_delete(LogEntry.objects.filter(serves=row.asked))


def _guarded_delete() -> None:
    """With the triggers in place."""
    last = LogRow.objects.order_by("-index").first()
    if last is not None:
        _raw_delete(LogRow.objects.filter(index=last.index))


def _rewrite_trail() -> None:
    unguard("audit_entry")
    TrailEntry.objects.filter(index=0).update(actor_id="nobody")

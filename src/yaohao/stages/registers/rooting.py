"""When the register's root is written: once a day, and before a freeze if the register moved.

Many changes of one day make no root of their own: the next day's root shows them all. A freeze
cannot wait for it, because its pool must name a root that holds the rows it froze from; then the
day has a second entry, with the same date and a later time.

Locks are taken in one order: the draw, the bureau, the tail of the roots, the log, the trail.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.rules import SYSTEM
from yaohao.stages.registers.models import FrozenPool, InspectionObject, RegisterRoot, RootTail
from yaohao.stages.registers.operations.roots import write_root
from yaohao.stages.registers.queries.roots import lines_now
from yaohao.stages.registers.writing import lock_register


@transaction.atomic
def daily_root() -> RegisterRoot | None:
    """Write the day's root unless the day has one; None when there was nothing to do.

    An installation without objects stays without roots until it has some.
    """
    tail = _locked_tail()
    if tail.last is None and not InspectionObject.objects.exists():
        return None
    if tail.last is not None and tail.last.date >= timezone.localdate():
        return None
    at = timezone.now()
    return write_root(by=SYSTEM, tail=tail, lines=lines_now(), on=timezone.localdate(), at=at)


@transaction.atomic
def root_for_freeze(*, by: User, bureau: Bureau) -> str:
    """The root, in hex, of a register entry that holds the bureau's objects as they stand now.

    Call it in the transaction of the freeze, before anything is appended to the log. The bureau's
    register is locked until that transaction ends: rows read after this call are those of the
    root, because every writer of the register waits for the same lock. Rows read earlier are so
    only if `hold_register` came before them. Objects of other bureaus are those of the moment the
    lines were read, in one statement; no pool takes them.
    """
    hold_register(bureau)
    tail = _locked_tail()
    lines = lines_now()
    last, today = tail.last, _day(tail)
    if last is not None and last.date == today and last.root == lines.root().hex():
        return last.root
    return write_root(by=by, tail=tail, lines=lines, on=today, at=timezone.now()).root


def note_frozen(*, bureau: Bureau, entry: int, file: str) -> FrozenPool:
    """Note that a pool names objects of the register: none of those may vanish.

    Call it in the transaction of the freeze, and record the row with it.
    """
    row: FrozenPool = FrozenPool.objects.create(bureau=bureau, entry=entry, file=file)
    return row


def next_root(*, by: User, at: datetime) -> RegisterRoot:
    """One more root now, moved or not. Call it in the transaction of the act that wants it."""
    tail = _locked_tail()
    return write_root(by=by, tail=tail, lines=lines_now(), on=_day(tail), at=at)


def hold_register(bureau: Bureau) -> None:
    """Let nobody write into the bureau's registers until the running transaction ends."""
    lock_register(bureau)


def _locked_tail() -> RootTail:
    RootTail.objects.get_or_create(key=1)
    # Without a join: under PostgreSQL a waiter would see the tail as it is now, but not the new row
    # that it leads to. `last` is read in a statement of its own.
    return RootTail.objects.select_for_update().get(key=1)


def _day(tail: RootTail) -> date:
    # A clock set back must not date a root before the one it follows.
    today = timezone.localdate()
    return max(today, tail.last.date) if tail.last else today

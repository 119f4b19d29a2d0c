"""Writing the trail, and the frame every operation of the product runs in.

`@operation` makes three promises for the function it wraps: one transaction, one entry in the
trail, an actor. They are kept at run time, so a forgotten entry is an error on the first call and
not a gap found years later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from yaohao.ground.audit.models import Entry, Tail
from yaohao.ground.audit.rows import RowsDigest, chained, rows_digest
from yaohao.ground.audit.rules import Actor, Outcome, canonical, digest

P = ParamSpec("P")
R = TypeVar("R")


class TrailError(RuntimeError):
    """An operation did not leave exactly one entry, or was called without an actor."""


@dataclass(slots=True)
class _Frame:
    action: str
    article: str
    entries: list[Entry] = field(default_factory=list)


_frame: ContextVar[_Frame | None] = ContextVar("audit_frame", default=None)
_through: ContextVar[str] = ContextVar("audit_through", default="")


@contextmanager
def through(means: str) -> Iterator[None]:
    """Name in every entry meanwhile what the actor acted through, as the key of a program.

    It stands in the detail under `through`; empty changes nothing.
    """
    token = _through.set(means)
    try:
        yield
    finally:
        _through.reset(token)


def operation(action: str, *, article: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Run the function in one transaction and demand one `record` from it.

    `action` is `stage.object.verb`; `article` the article of the regulation it carries out.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args or "by" not in kwargs:
                raise TrailError(f"{action}: call with keywords and by=")
            frame = _Frame(action=action, article=article)
            token = _frame.set(frame)
            try:
                with transaction.atomic():
                    result = function(*args, **kwargs)
                    if len(frame.entries) != 1:
                        raise TrailError(f"{action}: {len(frame.entries)} entries, not one")
                    return result
            finally:
                _frame.reset(token)

        run.audited_action = action  # type: ignore[attr-defined]
        return run

    return decorate


def record(
    *,
    by: Actor,
    subject: str,
    changed: Iterable[Model] | RowsDigest = (),
    detail: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Write the entry of the running operation. `detail` must hold nothing secret."""
    frame = _frame.get()
    if frame is None:
        raise TrailError("record() belongs inside an @operation")
    entry = _append(
        by=by,
        action=frame.action,
        article=frame.article,
        subject=subject,
        outcome=Outcome.DONE,
        rows=changed.hexdigest() if isinstance(changed, RowsDigest) else rows_digest(changed),
        detail=_told(by, detail),
        reason=reason,
    )
    frame.entries.append(entry)
    return entry


@transaction.atomic
def note(
    *, by: Actor, action: str, subject: str, outcome: Outcome = Outcome.DONE, reason: str = ""
) -> Entry:
    """An entry for what changes no row: a sign-in, a refusal, the reading of a sealed thing."""
    return _append(
        by=by,
        action=action,
        article="",
        subject=subject,
        outcome=outcome,
        rows=rows_digest(()),
        detail=_told(by, None),
        reason=reason,
    )


def _told(by: Actor, detail: Mapping[str, Any] | None) -> str:
    beside = {"through": _through.get(), "delegated": by.acting_for}
    whole = {**(detail or {}), **{name: told for name, told in beside.items() if told}}
    return canonical(whole) if whole else ""


def _append(
    *,
    by: Actor,
    action: str,
    article: str,
    subject: str,
    outcome: Outcome,
    rows: str,
    detail: str,
    reason: str,
) -> Entry:
    Tail.objects.get_or_create(key=1)
    tail = Tail.objects.select_for_update().get(key=1)
    entry = Entry(
        index=tail.size,
        at=timezone.now(),
        actor_id=by.actor_id,
        actor_name=by.actor_name,
        bureau=by.actor_bureau,
        action=action,
        article=article,
        subject=subject,
        outcome=outcome,
        reason=reason,
        detail=detail,
        rows_digest=rows,
        previous=tail.digest,
    )
    entry.digest = digest(chained(entry))
    entry.save(force_insert=True)
    tail.size += 1
    tail.digest = entry.digest
    tail.save(update_fields=["size", "digest"])
    return entry

"""The gate before every act, and the way into the log behind it.

An act begins with `locked`: the row is locked, the person may do it, the state allows it. Whoever
comes second (a reload, a double click, another clerk) finds the state moved on and is told so.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.audit.rules import SystemActor
from yaohao.ground.ledger.operations import append
from yaohao.ground.ledger.queries import Head
from yaohao.stages.draw.models import WHOLE, Draw, DrawQuerySet, LogEntry, Seat
from yaohao.stages.draw.queries.rounds import current, is_planned, stage
from yaohao.stages.draw.rules import (
    BROKEN_OFF,
    CLOCK_ACTS,
    SEAT_ACTS,
    STAGE_FOR,
    TRANSITIONS,
    WHO,
    Act,
    State,
    after,
)
from yaohao.stages.draw.seating import present
from yaohao.stages.draw.wording import fault_words

ORDER = list(State)

Who = User | Seat | SystemActor
"""Who does an act: somebody of the bureau, a witness on a seat of a session, or the clock."""


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the core refuses into a refusal that a person can read."""
    try:
        yield
    except Fault as fault:
        raise Refused(fault_words(fault)) from fault


def now() -> datetime:
    """The present time in whole seconds, as entries of the log write it."""
    return timezone.now().replace(microsecond=0)


def moment(draw: Draw) -> datetime:
    """`now`, but never before the draw's last entry: a clock set back must not stop a draw."""
    last = draw.entries.order_by("-index").values_list("at", flat=True).first()
    return max(now(), last) if last else now()


def stamp(at: datetime) -> str:
    """A time as entries write it: `2026-11-24T08:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def at_once(draw: Draw) -> bool:
    """Whether the draw need not wait for its window: exercises, and everything in the demo."""
    return draw.exercise or bool(settings.YAOHAO_DEMO)


def locked(*, number: str, by: Who, act: Act) -> Draw:
    """The draw, locked for this transaction, when `by` may do `act` now.

    Raises Draw.DoesNotExist for a draw of another bureau or session, Refused otherwise.
    """
    if isinstance(by, Seat):
        present(by)
    draw: Draw = _reach(by).select_for_update().get(number=number)
    permit(by=by, act=act)
    if after(State(draw.state), act) is None:
        raise Refused(_wrong_state(draw, act))
    return draw


def locked_round(*, number: str, by: Who, act: Act, round_number: int) -> Draw:
    """The draw, locked as by `locked`, when the act fits the round that is in work.

    `round_number` is the round the person meant: a stale page of an earlier round is refused, so
    that a second click never begins the next round.
    """
    draw = locked(number=number, by=by, act=act)
    here = current(draw)
    if round_number > here and is_planned(draw, round_number):
        raise Refused(_("It is too early for this: round %(here)d comes first.") % {"here": here})
    if round_number != here or not is_planned(draw, here):
        raise Refused(_happened(draw))
    found = stage(draw, here)
    if found is not STAGE_FOR[act]:
        early = found.value == "waiting"
        raise Refused(_too_early(draw) if early else _happened(draw))
    return draw


def _reach(by: Who) -> DrawQuerySet:
    """The draws somebody may act on: those of the bureau, those on the agenda of the session."""
    if isinstance(by, Seat):
        here = by.session.agenda.filter(left_at=None)
        return Draw.objects.filter(pk__in=here.values("draw"))
    if isinstance(by, SystemActor):
        return Draw.objects.filter(bureau__code=by.actor_bureau)
    rows: DrawQuerySet = Draw.objects.visible_to(by)
    return rows


def permit(*, by: Who, act: Act) -> None:
    """Refuse a person whose roles do not allow the act, a witness what a seat does not do, and the
    clock what was not promised beforehand."""
    match by:
        case Seat():
            allowed = act in SEAT_ACTS
        case SystemActor():
            allowed = act in CLOCK_ACTS
        case _:
            allowed = by.holds(*WHO[act])
    if not allowed:
        raise Refused(_("Your role does not allow this act."))


def advance(draw: Draw, act: Act, **fields: str) -> None:
    """Move the draw to the state after `act` and store `fields` with it."""
    state = after(State(draw.state), act)
    if state is None:
        raise Refused(_wrong_state(draw, act))
    draw.state = state.value
    for name, value in fields.items():
        setattr(draw, name, value)
    draw.save(update_fields=["state", *fields])


def enter(
    draw: Draw,
    *,
    by: Who,
    at: datetime,
    build: Callable[[Head], Entry],
    round_number: int = WHOLE,
    serves: LogEntry | None = None,
) -> LogEntry:
    """Append an entry to the log and note whose act it was; `build` gets the log's head before.

    `serves` is the entry `substitute` that the new one belongs to, `round_number` the round.
    """
    row = append(build=lambda head: build(head).raw, at=at)
    entry = parse(bytes(row.raw))
    return LogEntry.objects.create(
        draw=draw,
        kind=entry.kind,
        round=round_number,
        index=row.index,
        digest=entry.digest("sha256").hex(),
        at=at,
        by=by if isinstance(by, User) else None,
        seat=by if isinstance(by, Seat) else None,
        serves=serves,
    )


def _wrong_state(draw: Draw, act: Act) -> str:
    if State(draw.state) in BROKEN_OFF:
        return _("Draw %(number)s was broken off. Nothing of it counts.") % {"number": draw.number}
    starts = [ORDER.index(state) for state, allowed in TRANSITIONS if allowed is act]
    late = ORDER.index(State(draw.state)) > max(starts)
    return _happened(draw) if late else _too_early(draw)


def _happened(draw: Draw) -> str:
    return _("This was done already and happens only once. Draw %(number)s is now: %(state)s.") % {
        "state": draw.get_state_display(), "number": draw.number,
    }  # fmt: skip


def _too_early(draw: Draw) -> str:
    return _("It is too early for this. Draw %(number)s is now: %(state)s.") % {
        "state": draw.get_state_display(), "number": draw.number,
    }  # fmt: skip

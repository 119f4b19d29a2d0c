"""Sessions as the desk and a witness see them. Nothing here reads the vault or a sealed result."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import (
    Contribution,
    Draw,
    Objection,
    Seat,
    Session,
    SessionDraw,
    SessionQuerySet,
    Testimony,
)
from yaohao.stages.draw.queries.facts import known, progress
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.rounds import current, stage
from yaohao.stages.draw.rules import (
    State,
    Step,
    Witnessed,
    Witnessing,
    next_step,
)


def sessions(user: User) -> SessionQuerySet:
    """The sessions a person may see, newest first, with counts of draws, seats and objections."""
    rows: SessionQuerySet = Session.objects.visible_to(user)
    return rows.annotate(
        draw_count=Count("agenda", distinct=True),
        seat_count=Count("seats", filter=Q(seats__withdrawn_at=None), distinct=True),
        objection_count=Count("seats__objections", distinct=True),
    ).order_by("-pk")


def session(number: str, user: User) -> Session:
    """One session; Session.DoesNotExist for a foreign one."""
    found: Session = Session.objects.visible_to(user).get(number=number)
    return found


def agenda(session: Session) -> list[SessionDraw]:
    """The draws of a session in their order."""
    rows = session.agenda.select_related(
        "draw__bureau", "draw__line__item", "draw__line__plan__bureau"
    )
    return list(rows.order_by("position"))


def objections(session: Session) -> list[Objection]:
    """Every objection of a session with its answer, in the order of time."""
    rows = Objection.objects.filter(seat__session=session)
    return list(rows.select_related("seat", "item__draw", "answer__by").order_by("pk"))


def ready_for_session(user: User) -> list[Draw]:
    """Draws with a round to come that stand in no open session."""
    over = [State.REVEALED.value, State.VOID.value, State.ABORTED.value]
    rows = Draw.objects.visible_to(user).exclude(state__in=over)
    rows = rows.exclude(agenda__left_at=None, agenda__isnull=False)
    return [row for row in rows.select_related("line").order_by("-pk") if round_to_come(row)]


def round_to_come(draw: Draw) -> int:
    """The number of the round that is drawn next; 0 when none is left."""
    number = current(draw)
    return number if number <= len(draw.plan) else 0


def starts(draw: Draw, number: int) -> tuple[int, int]:
    """How many ever sat in a session that has this round, and how many of those who still sit
    pressed start."""
    items = SessionDraw.objects.filter(draw=draw, round=number)
    seats = Seat.objects.filter(session__in=items.values("session"))
    pressed = seats.filter(
        withdrawn_at=None,
        testimonies__act=Witnessed.STARTED.value,
        testimonies__item__in=items,
    )
    return seats.count(), pressed.distinct().count()


@dataclass(frozen=True, slots=True)
class Own:
    """One draw of the agenda for one witness: what was done, and what is next."""

    item: SessionDraw
    step: Step
    facts: Witnessing
    root: str
    seal: str
    contribution: Contribution | None
    done: Sequence[Testimony]

    @property
    def compared(self) -> Testimony | None:
        """The last comparison."""
        kinds = (Witnessed.EQUAL, Witnessed.DIFFERS)
        return next((each for each in reversed(self.done) if each.act in kinds), None)

    @property
    def differs(self) -> bool:
        """Whether the last comparison was not equal."""
        return self.compared is not None and self.compared.act == Witnessed.DIFFERS


def own_agenda(seat: Seat) -> list[Own]:
    """The whole agenda for one witness."""
    items = agenda(seat.session)
    done: dict[int, list[Testimony]] = {}
    for each in seat.testimonies.order_by("pk"):
        done.setdefault(each.item_id, []).append(each)
    return [_own(seat, item, done.get(item.pk, [])) for item in items]


def first_step(items: Sequence[Own]) -> Own | None:
    """The first draw in which this witness has something to do."""
    return next((each for each in items if not each.step.waits and _open(each)), None)


def _open(own: Own) -> bool:
    return own.step not in (Step.DONE, Step.BROKEN)


def _own(seat: Seat, item: SessionDraw, done: list[Testimony]) -> Own:
    draw, number = item.draw, item.round
    mine = draw.contributions.filter(round=number, witness=seat).first()
    acts = {each.act for each in done}
    facts = progress(draw)
    here = facts.number == number
    told = Witnessing(
        state=State(draw.state),
        stage=stage(draw, number),
        numbers="witnesses" in draw.sources,
        openable=here
        and not facts.valued
        and not facts.unheld
        and not known(draw, number, timezone.now()),
        pending=here and bool(facts.pending),
        compared=bool(acts & {Witnessed.EQUAL.value, Witnessed.DIFFERS.value}),
        committed=mine is not None,
        opened=mine is not None and mine.opened_id is not None,
        started=Witnessed.STARTED.value in acts,
        signed=Witnessed.SIGNED.value in acts,
    )
    return Own(item, next_step(told), told, root_of(draw), seal_of(draw, number), mine, tuple(done))


def root_of(draw: Draw) -> str:
    """The root of the frozen list, empty before the freeze."""
    return next((entry.get("root") for entry in entries(draw, "pool")), "")


def seal_of(draw: Draw, number: int) -> str:
    """The digest of the entry that sealed a round, empty before it."""
    seals = draw.entries.filter(kind="seal", round=number).values_list("digest", flat=True)
    return seals.first() or ""

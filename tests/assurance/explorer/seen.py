"""What stands in the database, as far as moves are made from it; read once for each step."""

from dataclasses import dataclass

from django.db.models import Count, Q

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Draw, LogEntry, Substitution
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject, Officer, Recusal

PUPPET = "puppet-"  # sign-in names of people whom a dishonest administrator enters


@dataclass(frozen=True, slots=True)
class SeenDraw:
    """One draw: what its page shows, the waiting substitutes by key, the kinds of its entries."""

    number: str
    line: int
    bureau: int
    state: str
    exercise: bool
    witnesses: bool
    dice: str
    opened: int
    seats: int
    closed: int
    abort_asked: int | None
    waiting: tuple[int, ...]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: key, revision, and the id or certificate."""

    pk: int
    revision: int
    name: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """All of it."""

    draws: tuple[SeenDraw, ...]
    lines: dict[int, str]
    objects: tuple[Row, ...]
    officers: tuple[Row, ...]
    recusals: tuple[int, ...]
    puppets: tuple[str, ...]


def look(city: int) -> Seen:
    """Read it; registers of the bureau `city` alone."""
    objects = InspectionObject.objects.filter(bureau=city).order_by("pk")
    officers = Officer.objects.filter(bureau=city).order_by("pk")
    names = User.objects.filter(username__startswith=PUPPET).order_by("username")
    return Seen(
        draws=_draws(),
        lines=dict(Line.objects.order_by("pk").values_list("pk", "state")),
        objects=tuple(Row(o.pk, o.revision, o.object_id, bool(o.exclusion)) for o in objects),
        officers=tuple(Row(o.pk, o.revision, o.certificate, not o.active) for o in officers),
        recusals=tuple(Recusal.objects.order_by("pk").values_list("pk", flat=True)),
        puppets=tuple(names.values_list("username", flat=True)),
    )


def _draws() -> tuple[SeenDraw, ...]:
    waiting: dict[int, list[int]] = {}
    for pk, draw in Substitution.objects.filter(done=None).values_list("pk", "draw"):
        waiting.setdefault(draw, []).append(pk)
    kinds: dict[int, set[str]] = {}
    for draw, kind in LogEntry.objects.values_list("draw", "kind"):
        kinds.setdefault(draw, set()).add(kind)
    opened = _counted(Count("openings", filter=Q(openings__to="officers"), distinct=True))
    seats = _counted(Count("contributions", distinct=True))
    closed = _counted(Count("contributions", filter=Q(contributions__opened=None), distinct=True))
    return tuple(
        SeenDraw(
            number=draw.number,
            line=draw.line_id,
            bureau=draw.bureau_id,
            state=draw.state,
            exercise=draw.exercise,
            witnesses="witnesses" in draw.sources,
            dice=next((each for each in draw.sources if each.startswith("dice")), ""),
            opened=opened[draw.pk],
            seats=seats[draw.pk],
            closed=closed[draw.pk] if seats[draw.pk] else 0,
            abort_asked=draw.abort_asked_by_id,
            waiting=tuple(waiting.get(draw.pk, ())),
            kinds=frozenset(kinds.get(draw.pk, ())),
        )
        for draw in Draw.objects.order_by("pk")
    )


def _counted(what: Count) -> dict[int, int]:
    return dict(Draw.objects.annotate(number_of=what).values_list("pk", "number_of"))

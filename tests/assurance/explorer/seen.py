"""What stands in the database, as far as moves are made from it; read once for each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fairdraw.entries import parse

from yaohao.ground.accounts.models import User
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.ledger.models import Cosigner, Tail
from yaohao.ground.ledger.models import Entry as LogRow
from yaohao.ground.ledger.queries import quorum_at
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import fresh_sources
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject, Officer, Recusal

PUPPET = "puppet-"  # sign-in names of people whom a dishonest administrator enters
DICE = "dice d10 39"


@dataclass(frozen=True, slots=True)
class SeenDraw:
    """One draw: what its page shows, the waiting substitutes by key, the kinds of its entries.

    `round` is the round in work, `stage` how far it is, of `planned` in all; `sources` are its
    bound ones (announced, before it is bound), `pending` the one whose value is next, `short` how
    many cosignatures it waits for. `opened`: round to open envelopes, for every sealed one.
    """

    number: str
    line: int = 0
    bureau: int = 0
    state: str = ""
    exercise: bool = False
    round: int = 1
    stage: str = "waiting"
    planned: int = 1
    sources: tuple[str, ...] = ("witnesses", DICE)
    fresh: str = DICE
    pending: str = ""
    short: int = 0
    opened: Mapping[int, int] = field(default_factory=dict)
    seats: int = 0
    closed: int = 0
    failed: bool = False
    shares: tuple[int, ...] = ()
    abort_asked: int | None = None
    waiting: tuple[int, ...] = ()
    kinds: frozenset[str] = frozenset()

    @property
    def witnesses(self) -> bool:
        """Whether witnesses bring numbers."""
        return "witnesses" in self.sources

    @property
    def dice(self) -> str:
        """The dice of the round in work, or those that stand in for a lottery."""
        return next((each for each in self.sources if each.startswith("dice")), DICE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: key, revision, and the id or certificate."""

    pk: int
    revision: int
    name: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """All of it; `log` is the length of the log."""

    draws: tuple[SeenDraw, ...]
    lines: dict[int, str]
    objects: tuple[Row, ...]
    officers: tuple[Row, ...]
    recusals: tuple[int, ...]
    puppets: tuple[str, ...]
    log: int
    cosigners: tuple[int, ...]
    proposals: tuple[int, ...]


def look(city: int) -> Seen:
    """Read it; registers of the bureau `city` alone."""
    objects = InspectionObject.objects.filter(bureau=city).order_by("pk")
    officers = Officer.objects.filter(bureau=city).order_by("pk")
    names = User.objects.filter(username__startswith=PUPPET).order_by("username")
    waiting = Proposal.objects.filter(decided_by=None).order_by("pk")
    return Seen(
        draws=tuple(_draw(draw) for draw in Draw.objects.order_by("pk")),
        lines=dict(Line.objects.order_by("pk").values_list("pk", "state")),
        objects=tuple(Row(o.pk, o.revision, o.object_id, bool(o.exclusion)) for o in objects),
        officers=tuple(Row(o.pk, o.revision, o.certificate, not o.active) for o in officers),
        recusals=tuple(Recusal.objects.order_by("pk").values_list("pk", flat=True)),
        puppets=tuple(names.values_list("username", flat=True)),
        log=Tail.objects.filter(key=1).values_list("size", flat=True).first() or 0,
        cosigners=tuple(Cosigner.objects.order_by("pk").values_list("pk", flat=True)),
        proposals=tuple(waiting.values_list("pk", flat=True)),
    )


def _draw(draw: Draw) -> SeenDraw:
    rows = list(draw.entries.order_by("index").values_list("kind", "round", "index", "serves"))
    sealed = [number for kind, number, _index, _serves in rows if kind == "seal"]
    openings = list(draw.openings.filter(to="officers").values_list("round", flat=True))
    open_questions = draw.substitutions.filter(done=None).order_by("pk")
    return SeenDraw(
        number=draw.number,
        line=draw.line_id,
        bureau=draw.bureau_id,
        state=draw.state,
        exercise=draw.exercise,
        planned=len(draw.plan),
        fresh=fresh_sources(tuple(draw.sources))[0],
        opened={number: openings.count(number) for number in sealed},
        failed=draw.failures.filter(entry=None).exists(),
        shares=tuple(draw.shares.filter(taken_by=None).values_list("number", flat=True)),
        abort_asked=draw.abort_asked_by_id,
        waiting=tuple(open_questions.values_list("pk", flat=True)),
        kinds=frozenset(row[0] for row in rows),
        **_in_work(draw, [row[:3] for row in rows if row[3] is None], len(sealed) + 1),
    )


def _in_work(draw: Draw, rows: list[tuple[str, int, int]], number: int) -> dict[str, Any]:
    """What the page says of the round in work."""
    here = {kind: index for kind, at, index in rows if at == number}
    sources = list(draw.sources)
    for kind in ("round", "failed"):  # what failed is the later of the two
        if kind in here:
            sources = _bound(here[kind], sources)
    waited = [each for each in sources if each.split(" ")[0] in ("dice", "lottery", "drand")]
    pending = [each for each in waited if each.split(" ")[0] not in here]
    seats = draw.contributions.filter(round=number)
    last = max(here.get("round", 0), here.get("failed", 0))
    short = quorum_at(index=last, policy=draw.policy).short if "round" in here else 0
    return {
        "round": number,
        "stage": "bound" if "round" in here else "waiting",
        "sources": tuple(sources),
        "pending": pending[0] if pending else "",
        "short": short,
        "seats": seats.count(),
        "closed": seats.filter(opened=None).count(),
    }


def _bound(index: int, sources: list[str]) -> list[str]:
    """The sources as an entry `round` binds them or an entry `failed` replaces one."""
    raw = LogRow.objects.filter(index=index).values_list("raw", flat=True).first()
    if raw is None:  # somebody cut the log
        return sources
    entry = parse(bytes(raw))
    if entry.kind == "round":
        return list(entry.all("source"))
    old, new = entry.find("source"), entry.find("instead")
    return [new if each == old and new else each for each in sources]

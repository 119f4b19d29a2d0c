"""What holds of a database after whatever happened to it: nothing lost, doubled, changed, half.

`Facts` is what a process knows when an operation has returned to it. Log and trail are chained,
so their heads stand for every entry below them.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.assurance import path

from django.db import connection  # isort: skip - Django is set up by `path`
from fairdraw.verify import verify  # isort: skip

from yaohao.ground.audit.models import Entry as Trail
from yaohao.ground.audit.models import Tail as TrailTail
from yaohao.ground.audit.queries import first_break
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.queries import read
from yaohao.ground.ledger.models import Entry as Log
from yaohao.ground.ledger.queries import first_fault, head, head_at
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import SINGLE, Draw, Session, Testimony
from yaohao.stages.draw.queries.sealed import sealed_number, sealed_visits
from yaohao.stages.draw.rules import State, Witnessed
from yaohao.stages.planning.models import Visit, VisitCounter
from yaohao.stages.planning.rules import VisitState
from yaohao.stages.registers.models import RegisterRoot

# In each state the kinds that the log holds already, and those that it does not hold yet.
HOLDS: dict[State, tuple[set[str], set[str]]] = {
    State.ANNOUNCED: ({"announce"}, {"pool", "round", "seal", "open", "reveal"}),
    State.FROZEN: ({"announce", "pool"}, {"round", "seal", "open", "reveal"}),
    State.BOUND: ({"pool", "round", "commit"}, {"seal", "open", "reveal"}),
    State.DRAWN: ({"round", "opening", "dice", "seal"}, {"open", "reveal"}),
    State.OPENING: ({"seal", "open"}, {"reveal"}),
    State.REVEALED: ({"seal", "open", "reveal"}, set()),
}


ROOT = "registers.root.write"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was acknowledged: heads of log and trail, and what each name in the vault held.

    `size`/`root` of the log, `acts`/`digest` of the trail; `vault` maps names to SHA-256 in hex.
    """

    size: int
    root: str
    acts: int
    digest: str
    vault: dict[str, str]
    state: str

    @classmethod
    def now(cls) -> "Facts":
        """As the database stands."""
        tail = TrailTail.objects.get(key=1)
        top = head()
        state = path.the_draw().state
        return cls(top.size, top.root, tail.size, tail.digest, vault(), state)


def vault() -> dict[str, str]:
    """Each name in the vault with the digest of its ciphertext."""
    rows = Secret.objects.order_by("name").values_list("name", "sealed")
    return {name: hashlib.sha256(bytes(sealed)).hexdigest() for name, sealed in rows}


def violations(acked: Facts, begun: str | None) -> list[str]:
    """Everything that is wrong; empty when all holds.

    `begun` names the act that was running when the process went (a key of `path.ACTS`), None when
    none was. That act is either done wholly or not at all.
    """
    damaged = list(_database())
    if damaged:
        return damaged
    found = [*_chains(), *_acknowledged(acked), *_beyond(acked, begun)]
    draws = list(Draw.objects.all())
    if len(draws) != 1:
        return [*found, f"{len(draws)} draws"]
    draw = draws[0]
    kinds = Counter(draw.entries.values_list("kind", flat=True))
    found += [*_entries(draw, kinds), *_sealed(draw, kinds), *_trail(draw, kinds)]
    return [*found, *_books(draw, kinds), *_record(draw)]


def _database() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        if (answer := cursor.fetchall()) != [("ok",)]:
            yield f"integrity_check: {answer[:3]}"
        cursor.execute("PRAGMA foreign_key_check")
        if answer := cursor.fetchall():
            yield f"foreign_key_check: {answer[:3]}"


def _chains() -> Iterator[str]:
    if (fault := first_fault()) is not None:
        yield f"the log does not hold at {fault}"
    if (broken := first_break()) is not None:
        yield f"the trail does not hold at {broken.index}: {broken.why}"


def _acknowledged(acked: Facts) -> Iterator[str]:
    """Nothing acknowledged is lost or changed."""
    size = head().size
    if size < acked.size:
        yield f"lost: the log has {size} entries, acknowledged were {acked.size}"
    elif head_at(acked.size).root != acked.root:
        yield "changed: the log below the acknowledged head"
    last = Trail.objects.filter(index=acked.acts - 1).values_list("digest", flat=True).first()
    if last is None:
        yield f"lost: the trail has fewer than the {acked.acts} entries acknowledged"
    elif last != acked.digest:
        yield "changed: the trail below the acknowledged head"
    now = vault()
    for name, digest in acked.vault.items():
        if now.get(name) != digest:
            yield f"{'changed' if name in now else 'lost'}: {name} in the vault"


def _beyond(acked: Facts, begun: str | None) -> Iterator[str]:
    """Beyond what was acknowledged stands the act that was running, or nothing."""
    later = Trail.objects.filter(index__gte=acked.acts).exclude(action__startswith="planning.")
    later = later.exclude(action=ROOT)  # the freeze writes the register's root with it
    actions = list(later.values_list("action", flat=True))
    allowed = [[], [path.ACTS[begun].action]] if begun else [[]]
    if actions not in allowed:
        yield f"doubled or uncalled for: {actions} beyond the acknowledged, begun was {begun}"
    if not actions and (head().size, set(vault())) != (acked.size, set(acked.vault)):
        yield "partial: log or vault went on without the trail"
    if not actions and path.the_draw().state != acked.state:
        yield "partial: the state went on without the trail"


def _entries(draw: Draw, kinds: Counter[str]) -> Iterator[str]:
    """State, own entries and log agree; what happens once happened once."""
    yield from (f"doubled: {kind}" for kind in SINGLE if kinds[kind] > 1)
    held, not_yet = HOLDS[State(draw.state)]
    yield from (f"partial: {draw.state} without {kind}" for kind in held if not kinds[kind])
    yield from (f"partial: {draw.state} with {kind}" for kind in not_yet if kinds[kind])
    logged = dict(Log.objects.exclude(kind="register").values_list("index", "kind"))
    own = dict(draw.entries.values_list("index", "kind"))
    if logged != own:  # beside the register's roots the log holds this draw alone
        yield f"partial: log {len(logged)} entries, the draw knows {len(own)}"


def _sealed(draw: Draw, kinds: Counter[str]) -> Iterator[str]:
    """The vault holds what the log says is sealed, and it opens."""
    names = set(Secret.objects.values_list("name", flat=True))
    expected = {f"{draw.secret}/key", Session.objects.get().secret}
    expected |= {f"{draw.secret}/witness/{seat}" for seat in range(1, kinds["commit"] + 1)}
    if kinds["round"]:
        expected |= {name for name in names if name.startswith(f"{draw.secret}/round/")}
        if len([name for name in expected if "/round/" in name]) < 2:
            yield "partial: a round without its lists in the vault"
    if kinds["seal"]:
        expected |= {f"{draw.secret}/result", f"{draw.secret}/transcript"}
    if names != expected:
        yield f"partial: vault and log differ in {sorted(names ^ expected)}"
        return
    for name in names:
        read(name)
    for signed in Testimony.objects.exclude(file=""):
        read_file(signed.file)
    for contribution in draw.contributions.all():
        if sealed_number(contribution).number != f"2026{contribution.seat:04d}":
            yield f"changed: the number of seat {contribution.seat}"


def _trail(draw: Draw, kinds: Counter[str]) -> Iterator[str]:
    """One entry in the trail for each act that the tables show."""
    subjects = [draw.subject, Session.objects.get().subject]
    entries = Trail.objects.filter(subject__in=subjects)
    actions = Counter(entries.values_list("action", flat=True))
    testified = Counter(Testimony.objects.values_list("act", flat=True))
    openings = draw.openings.filter(to="officers").count()
    shown = {
        "ask": int(draw.freeze_asked_by is not None),
        "freeze": kinds["pool"],
        "compare": testified[Witnessed.EQUAL.value],
        "commit": draw.contributions.count(),
        "bind": kinds["round"],
        "number": draw.contributions.exclude(opened=None).count(),
        "dice": draw.dice.count(),
        "start": testified[Witnessed.STARTED.value],
        "draw": kinds["seal"],
        "sign": testified[Witnessed.SIGNED.value],
        "open": -(-openings // path.AT_ONCE),
        "reveal": kinds["reveal"],
    }
    for name, act in path.ACTS.items():
        if actions[act.action] != shown[name]:
            yield f"doubled or lost: {actions[act.action]} × {act.action}, shown {shown[name]}"


def _books(draw: Draw, kinds: Counter[str]) -> Iterator[str]:
    """Contributions, dice, openings and booked visits agree with the entries of the log."""
    openings = draw.openings.filter(to="officers")
    booked = openings.filter(void="").count()
    standing = Visit.objects.exclude(state=VisitState.VOID.value)
    places = sum(len(pots) for pots in standing.values_list("pots", flat=True))
    written = Counter(Trail.objects.values_list("action", flat=True))
    pairs: dict[str, tuple[Any, Any]] = {
        "roots of the register": (RegisterRoot.objects.count(), _roots()),
        "with the frozen list": (bool(_roots()), bool(kinds["pool"])),
        "commitments": (draw.contributions.count(), kinds["commit"]),
        "opened numbers": (draw.contributions.exclude(opened=None).count(), kinds["opening"]),
        "dice": (draw.dice.count() == 2, bool(kinds["dice"])),
        "openings": (openings.count(), kinds["open"]),
        "visits": (Visit.objects.count(), booked),
        "visits in the trail": (written["planning.visit.book"], booked),
        "visits given back": (Visit.objects.count() - standing.count(), kinds["event"]),
        "and in the trail": (written["planning.visit.void"], kinds["event"]),
        "places taken": (sum(VisitCounter.objects.values_list("used", flat=True)), places),
    }
    for name, (rows, entries) in pairs.items():
        if rows != entries:
            yield f"partial: {name} {rows}, by the log {entries}"
    if kinds["seal"]:
        drawn = len(sealed_visits(draw))
        whole = openings.count() in (drawn, openings.count() // path.AT_ONCE * path.AT_ONCE)
        if not whole or openings.count() > drawn:
            yield f"partial: {openings.count()} envelopes of {drawn} open"


def _roots() -> int:
    return Log.objects.filter(kind="register").count()


def _record(draw: Draw) -> Iterator[str]:
    """The files that the rows name are there, whole; the record proves the draw."""
    if draw.verifier:
        read_file(draw.verifier)
    if draw.pool_file:
        read_file(draw.pool_file)
    if draw.record_file:
        outcome = verify(read_file(draw.record_file)).outcome
        if outcome != "proved":
            yield f"the record is {outcome}"

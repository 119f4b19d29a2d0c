"""What must be true after every act, done or refused.

`Memory` is what the explorer carries along a path: the clock, the head that the observer saw last,
what he read from the log first, and (the explorer's eyes alone) the lines as they were first
sealed. A `Violation` names the rule and the path.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from fairdraw.seal import visits
from fairdraw.verify import verify

from tests.assurance.explorer import observer
from tests.assurance.explorer.move import Move
from tests.assurance.explorer.order import order_faults
from tests.assurance.explorer.world import Held
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry as TrailEntry
from yaohao.ground.audit.models import Tail
from yaohao.stages.draw.assignments import Assignment
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import certificate_of, sealed_lines

LEADERS = frozenset({"director", "deputy"})
DESK = LEADERS | {"clerk"}
HALL = DESK | {"witness"}
HEADS = DESK | {"section-head"}
# Who may do what at a draw and at the plan; the explorer's own table (articles 3, 4, 13, 14, 20).
RIGHTS: Mapping[str, frozenset[str]] = {
    "prepare": frozenset({"clerk"}),
    "announce": LEADERS,
    "ask_freeze": DESK,
    "freeze": DESK,
    "commit_number": HALL,
    "bind": DESK,
    "open_number": HALL,
    "type_dice": HALL,
    "type_lottery": HALL,
    "note_drand": HALL,
    "report_failure": DESK,
    "replace_source": DESK,
    "hand_share": HALL,
    "restore_key": DESK,
    "draw": DESK,
    "open_assignments": DESK,
    "reveal": DESK,
    "ask_abort": DESK,
    "abort": LEADERS,
    "annul": DESK,
    "postpone": HEADS,
    "ask_substitute": HEADS,
    "type_substitute_dice": HALL | {"section-head"},
    "note_substitute_drand": HALL | {"section-head"},
    "open_at_door": frozenset({"officer"}),
    "take_assignment": frozenset({"officer"}),
    "read_door_proof": frozenset({"officer"}),
    "add_line": frozenset({"clerk"}),
    "change_line": frozenset({"clerk"}),
    "remove_line": frozenset({"clerk"}),
    "submit_line": frozenset({"clerk"}),
    "return_line": frozenset({"director"}),
    "approve_line": frozenset({"director"}),
    "file_with_hall": frozenset({"clerk"}),
    "propose_name": DESK,
    "propose_end": DESK,
    "confirm": LEADERS,
    "decline": DESK,
    "hand_in": HALL,
}
LENT = ("open_at_door", "take_assignment", "read_door_proof")  # what a borrowed officer may do
DRAWING = (
    "draw",
    "bind",
    "type_substitute_dice",
    "note_substitute_drand",
    "ask_substitute",
    "abort",
    "reveal",
)  # after these the sealed results are read again
INNER = frozenset({
    "planning.line.begin_draw", "planning.visit.book", "planning.visit.void",
    "registers.root.write",
})  # fmt: skip
NOT_PROVED = ("does not verify", "核验未通过")


Place = tuple[str, int]
"""A round of a draw: (number of the draw, number of the round)."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that did not hold, what was seen, and the acts that led there."""

    rule: str
    seen: str
    path: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {self.seen}\n    " + "\n    ".join(self.path[-12:])


@dataclass(frozen=True, slots=True)
class Memory:
    """What is carried along a path; never read back from the database."""

    hour: int = 0
    minutes: int = 0
    head: tuple[int, str] = observer.NOTHING
    known: Mapping[observer.Key, observer.Parts] = field(default_factory=dict)
    sealed: Mapping[Place, tuple[bytes, ...]] = field(default_factory=dict)
    reported: Mapping[Place, str] = field(default_factory=dict)
    held: Held = field(default_factory=dict)
    trail: tuple[int, str] = (0, "0" * 64)
    revealed: frozenset[str] = frozenset()
    named: str = ""  # how the observer was told that the log is not the one seen before
    blind: bool = False  # a seeded flaw: nobody kept a head


def begin(*, blind: bool = False) -> Memory:
    """The memory of an untouched world."""
    head = observer.read_log().head()
    return Memory(head=head, trail=trail_end(), blind=blind)


def trail_end() -> tuple[int, str]:
    """Size and digest of the trail's end."""
    row = Tail.objects.filter(key=1).values_list("size", "digest").first()
    return row or (0, "0" * 64)


def trail_faults(memory: Memory, move: Move, action: str) -> Iterator[str]:
    """One entry for the act, by its actor; besides it only those of acts inside it."""
    added = list(TrailEntry.objects.filter(index__gte=memory.trail[0]).order_by("index"))
    own = [entry for entry in added if entry.action == action and entry.actor_id == move.who]
    rest = [entry.action for entry in added if entry.action != action]
    if len(own) != 1:
        yield f"{len(own)} entries {action} of {move.who} for one act"
    if set(rest) - INNER:
        yield f"entries besides: {rest}"
    previous = memory.trail[1]
    for entry in added:
        if entry.previous != previous:
            yield f"entry {entry.index} does not follow"
        previous = entry.digest
    if trail_end() != (memory.trail[0] + len(added), previous):
        yield "the trail's end is not that of its last entry"


def right_faults(memory: Memory, move: Move, actor: User, result: object) -> Iterator[str]:
    """The actor holds a role for the act, and the draw is one of the own bureau."""
    wanted = RIGHTS.get(move.name)
    held = {str(role) for role in actor.grants.values_list("role", flat=True)}
    if wanted is not None and not wanted & held:
        yield f"{move.name} by one who is {sorted(held)}"
    if not actor.is_active:
        yield f"{move.name} by one who was taken out"
    number = move.values.get("number")
    if number and not _may_touch(move, str(number), actor):
        yield f"{move.name} at a draw of another bureau"
    if move.name == "replace_source" and memory.reported.get(place_of(move)) == move.who:
        yield "a fallback was let in by the one who reported the failure"
    if move.name == "hand_share" and (str(number), int(move.values["share"])) in memory.held:
        yield "a share of the key was handed out a second time"
    if move.name in ("read_visits", "take_assignment"):
        found = result if isinstance(result, list) else [result]
        yield from _visit_faults(memory, actor, found)
    if isinstance(result, bytes):
        yield from _door_faults(memory, move, result)


def place_of(move: Move) -> Place:
    """The round that a move is about."""
    return str(move.values["number"]), int(move.values.get("round_number", 1))


def _may_touch(move: Move, number: str, actor: User) -> bool:
    draws = Draw.objects.filter(number=number)
    if move.name in LENT and draws.filter(lenders=actor.bureau_id).exists():
        return True
    return draws.filter(bureau=actor.bureau_id).exists()


def _visit_faults(memory: Memory, actor: User, found: list[object]) -> Iterator[str]:
    certificate = certificate_of(actor)
    for visit in found:
        assert isinstance(visit, Assignment)
        draw = Draw.objects.get(number=visit.number)
        opened = draw.openings.filter(round=visit.round, position=visit.position, to="officers")
        if not opened.exists():
            yield f"envelope {visit.position} of {visit.number} was read while sealed"
        if not _lent_or_own(draw, actor):
            yield f"envelope {visit.position} of {visit.number} was read in another bureau"
        if certificate not in [member.certificate for member in visit.team]:
            yield f"envelope {visit.position} of {visit.number} was read by one outside its team"
        sealed = visits(memory.sealed[visit.number, visit.round])
        if visit.object_id != sealed[visit.position].id:
            yield f"envelope {visit.position} of {visit.number} holds another enterprise"


def _lent_or_own(draw: Draw, actor: User) -> bool:
    return draw.bureau_id == actor.bureau_id or draw.lenders.filter(pk=actor.bureau_id).exists()


def _door_faults(memory: Memory, move: Move, proof: bytes) -> Iterator[str]:
    report = verify(proof, head="{} {}".format(*memory.head))
    if report.outcome != "proved":
        yield f"the door proof does not hold: {report.fault}"
    own = *place_of(move), move.values["position"]
    for (number, round_number), lines in memory.sealed.items():
        for position, visit in enumerate(visits(lines)):
            other = number == own[0] and (number, round_number, position) != own
            if other and f"\n{visit.id}\t".encode() in proof:
                yield f"the door proof of {own} tells {visit.id}"


def seal_faults(memory: Memory, move: Move) -> tuple[Memory, list[str]]:
    """Remember the lines first sealed; another list of the same round is a fault."""
    if move.name != "draw":
        return memory, []
    place = place_of(move)
    lines = tuple(sealed_lines(Draw.objects.get(number=place[0]), place[1]))
    first = memory.sealed.get(place)
    if first is not None and first != lines:
        return memory, [f"{place} was drawn a second time, to another list"]
    return replace(memory, sealed={**memory.sealed, place: lines}), []


def kept_faults(memory: Memory, move: Move) -> Iterator[str]:
    """No result of a round is another one after a later act, and no two rounds drew one row."""
    if move.name not in DRAWING:
        return
    drawn: dict[tuple[str, str], Place] = {}
    for place, lines in memory.sealed.items():
        if tuple(sealed_lines(Draw.objects.get(number=place[0]), place[1])) != lines:
            yield f"round {place[1]} of {place[0]} is another list than it was"
        for visit in visits(lines):
            if drawn.setdefault((place[0], visit.id), place) != place:
                yield f"{visit.id} was drawn by two rounds of {place[0]}"


def notes(memory: Memory, move: Move, result: object) -> Memory:
    """Remember who reported a failed source, and which shares are in somebody's hands."""
    if move.name == "report_failure":
        return replace(memory, reported={**memory.reported, place_of(move): move.who})
    if move.name == "hand_share":
        share = str(move.values["number"]), int(move.values["share"])
        return replace(memory, held={**memory.held, share: str(result)})
    return memory


@dataclass(frozen=True, slots=True)
class View:
    """What the observer finds wrong: against the head he kept, in the log itself, and parts of a
    result that are other ones than he read first."""

    head: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


def look_at_log(memory: Memory) -> tuple[Memory, View]:
    """Let the observer look, and remember."""
    log = observer.read_log()
    if log.head() == memory.head:
        return memory, View()
    found = observer.results(log.entries)
    view = View(
        log=(*found.doubled, *observer.early_attempts(log.entries)),
        changed=tuple(observer.changed(memory.known, found.parts)),
        order=tuple(order_faults(log.entries)),
    )
    if not memory.blind and not log.leads_to(memory.head):
        return memory, replace(view, head=("the log left the head that was seen",))
    return memory_of(memory, log, found), view


def memory_of(memory: Memory, log: observer.Log, found: observer.Results) -> Memory:
    """The observer saw this log; what he read first stays."""
    known = {**found.parts, **{key: {**found.parts.get(key, {}), **old}
                               for key, old in memory.known.items()}}  # fmt: skip
    return replace(memory, head=log.head(), known=known)


def secret_faults(memory: Memory, before: int) -> Iterator[str]:
    """Nothing in the log's new entries tells an id of a list that is still sealed."""
    hidden = {
        line.split(b"\t")[1]
        for (number, _round), lines in memory.sealed.items()
        if number not in memory.revealed
        for line in lines
        if line.startswith(b"V\t")
    }
    for raw in observer.read_log().raw[before:]:
        for name in hidden:
            if name in raw:
                yield f"the log tells {name.decode()} before the reveal"

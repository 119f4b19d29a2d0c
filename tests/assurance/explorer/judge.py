"""What must be true after every act, done or refused.

`Memory` is what the explorer carries along a path: the clock, the head that the observer saw last,
what he read from the log first, and (the explorer's eyes alone) the lines as they were first
sealed. A `Violation` names the rule and the path.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from fairdraw import container
from fairdraw.seal import visits
from fairdraw.tables import parse_lines
from fairdraw.verify import verify

from tests.assurance.explorer import observer
from tests.assurance.explorer.moves import Move
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry as TrailEntry
from yaohao.ground.audit.models import Tail
from yaohao.stages.draw.assignments import Assignment
from yaohao.stages.draw.files import read_file
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
    "freeze": DESK,
    "commit_number": HALL,
    "bind": DESK,
    "open_number": HALL,
    "type_dice": HALL,
    "draw": DESK,
    "open_assignments": DESK,
    "reveal": DESK,
    "ask_abort": DESK,
    "abort": LEADERS,
    "annul": DESK,
    "postpone": HEADS,
    "ask_substitute": HEADS,
    "type_substitute_dice": HALL | {"section-head"},
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
}
INNER = frozenset({"planning.visit.book", "planning.visit.void", "registers.root.write"})
GOOD = ("proved", "proved-partly")  # partly: a list it rests on is not open yet
NOT_PROVED = ("does not verify", "核验未通过")


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
    sealed: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
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
    if number and not Draw.objects.filter(number=number, bureau=actor.bureau_id).exists():
        yield f"{move.name} at a draw of another bureau"
    if move.name in ("read_visits", "take_assignment"):
        found = result if isinstance(result, list) else [result]
        yield from _visit_faults(memory, actor, found)
    if isinstance(result, bytes):
        yield from _door_faults(memory, move, result)


def _visit_faults(memory: Memory, actor: User, found: list[object]) -> Iterator[str]:
    certificate = certificate_of(actor)
    for visit in found:
        assert isinstance(visit, Assignment)
        draw = Draw.objects.get(number=visit.number)
        opened = draw.openings.filter(round=visit.round, position=visit.position, to="officers")
        if not opened.exists():
            yield f"envelope {visit.position} of {visit.number} was read while sealed"
        if certificate not in [member.certificate for member in visit.team]:
            yield f"envelope {visit.position} of {visit.number} was read by one outside its team"
        if visit.object_id != visits(memory.sealed[visit.number])[visit.position].id:
            yield f"envelope {visit.position} of {visit.number} holds another enterprise"


def _door_faults(memory: Memory, move: Move, proof: bytes) -> Iterator[str]:
    report = verify(proof, head="{} {}".format(*memory.head))
    if report.outcome != "proved":
        yield f"the door proof does not hold: {report.fault}"
    number, position = str(move.values["number"]), move.values["position"]
    for place, visit in enumerate(visits(memory.sealed[number])):
        if place != position and f"\n{visit.id}\t".encode() in proof:
            yield f"the door proof of {position} tells {visit.id}"


def seal_faults(memory: Memory, move: Move) -> tuple[Memory, list[str]]:
    """Remember the lines first sealed; another list under the same number is a fault."""
    if move.name != "draw":
        return memory, []
    number = str(move.values["number"])
    lines = tuple(sealed_lines(Draw.objects.get(number=number)))
    first = memory.sealed.get(number)
    if first is not None and first != lines:
        return memory, [f"{number} was drawn a second time, to another list"]
    return replace(memory, sealed={**memory.sealed, number: lines}), []


@dataclass(frozen=True, slots=True)
class View:
    """What the observer finds wrong: against the head he kept, in the log itself, and parts of a
    result that are other ones than he read first."""

    head: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def look_at_log(memory: Memory) -> tuple[Memory, View]:
    """Let the observer look, and remember."""
    log = observer.read_log()
    if log.head() == memory.head:
        return memory, View()
    found = observer.results(log.entries)
    view = View(
        log=(*found.doubled, *observer.early_attempts(log.entries)),
        changed=tuple(observer.changed(memory.known, found.parts)),
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
        for number, lines in memory.sealed.items()
        if number not in memory.revealed
        for line in lines
        if line.startswith(b"V\t")
    }
    for raw in observer.read_log().raw[before:]:
        for name in hidden:
            if name in raw:
                yield f"the log tells {name.decode()} before the reveal"


def record_faults(memory: Memory) -> tuple[Memory, list[str], list[str]]:
    """Judge every newly revealed record as the observer does: with the verifier and his head.

    (memory after it, how the verifier named a forger, what nobody named)
    """
    named, faults = [], []
    rows = Draw.objects.exclude(record_file=None).exclude(number__in=memory.revealed)
    for draw in rows.order_by("pk"):
        data = read_file(draw.record_file or "")
        head = None if memory.blind else "{} {}".format(*memory.head)
        report = verify(data, head=head)
        wanted = ("aborted",) if draw.state == "void" else GOOD
        if report.outcome not in wanted:
            code = report.fault.code if report.fault else report.outcome
            named.append(code)
            continue
        first = memory.sealed.get(draw.number)
        members = container.load(data)
        lines = members.get("round-1/sealed.tsv")
        if first is not None and tuple(parse_lines(lines or b"", "sealed.tsv")) != first:
            faults.append(f"{draw.number}: the record's list is not the one first sealed")
        memory = replace(memory, revealed=memory.revealed | {draw.number})
    return memory, named, faults

"""The tree of moves: every step in a savepoint that is rolled back, so that no prefix runs twice.

A trunk of honest steps leads from an untouched world to a finished draw; at every step of it a
subtree of dishonest ones grows and is cut off again. One sequence is one path of that tree.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from random import Random
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction

from tests.assurance.explorer import judge
from tests.assurance.explorer.edits import Edit
from tests.assurance.explorer.honest import honest
from tests.assurance.explorer.judge import Memory, Violation
from tests.assurance.explorer.move import WAIT, Move
from tests.assurance.explorer.numbers import told_falsely
from tests.assurance.explorer.people import Answer, call, known_target, signed_in
from tests.assurance.explorer.records import judged
from tests.assurance.explorer.seen import Seen, look
from tests.assurance.explorer.world import World
from yaohao.ground.accounts.models import User

Path = tuple[object, ...]
"""The moves that led here."""

Player = Callable[[Seen, World], Sequence[Move | Edit]]
SELDOM = ("ask_substitute",)  # in the trunk
LAST = ("report_failure", "ask_abort")  # when even waiting does not help
WRITING = ("INSERT", "UPDATE", "DELETE")
OVER = ("aborted", "revealed", "void")
ENOUGH = 20  # violations after which nobody needs more


@dataclass(slots=True)
class Tally:
    """What was seen."""

    sequences: int = 0
    refused: int = 0
    done: int = 0
    closed: int = 0  # addresses that do not open to this role
    named: int = 0  # forgeries that head or verifier named
    stopped: int = 0  # errors the product ran into after rows were forged
    sealed: int = 0
    revealed: int = 0
    longest: int = 0
    names: Counter[str] = field(default_factory=Counter)
    how: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in another tally."""
        for name in ("sequences", "refused", "done", "closed", "named", "stopped"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.sealed, self.revealed = self.sealed + other.sealed, self.revealed + other.revealed
        self.longest = max(self.longest, other.longest)
        self.names.update(other.names)
        self.how.update(other.how)
        self.violations += other.violations


@dataclass(slots=True)
class Shape:
    """How the tree grows: tries at each node, branches, depth of a subtree, steps of the trunk."""

    tries: int = 20
    branches: int = 2
    depth: int = 3
    trunk: int = 36


class Watch:
    """Notes whether a statement that writes was run."""

    def __init__(self) -> None:
        self.wrote = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip()[:6].upper() in WRITING:
            self.wrote = True
        return execute(sql, params, many, context)


@dataclass(slots=True)
class Search:
    """One tree. `forger`: the player holds the password of the database."""

    world: World
    player: Player
    random: Random
    budget: int
    shape: Shape = field(default_factory=Shape)
    forger: bool = False
    fixed: bool = True  # nobody's roles change: people are read once
    sought: str = ""  # a rule: the first time that it is broken ends the search
    tally: Tally = field(default_factory=Tally)
    people: dict[str, User] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether the budget is spent or enough was seen."""
        found = self.tally.violations
        sought = any(each.rule == self.sought for each in found)
        return sought or self.tally.sequences >= self.budget or len(found) >= ENOUGH

    def run(self, *, start: Sequence[str] = (), blind: bool = False) -> Tally:
        """Grow the tree from the world as it stands; leave the world as it was.

        `start`: names of honest moves (or `wait`) that are done before anything grows.
        """
        with step():
            memory, path = self.led(start, judge.begin(blind=blind))
            for _each in range(self.shape.trunk):
                seen = look(self.world.cast.city.pk)
                self.grow(memory, path, self.shape.depth, seen)
                if self.over:
                    break
                memory, path = self._onward(memory, path, seen)
        return self.tally

    def led(self, names: Sequence[str], memory: Memory) -> tuple[Memory, Path]:
        """Do honest moves of these names one after the other; LookupError where none is done."""
        path: Path = ()
        for name in names:
            seen = look(self.world.cast.city.pk)
            for move in [*self._honest(memory, seen), WAIT]:
                fits = move.name == name and (move is WAIT or move not in path)
                after = self.play(memory, path, move) if fits else None
                if after is not None:
                    memory, path = after, (*path, move)
                    break
            else:
                raise LookupError(f"nobody can do {name} now")
        return memory, path

    def _honest(self, memory: Memory, seen: Seen) -> list[Move]:
        self._remember(memory)
        return list(honest(seen, self.world))

    def _remember(self, memory: Memory) -> None:
        """Set the world's clock, and what people hold in their hands, to a place of the tree."""
        self.world.hour, self.world.minutes = memory.hour, memory.minutes
        self.world.held = memory.held

    def grow(self, memory: Memory, path: Path, depth: int, seen: Seen | None = None) -> None:
        """Try moves from here; follow the first few that were done."""
        self._remember(memory)
        seen = seen or look(self.world.cast.city.pk)
        moves = self._mixed([*self.player(seen, self.world), WAIT])
        branches = self.shape.branches if depth else 0
        for move in moves[: self.shape.tries]:
            if self.over:
                return
            with step():
                after = self.play(memory, path, move)
                if after is not None and branches:
                    branches -= 1
                    self.grow(after, (*path, move), depth - 1)
            if after is not None and self.forger and depth and not after.named:
                self._put_back(replace(after, revealed=memory.revealed), (*path, move), depth)

    def _mixed(self, moves: list[Move | Edit]) -> list[Move | Edit]:
        """Shuffled; two of three by their name first, so that what has few forms is tried too."""
        self.random.shuffle(moves)
        by_name: dict[str, list[Move | Edit]] = {}
        for move in moves:
            by_name.setdefault(getattr(move, "name", str(move)), []).append(move)
        names = list(by_name)
        self.random.shuffle(names)
        for place in range(min(len(moves), self.shape.tries)):
            turn, name = divmod(place - place // 3, len(names))
            if place % 3:  # two of three
                moves[place] = by_name[names[name]][turn % len(by_name[names[name]])]
        return moves

    def _put_back(self, after: Memory, path: Path, depth: int) -> None:
        """The backup from before the act is put back; the observer has seen what came after."""
        if after.head == judge.begin().head or self.random.random() > 0.2:
            return
        with step():
            self.grow(after, (*path, "(backup put back)"), min(depth - 1, 1))

    def _onward(self, memory: Memory, path: Path, seen: Seen) -> tuple[Memory, Path]:
        """One honest step of the trunk that is done, whichever comes first."""
        moves = [*self._honest(memory, seen), WAIT]
        self.random.shuffle(moves)
        if self.random.random() < 0.9:  # most draws go on; now and then one is broken off
            busy = any(draw.state not in OVER for draw in seen.draws)
            moves.sort(key=lambda move: _patience(move, busy=busy))
        for move in moves:
            after = self.play(memory, path, move)
            if after is not None:
                return after, (*path, move)
        return memory, path

    def play(self, memory: Memory, path: Path, move: Move | Edit) -> Memory | None:
        """Do one move and judge what came of it; None when nothing was done."""
        tally, path = self.tally, (*path, move)
        tally.sequences += 1
        tally.longest = max(tally.longest, len(path))
        tally.names[getattr(move, "name", "edit")] += 1
        if move is WAIT:
            later = min(memory.hour + 1, len(self.world.kind.hours) - 1)
            return replace(memory, hour=later, minutes=0) if later != memory.hour else None
        memory = replace(memory, minutes=memory.minutes + 1)
        self._remember(memory)
        if isinstance(move, Edit):
            return self._forge(memory, path, move)
        watch, point = Watch(), transaction.savepoint()
        with connection.execute_wrapper(watch):
            answer = call(move, self._actor(move.who))
        if answer.done:
            return self._judge(memory, path, move, answer)
        self._refusal(path, move, answer, watch.wrote and is_another_since(point))
        return None

    def _actor(self, who: str) -> User:
        if not self.fixed:
            return signed_in(who)
        if who not in self.people:
            self.people[who] = signed_in(who)
        return self.people[who]

    def _forge(self, memory: Memory, path: Path, edit: Edit) -> Memory | None:
        if not edit.run():
            self.tally.refused += 1
            return None
        self.tally.done += 1
        memory = replace(memory, trail=judge.trail_end())
        return self._observe(memory, path, ())

    def _refusal(self, path: Path, move: Move, answer: Answer, changed: bool) -> None:
        tally = self.tally
        if answer.closed:
            tally.closed += 1
            return
        tally.refused += 1
        if changed:
            self._violate("a refused act changes nothing", answer.text, path)
        if answer.unproved and not self.forger:
            self._violate("what was drawn can be revealed", answer.text, path)
        missing = isinstance(answer.error, ObjectDoesNotExist) and not known_target(
            move, answer.actor
        )
        if not answer.refused and not missing:
            if self.forger:
                tally.stopped += 1
                tally.how[type(answer.error).__name__] += 1
            else:
                self._violate("a refusal is a refusal", repr(answer.error), path)
        if self.forger and answer.unproved:
            tally.how["the reveal is refused: the record does not verify"] += 1

    def _judge(self, memory: Memory, path: Path, move: Move, answer: Answer) -> Memory:
        self.tally.done += 1
        self.tally.sealed += move.name == "draw"
        if told_falsely(move, self.world.kind):
            self._named("the calendar of the lottery", "an issue that was drawn before")
        if not self.forger:
            self._paperwork(memory, path, move, answer)
        before = memory.head[0]
        memory, again = judge.seal_faults(memory, move)
        if not self.forger and move.name != "reveal":
            self._violations(
                "what is sealed stays sealed", judge.secret_faults(memory, before), path
            )
        memory = replace(judge.notes(memory, move, answer.result), trail=judge.trail_end())
        if not self.forger:
            kept = judge.kept_faults(memory, move)
            self._violations("a result of a round stays as it is", kept, path)
        memory = self._observe(memory, path, again)
        return self._records(memory, path) if move.name == "reveal" else memory

    def _paperwork(self, memory: Memory, path: Path, move: Move, answer: Answer) -> None:
        trail = judge.trail_faults(memory, move, answer.action)
        self._violations("one entry in the trail for an act", trail, path)
        rights = judge.right_faults(memory, move, answer.actor, answer.result)
        self._violations("rights hold", rights, path)

    def _observe(self, memory: Memory, path: Path, again: Iterable[str]) -> Memory:
        """Let the observer look. Two results are bearable only where he sees the forgery."""
        if memory.named:
            return memory
        memory, view = judge.look_at_log(memory)
        if self.forger and not memory.blind:
            log = (*view.log, *view.order)
            for who, faults in (("the head", view.head), ("the log", log)):
                for fault in faults:
                    self._named(who, fault)
            if view.head or log:
                return replace(memory, named="the head" if view.head else "the log")
        self._violations("the log only grows", view.head, path)
        self._violations("what decides comes later", () if self.forger else view.order, path)
        self._violations("one result", (*view.log, *view.changed, *again), path)
        return memory

    def _records(self, memory: Memory, path: Path) -> Memory:
        """Judge a record that was just revealed with the verifier and the observer's head."""
        self.tally.revealed += 1
        found = judged(memory)
        memory, named = found.memory, found.named
        if not self.forger:
            self._violations("the level names who could have steered", found.levels, path)
        if not self.forger or memory.blind:
            self._violations("a finished record proves", named, path)
        for fault in named if self.forger else ():
            self._named("the verifier", fault)
        if memory.named == "the head" and not named:
            self._violations("one result", ["a record of another history was not named"], path)
        self._violations("one result", found.faults, path)
        return memory

    def _named(self, who: str, fault: str) -> None:
        self.tally.named += 1
        self.tally.how[f"{who}: {fault}"] += 1

    def _violations(self, rule: str, faults: Iterable[str], path: Path) -> None:
        self.tally.violations += [Violation(rule, fault, tuple(map(str, path))) for fault in faults]

    def _violate(self, rule: str, seen: str, path: Path) -> None:
        self.tally.violations.append(Violation(rule, seen, tuple(map(str, path))))


def _patience(move: Move, *, busy: bool) -> int:
    """What comes first in the trunk: a draw goes on, time passes, the next begins, it is broken
    off."""
    if move.name in LAST:
        return 4
    if move.name == "prepare":
        return 3 if busy else 1
    return 2 if move is WAIT else int(move.name in SELDOM)


@contextmanager
def step() -> Iterator[None]:
    """A savepoint that is rolled back, whatever happens in it."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)


def is_another_since(point: str) -> bool:
    """Whether the database is another one than at a savepoint, to which it goes back."""
    after = fingerprint()
    transaction.savepoint_rollback(point)
    return fingerprint() != after


def fingerprint() -> int:
    """Every row of every table, hashed."""
    with connection.cursor() as cursor:
        rows = []
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            rows.append((table, [tuple(map(str, row)) for row in cursor.fetchall()]))
    return hash(repr(rows))


@lru_cache(maxsize=1)
def _tables() -> tuple[str, ...]:
    return tuple(sorted(connection.introspection.table_names()))

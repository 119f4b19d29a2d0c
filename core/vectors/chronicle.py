"""A long draw in a log it may share with others: rounds, events, substitutes, an abort.

Told honestly or with entries forged; everything after a forgery is linked anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fairdraw import record, seal
from fairdraw.acts import Acts
from fairdraw.announcement import Announcement
from fairdraw.draw import Draw, Result, draw
from fairdraw.entries import Entry, parse
from fairdraw.history import History
from fairdraw.link import find_announcement, follow
from fairdraw.pool import Pool
from fairdraw.proof import Doors
from fairdraw.randomness import substitute_seed
from fairdraw.sources import gather_fresh
from fairdraw.substitute import Places
from fairdraw.tables import Tables

from core.vectors.log import Log
from core.vectors.story import KEY, ROWS, THROWS, Forge, changed, opened


@dataclass
class Chronicle:
    """One draw. `forged`: (kind, which time) to forgery; `sealing`: round to forgery of lines."""

    announced: Announcement
    log: Log = field(default_factory=Log)
    rows: Sequence[tuple[str, str, str]] = field(default_factory=lambda: ROWS)
    key: bytes = KEY
    forged: Mapping[tuple[str, int], Forge] = field(default_factory=dict)
    sealing: Mapping[int, Callable[[list[bytes]], list[bytes]]] = field(default_factory=dict)
    bound: list[Entry] = field(default_factory=list)
    seals: list[Entry] = field(default_factory=list)
    tables: list[Tables] = field(default_factory=list)
    given: dict[int, Draw] = field(default_factory=dict)
    sealed: dict[int, list[bytes]] = field(default_factory=dict)
    served: dict[str, list[Entry]] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)
    others: dict[str, Sequence[bytes]] = field(default_factory=dict)
    _count: dict[str, int] = field(default_factory=dict)
    _honest: dict[int, Entry] = field(default_factory=dict)

    def put(self, entry: Entry) -> Entry:
        """Forge an entry when asked to, and put it into the log."""
        which = self._count.get(entry.kind, 0)
        self._count[entry.kind] = which + 1
        forge = self.forged.get((entry.kind, which))
        made = self.log.put(forge(entry) if forge else entry)
        self._honest[id(made)] = entry
        return made

    def plan(self) -> "Chronicle":
        """Announce."""
        self.announce = self.put(self.announced.entry())
        self.acts = Acts(self.announce, self.announced)
        return self

    def begin(self) -> "Chronicle":
        """Announce, unless that was done, and freeze."""
        if "announce" not in self._count:
            self.plan()
        self.pool = Pool.frozen(self.rows)
        self.frozen = self.put(
            self.acts.pool(pool=self.pool, key=self.key, time=self.log.tick(), by=["张三"])
        )
        return self

    def bind(
        self,
        tables: Tables,
        sources: Sequence[str] | None = None,
        after: Sequence["Chronicle"] = (),
        witnesses: int = 1,
    ) -> Entry:
        """Take the witnesses' commitments and bind the next round."""
        number, acts = len(self.bound) + 1, self.acts
        commits = []
        for seat in range(1, witnesses + 1):
            made = acts.witness_commitment(
                pool=self.frozen, seat=seat, opened=opened(seat), number=number
            )
            commits.append(
                self.put(
                    acts.commit(
                        pool=self.frozen, seat=seat, name=f"见证人{seat}", office="纪检监察",
                        commitment=made, time=self.log.tick(), number=number,
                    )
                )
            )  # fmt: skip
        self.commits = commits
        self.after = list(after)
        named = [acts.digest(other.bound[-1]) for other in after]
        self.tables.append(tables)
        entry = acts.round(
            pool=self.frozen, rows=self.pool, tables=tables, key=self.key, log=self.log.frontier,
            commits=commits, time=self.log.tick(), by=["张三"], number=number, sources=sources,
            after=named,
        )  # fmt: skip
        self.bound.append(self.put(entry))
        return self.bound[-1]

    def serve(self, entry: Entry) -> Entry:
        """Log an entry that serves a round or a substitute."""
        made = self.put(entry)
        self.served.setdefault(made.get("for"), []).append(self._honest[id(made)])
        return made

    def open_numbers(self) -> None:
        """Open every witness's number of the round."""
        for commit in self.commits:
            number = opened(int(commit.get("seat")))
            self.serve(
                self.acts.opening(
                    serves=self.bound[-1], commit=commit, opened=number, time=self.log.tick()
                )
            )

    def throw(self, serves: Entry | None = None, throws: str = THROWS) -> None:
        """Throw the dice for a round or a substitute, after the margin."""
        time = self.log.tick(self.announced.margin + 60)
        serves = serves or self.bound[-1]
        typed = ("张三", "王五")
        self.serve(self.acts.dice(serves=serves, throws=throws, typed=typed, time=time))

    def history(self) -> History:
        """Return the draw as far as it went."""
        entries = [parse(raw) for raw in self.log.entries]
        found = find_announcement(entries, self.acts.digest(self.announce))
        assert found
        return History(follow(entries, found), self.sealed)

    def draw(self) -> Result:
        """Draw the bound round."""
        number, bound = len(self.bound), self.bound[-1]
        elsewhere = frozenset(
            visit.id
            for other in self.after
            for visit in seal.visits(other.sealed.get(len(other.bound), ()))
        )
        before = self.history().before(number, elsewhere) if number > 1 else None
        honest = self._honest[id(bound)]
        given = self.acts.draw(
            key=self.key, rows=self.pool, tables=self.tables[-1], serves=honest,
            commits=self.commits, contributions=self.served.get(self.acts.digest(bound), ()),
            before=before,
        )  # fmt: skip
        if bound is not honest or elsewhere:
            digest = bound.digest(self.announced.hash)
            made = before or given.before
            made = type(made)(made.drawn, made.standing, made.waiting, elsewhere)
            given = type(given)(*_parts(given, digest), made)
        self.given[number] = given
        return draw(given)

    def seal(self) -> Result:
        """Draw and seal the bound round."""
        result, number = self.draw(), len(self.bound)
        self.sealed[number] = list(result.lines)
        entry = self.acts.seal(
            serves=self.bound[-1], given=self.given[number], result=result,
            log=self.log.frontier, time=self.log.tick(),
        )  # fmt: skip
        root = seal.root(seal.SEALED, self.shown(number), self.key, number, self.announced.digest)
        self.seals.append(self.put(changed("root", root.hex())(entry)))
        return result

    def shown(self, number: int) -> list[bytes]:
        """Return the sealed lines of a round as they are given out."""
        return self.sealing.get(number, list)(self.sealed[number])

    def round(self, tables: Tables, **binding: object) -> Result:
        """Bind, open, throw, draw and seal a round."""
        self.bind(tables, **binding)  # type: ignore[arg-type]
        self.open_numbers()
        self.throw()
        return self.seal()

    def show(self, position: int, number: int = 0) -> None:
        """Open a position to its officers and to the enterprise."""
        for to in ("officers", "enterprise"):
            at = self.seals[number - 1]
            self.put(self.acts.open(seal=at, position=position, to=to, time=self.log.tick()))

    def event(self, position: int, what: str, cause: str = "-", number: int = 0) -> None:
        """Log an event of a sealed position."""
        self.put(
            self.acts.event(
                seal=self.seals[number - 1], position=position, what=what, cause=cause,
                by=["李四"], time=self.log.tick(),
            )
        )  # fmt: skip

    def ask(self, position: int, role: str, number: int = 0) -> Entry:
        """Ask for a substitute."""
        return self.put(
            self.acts.substitute(
                seal=self.seals[number - 1], position=position, role=role, cause="ILL 患病",
                by=["李四"], time=self.log.tick(),
            )
        )  # fmt: skip

    def substitute(self, position: int, role: str, throws: str = THROWS, number: int = 0) -> str:
        """Ask for a substitute, throw the dice, draw; return the certificate."""
        number = number or len(self.seals)
        asked = self.ask(position, role, number)
        self.throw(asked, throws)
        return self.settle(asked, position, role, number)

    def settle(self, asked: Entry, position: int, role: str, number: int) -> str:
        """Draw a substitute and seal it."""
        served = self.served[self.acts.digest(asked)]
        found = gather_fresh(self.announced, self._honest[id(asked)], served)
        until, places = len(self.log.entries), Places(self.history(), self.given)
        for line, at in zip(self.lines, self.settled, strict=True):
            _, drawn, place, earlier, name = line.decode().split("\t")
            places.settle((int(drawn), int(place)), earlier, name, at)
        event = asked.digest(self.announced.hash)
        seed = substitute_seed(event, found.randomness, self.announced.digest)
        chosen = places.choose((number, position), role, seed, until)
        line = seal.substitute_line(number, position, role, chosen)
        self.lines.append(line)
        self.settled.append(until)
        digest = seal.substitute_digest(line, self.key, number, event, self.announced.digest)
        self.put(
            self.acts.substituted(
                asked=asked, randomness=found.randomness, line_digest=digest,
                time=self.log.tick(),
            )
        )  # fmt: skip
        return chosen

    def abort(self) -> None:
        """Break the draw off."""
        by = ["张三", "李四"]
        at = self.log.tick()
        self.put(self.acts.abort(cause="骰子落地", by=by, log=self.log.frontier, time=at))

    def reveal(self) -> "Chronicle":
        """Reveal K."""
        at = self.log.tick()
        self.put(self.acts.reveal(key=self.key, log=self.log.frontier, time=at))
        self.end = len(self.log.entries)
        return self

    def doors(self, number: int, until: int | None = None) -> Doors:
        """Return what makes door proofs of a round, under the log's head at `until`."""
        log = self.log.entries[: until or self.end]
        return Doors(
            log=log, announce=self.announce, rows=self.pool, sealed=self.sealed[number],
            key=self.key, number=number,
        )  # fmt: skip

    def record(self, whole: bool = True) -> bytes:
        """Return the record."""
        rounds = [
            record.Bound(tables, self.shown(number) if number in self.sealed else None)
            for number, tables in enumerate(self.tables, 1)
        ]
        pool = self.pool if hasattr(self, "frozen") else None
        contents = record.Contents(pool, rounds, self.lines, self.others)
        return record.build(entries=self._entries(whole), contents=contents, whole=whole)

    def _entries(self, whole: bool) -> list[bytes]:
        entries = self.log.entries[: self.end]
        if whole:
            return entries
        own = {act.index for act in self.history().acts.all()}
        return [raw for index, raw in enumerate(entries) if index in own]


def _parts(given: Draw, digest: bytes) -> tuple[object, ...]:
    return (
        given.announced, given.key, given.pool, given.inputs, given.round_number, digest,
        given.randomness,
    )  # fmt: skip

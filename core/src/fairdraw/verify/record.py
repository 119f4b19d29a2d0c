"""The checks of a record, in their order (spec/6-verification.md, "Record")."""

from fairdraw import record as records
from fairdraw import seal
from fairdraw.acts import count_fields
from fairdraw.announcement import Announcement
from fairdraw.digest import sha256
from fairdraw.draw import Draw, Progress, Result, draw
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.inputs import Inputs
from fairdraw.inputs import read as read_inputs
from fairdraw.merkle import root as tree_root
from fairdraw.pool import MEMBER as POOL
from fairdraw.pool import Pool, commitment
from fairdraw.pool import root as pool_root
from fairdraw.record import Record
from fairdraw.sources import gather
from fairdraw.tables import NAMES, Tables, parse_lines
from fairdraw.teams import NotStaffable
from fairdraw.verify import steering
from fairdraw.verify.compare import compare
from fairdraw.verify.link import Acts, At, link
from fairdraw.verify.report import Facts, Findings, Report


class RecordCase:
    """A record under examination: each check adds what it established for those after it."""

    members: dict[str, bytes]
    record: Record
    acts: Acts
    announced: Announcement
    key: bytes
    rows: Pool
    tables: Tables
    inputs: Inputs
    randomness: bytes
    given: Draw
    result: Result

    def __init__(
        self, data: bytes, progress: Progress | None = None, head: str | None = None
    ) -> None:
        self._data = data
        self._head = head
        self.findings = Findings("record", progress=progress)

    def verify(self) -> Report:
        """Make all checks."""
        published = [("head", self._published)] if self._head is not None else []
        return self.findings.run(
            (
                ("container", self._container),
                ("entries", self._entries),
                ("acts", self._acts),
                ("announcement", self._announcement),
                ("parallel", self._parallel),
                ("key", self._key),
                ("pool", self._pool),
                ("binding", self._binding),
                ("lists", self._lists),
                ("randomness", self._randomness),
                ("draw", self._draw),
                ("seal", self._seal),
                ("openings", self._openings),
                *published,
            )
        )

    def _container(self) -> Facts:
        self.members = records.members_of(self._data)
        return {"bytes": len(self._data), "digest": sha256(self._data).hex()}

    def _entries(self) -> Facts:
        self.record = records.entries_of(self.members)
        return {"entries": len(self.record.entries)}

    def _acts(self) -> Facts:
        self.acts = acts = link(self.record.entries)
        announce = acts.announce.entry
        self.findings.exercise = announce.get("exercise") == "yes"
        self.findings.title = f"{announce.get('draw')} {announce.get('title')}"
        if not self.record.whole:
            own = {act.index for act in acts.all()}
            for index, entry in enumerate(self.record.entries):
                if index not in own:
                    raise Fault("entry-foreign", f"{records.OWN} entry {index}", kind=entry.kind)
        return {"draw": announce.get("draw"), "attempt": announce.get("attempt")}

    def _announcement(self) -> Facts:
        self.announced = announced = Announcement.of(self.acts.announce.entry)
        for code, facts in steering.notes(announced):
            self.findings.note(code, **facts)
        if self.acts.reveal.entry.get("time") > announced.deadline:
            self.findings.note("reveal-late", deadline=announced.deadline)
        return {"by": ", ".join(announced.by)}

    def _parallel(self) -> Facts | None:
        attempts = range(1, self.announced.attempt)
        if not self.record.whole:
            return None
        ended = _revealed(self.record.entries, self.acts.pool.index)
        earlier = []
        for index, entry in enumerate(self.record.entries):
            if entry.kind != "announce" or index == self.acts.announce.index:
                continue
            if tuple(map(entry.get, ("cycle", "item", "region", "period"))) != self.announced.line:
                continue
            place = f"{records.LOG} entry {index} announce"
            number = int(entry.get("attempt"))
            if number not in attempts or number in earlier:
                raise Fault("parallel-plan", place, draw=entry.get("draw"))
            if entry.digest(entry.get("hash")).hex() not in ended:
                raise Fault("attempt-open", place, attempt=number)
            earlier.append(number)
        if sorted(earlier) != list(attempts):
            missing = min(set(attempts) - set(earlier))
            raise Fault("attempt-missing", "announce attempt", attempt=missing)
        return {"attempt": self.announced.attempt}

    def _key(self) -> Facts:
        self.key = self.acts.reveal.entry.bytes_of("key")
        if commitment(self.key, self.announced.digest) != self.announced.commitment:
            raise Fault("commitment-mismatch", f"entry {self.acts.reveal.index} reveal key")
        return {"commitment": self.announced.commitment.hex()}

    def _pool(self) -> Facts:
        entry = self.acts.pool.entry
        self.rows = Pool.parse(self.members[POOL])
        if str(len(self.rows)) != entry.get("rows"):
            raise Fault("pool-count", POOL, found=len(self.rows), expected=entry.get("rows"))
        expected = count_fields(self.announced, self.rows)
        stated = [pair for pair in entry.fields if pair[0] in ("stratum", "reason")]
        for pair in expected:
            if pair not in stated:
                raise Fault("pool-count", f"pool {pair[0]}", found=pair[1], expected="-")
        if expected != stated:
            raise Fault("pool-count", "pool", found=len(expected), expected=len(stated))
        if pool_root(self.rows, self.key, self.announced.digest) != entry.bytes_of("root"):
            raise Fault("pool-root", POOL)
        return {"rows": len(self.rows), "root": entry.get("root")}

    def _binding(self) -> Facts:
        acts, bound = self.acts, self.acts.round
        place = f"entry {bound.index} round"
        planned = self.announced.round(int(bound.entry.get("round")))
        if bound.entry.get("window") != f"{planned.start} {planned.end}":
            raise Fault("round-window", f"{place} window", found=bound.entry.get("window"))
        before = [commit for commit in acts.commits if commit.index < bound.index]
        by_seat = sorted(before, key=lambda commit: int(commit.entry.get("seat")))
        seats = [commit.entry.get("seat") for commit in by_seat]
        if seats != [str(number) for number in range(1, len(seats) + 1)]:
            raise Fault("commit-seat", "commit seat", seats=", ".join(seats))
        if bound.entry.all("commit") != tuple(commit.digest for commit in by_seat):
            raise Fault("round-commits", f"{place} commit")
        if bound.entry.all("after"):
            raise Fault("round-after", f"{place} after")
        if self.record.whole:
            for act in (bound, acts.seal, acts.reveal):
                self._check_head(act)
        self._commits = [commit.entry for commit in by_seat]
        return {"commits": len(by_seat), "log": bound.entry.get("log")}

    def _check_head(self, act: At) -> None:
        leaves = [entry.leaf() for entry in self.record.entries[: act.index]]
        head = f"{act.index} {tree_root(leaves).hex()}"
        if act.entry.get("log") != head:
            place = f"entry {act.index} {act.entry.kind} log"
            raise Fault(f"{act.entry.kind}-log", place, expected=head)

    def _lists(self) -> Facts:
        entry = self.acts.round.entry
        number = int(entry.get("round"))
        self.tables = self.record.tables()
        heads = self.tables.heads(self.key, number, self.announced.digest)
        for name in NAMES:
            if heads[name] != entry.get(name):
                raise Fault("list-root", f"round-{number}/{name}.tsv", name=name)
        planned = self.announced.round(number)
        self.inputs = read_inputs(self.tables, self.announced, self.rows, planned)
        if self.inputs.skips:
            self.findings.note("skips-unchecked", skips=len(self.inputs.skips))
        return {"officers": len(self.tables.officers), "skips": len(self.inputs.skips)}

    def _randomness(self) -> Facts:
        acts = self.acts
        contributions = [act.entry for act in acts.contributions]
        bound = acts.round.entry
        found = gather(self.announced, acts.pool.entry, bound, self._commits, contributions)
        self.randomness = found.randomness
        if found.randomness != acts.seal.entry.bytes_of("randomness"):
            raise Fault("randomness-mismatch", f"entry {acts.seal.index} seal randomness")
        if found.opened < found.commits:
            missing = found.commits - found.opened
            self.findings.note("unopened", missing=missing, commits=found.commits)
        return {"opened": found.opened, "sources": ", ".join(self.announced.sources)}

    def _draw(self) -> Facts:
        bound = self.acts.round
        self.given = Draw(
            self.announced,
            self.key,
            self.rows,
            self.inputs,
            int(bound.entry.get("round")),
            bytes.fromhex(bound.digest),
            self.randomness,
        )
        try:
            self.result = draw(self.given, self.findings.within)
        except NotStaffable as refusal:
            raise Fault("not-staffable", records.SEALED, why=str(refusal)) from None
        compare(self.result.lines, parse_lines(self.members[records.SEALED], records.SEALED))
        return {"drawn": len(self.result.visits), "seed": self.result.seed.hex()}

    def _seal(self) -> Facts:
        if self.result.root != self.acts.seal.entry.bytes_of("root"):
            raise Fault("seal-root", f"entry {self.acts.seal.index} seal root", name=seal.SEALED)
        return {"root": self.result.root.hex()}

    def _openings(self) -> Facts:
        seen: set[tuple[str, str]] = set()
        drawn = len(self.result.visits)
        for act in self.acts.opens:
            place = f"entry {act.index} open position"
            opened = (act.entry.get("position"), act.entry.get("to"))
            if int(opened[0]) >= drawn:
                raise Fault("open-position", place, position=opened[0], drawn=drawn)
            if opened in seen:
                raise Fault("open-twice", place, position=opened[0])
            seen.add(opened)
        if self.record.whole and self._head is None:
            entries = self.record.entries
            root = tree_root([entry.leaf() for entry in entries]).hex()
            self.findings.note("head", size=len(entries), root=root)
        return {"opened": len({position for position, _ in seen})}

    def _published(self) -> Facts | None:
        if not self.record.whole or self._head is None:
            return None
        size = int(self._head.split(" ")[0])
        entries = self.record.entries
        if size > len(entries):
            raise Fault("head-beyond", "head", size=size, entries=len(entries))
        head = f"{size} {tree_root([entry.leaf() for entry in entries[:size]]).hex()}"
        if head != self._head:
            raise Fault("head-mismatch", "head", expected=head)
        return {"head": head}


def _revealed(entries: tuple[Entry, ...], before: int) -> set[str]:
    """Return the digests of the announcements revealed before an index."""
    return {entry.get("announce") for entry in entries[:before] if entry.kind == "reveal"}

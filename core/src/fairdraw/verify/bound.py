"""The checks of a record before its randomness (spec/6-verification.md, "Record")."""

from fairdraw import record as records
from fairdraw.acts import count_fields
from fairdraw.announcement import Announcement
from fairdraw.container import Content
from fairdraw.digest import sha256
from fairdraw.draw import Before, Progress
from fairdraw.errors import Fault
from fairdraw.history import History
from fairdraw.link import Acts, At, link
from fairdraw.pool import MEMBER as POOL
from fairdraw.pool import Pool, Reader, commitment
from fairdraw.record import Record
from fairdraw.tables import parse_lines
from fairdraw.verify import assurance
from fairdraw.verify.attempts import check_attempts
from fairdraw.verify.heads import Heads
from fairdraw.verify.origins import Origins, Others, drawn_elsewhere
from fairdraw.verify.report import Facts, Findings
from fairdraw.verify.rounds import RoundCase


class BoundCase:
    """A record under examination, as far as it was settled before any randomness: each check adds
    what it established for those after it."""

    members: dict[str, Content]
    record: Record
    heads: Heads
    acts: Acts
    announced: Announcement
    key: bytes
    rows: Pool
    rounds: list[RoundCase]
    others: Others

    def __init__(
        self,
        data: Content,
        progress: Progress | None = None,
        head: str | None = None,
        processes: int = 1,
        reader: Reader = Pool.parse,
    ) -> None:
        self._data = data
        self._parse = reader
        self._head = head
        self._processes = processes
        self.findings = Findings("record", progress=progress)

    def _container(self) -> Facts:
        self.members = records.members_of(self._data)
        return {"bytes": len(self._data), "digest": sha256(self._data).hex()}

    def _entries(self) -> Facts:
        self.record = records.entries_of(self.members)
        self.heads = Heads(self.record.entries)
        return {"entries": len(self.record.entries)}

    def _acts(self) -> Facts:
        self.acts = acts = link(self.record.entries)
        announce = acts.announce.entry
        self.findings.exercise = announce.get("exercise") == "yes"
        self.findings.aborted = acts.abort is not None
        self.findings.title = f"{announce.get('draw')} {announce.get('title')}"
        if not self.record.whole:
            own = {act.index for act in acts.all()}
            for index, entry in enumerate(self.record.entries):
                if index not in own:
                    raise Fault("entry-foreign", f"{records.OWN} entry {index}", kind=entry.kind)
        records.check_members(self.record, acts)
        self.others = Others(self.record, acts.announce.digest)
        return {"draw": announce.get("draw"), "attempt": announce.get("attempt")}

    def _announcement(self) -> Facts:
        self.announced = announced = Announcement.of(self.acts.announce.entry)
        self.rounds = [RoundCase(announced, each) for each in self.acts.rounds]
        planned, sealed = len(announced.rounds), len(self.acts.sealed)
        if self.acts.abort is None and sealed < planned:
            raise Fault("rounds-missing", "log", planned=planned, sealed=sealed)
        if self.acts.abort and len(set(self.acts.abort.entry.all("by"))) < max(
            2, len(self.acts.abort.entry.all("by"))
        ):
            raise Fault("announce-people", f"entry {self.acts.abort.index} abort by")
        for code, facts in assurance.notes(announced):
            self.findings.note(code, **facts)
        assert self.acts.reveal
        if self.acts.reveal.entry.get("time") > announced.deadline:
            self.findings.note("reveal-late", deadline=announced.deadline)
        return {"by": ", ".join(announced.by)}

    def _parallel(self) -> Facts | None:
        if not self.record.whole:
            return None
        found = check_attempts(self.record.entries, self.announced, self.acts, self.record.log_name)
        for attempt in found:
            code = "attempt-after" if attempt.known else "attempt-before"
            self.findings.note(code, attempt=attempt.number)
        return {"attempt": self.announced.attempt}

    def _key(self) -> Facts:
        assert self.acts.reveal
        self.key = self.acts.reveal.entry.bytes_of("key")
        if commitment(self.key, self.announced.digest) != self.announced.commitment:
            raise Fault("commitment-mismatch", f"entry {self.acts.reveal.index} reveal key")
        return {"commitment": self.announced.commitment.hex()}

    def _pool(self) -> Facts:
        if self.acts.pool is None:
            self.rows = Pool.parse(b"")
            return {}
        entry = self.acts.pool.entry
        self.rows = self._parse(self.members[POOL], self._processes)
        if str(len(self.rows)) != entry.get("rows"):
            raise Fault("pool-count", POOL, found=len(self.rows), expected=entry.get("rows"))
        expected = count_fields(self.announced, self.rows, self._processes)
        stated = [pair for pair in entry.fields if pair[0] in ("stratum", "reason")]
        for pair in expected:
            if pair not in stated:
                raise Fault("pool-count", f"pool {pair[0]}", found=pair[1], expected="-")
        if expected != stated:
            raise Fault("pool-count", "pool", found=len(expected), expected=len(stated))
        digest, progress = self.announced.digest, self.findings.within
        root = self.rows.root(self.key, digest, self._processes, progress)
        if root != entry.bytes_of("root"):
            raise Fault("pool-root", POOL)
        self._check_register(self.acts.pool)
        if found := self.rows.aliases(self._processes):
            shown = "; ".join(" = ".join(group) for group in found[:5])
            self.findings.note("aliases", groups=len(found), shown=shown)
        return {"rows": len(self.rows), "root": entry.get("root")}

    def _check_register(self, pool: At) -> None:
        if not self.record.whole:
            return
        before = self.record.entries[: pool.index]
        roots = {entry.get("root") for entry in before if entry.kind == "register"}
        if pool.entry.get("register") not in (roots or {"-"}):
            raise Fault("register-root", f"entry {pool.index} pool register")

    def _binding(self) -> Facts:
        for case in self.rounds:
            case.bind()
        if self.record.whole:
            self._check_heads()
        commits = sum(len(case.commits) for case in self.rounds)
        log = self.rounds[-1].acts.bound.entry.get("log") if self.rounds else "-"
        return {"commits": commits, "log": log}

    def _check_heads(self) -> None:
        acts = [act for each in self.acts.rounds for act in (each.bound, each.seal)]
        for act in [*acts, self.acts.abort, self.acts.reveal]:
            if act and act.entry.get("log") != self.heads.at(act.index):
                place = f"entry {act.index} {act.entry.kind} log"
                raise Fault(f"{act.entry.kind}-log", place, expected=self.heads.at(act.index))

    def _lists(self) -> Facts:
        officers: set[bytes] = set()
        skips = 0
        for case in self.rounds:
            case.read(self.record, self.rows, self.key)
            officers |= set(case.tables.officers)
            skips += len(case.tables.skips)
        return {"officers": len(officers), "skips": skips}

    def _before(self, case: RoundCase, sealed: dict[int, list[bytes]]) -> Before:
        elsewhere = drawn_elsewhere(self.others, case)
        return History(self.acts, sealed).before(case.number, elsewhere)

    def _note_unnamed(self) -> None:
        if not self.record.whole or not self.rounds:
            return
        named = {
            passed.origin
            for case in self.rounds
            if case.inputs
            for passed in case.inputs.skips.values()
        }
        named |= {digest for case in self.rounds for digest in case.acts.bound.entry.all("after")}
        until = self.rounds[0].acts.bound.index
        if rounds := self.others.unnamed(self.announced, until, named):
            self.findings.note("cycle-unnamed", rounds=rounds)

    def _origins(self) -> Facts | None:
        self._note_unnamed()
        passed = sum(len(case.tables.skips) for case in self.rounds)
        after = sum(len(case.acts.bound.entry.all("after")) for case in self.rounds)
        if not passed and not after:
            return {"skips": 0, "after": 0}
        if not self.record.whole:
            return None
        line = self.announced.cycle, self.announced.item
        origins = Origins(self.others, self.rows, line)
        later = self.acts.sealed if len(self.rounds) > 1 else ()
        sealed = {each.number: self._stated(each.number) for each in later}
        for case in self.rounds:
            before = Before(elsewhere=drawn_elsewhere(self.others, case))
            if case.number > 1:
                before = self._before(case, sealed)
            origins.check(case, before)
        if origins.unchecked:
            self.findings.note("origins-unchecked", rows=origins.unchecked)
            return None
        return {"skips": passed, "after": after}

    def _stated(self, number: int) -> list[bytes]:
        member = records.list_member(number, "sealed")
        return parse_lines(self.record.member(member), member)

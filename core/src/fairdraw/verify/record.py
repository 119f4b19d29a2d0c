"""The checks of a record, in their order (spec/6-verification.md, "Record")."""

from fairdraw import record as records
from fairdraw.container import Content
from fairdraw.draw import Progress
from fairdraw.errors import Fault
from fairdraw.history import History
from fairdraw.policy import Policy
from fairdraw.pool import Pool, Reader
from fairdraw.tables import parse_lines
from fairdraw.verify import assurance, following
from fairdraw.verify.attempts import randomness_known
from fairdraw.verify.bound import BoundCase
from fairdraw.verify.cosigned import check_cosigned
from fairdraw.verify.report import Facts, Report


class RecordCase(BoundCase):
    """A record under examination: randomness, result, and what followed."""

    history: History

    def __init__(
        self,
        data: Content,
        progress: Progress | None = None,
        head: str | None = None,
        processes: int = 1,
        reader: Reader = Pool.parse,
    ) -> None:
        super().__init__(data, progress, head, processes, reader)
        self._opened: set[tuple[tuple[int, int], str]] = set()
        self._cosigned = False

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
                ("origins", self._origins),
                ("randomness", self._randomness),
                ("cosigned", self._check_cosigned),
                ("draw", self._draw),
                ("seal", self._seal),
                ("openings", self._openings),
                ("events", self._events),
                ("substitutes", self._substitutes),
                *published,
            )
        )

    def _randomness(self) -> Facts:
        opened = 0
        for case in self.rounds:
            case.gather()
            found = case.gathered
            if found is None:
                continue
            opened += found.opened
            if found.opened < found.commits:
                missing = found.commits - found.opened
                self.findings.note("unopened", missing=missing, commits=found.commits)
            for source in found.failed:
                self.findings.note("failed-source", source=source.text)
        return {"opened": opened, "sources": ", ".join(self.announced.sources)}

    def _check_cosigned(self) -> Facts | None:
        policy = Policy.parse(self.announced.policy)
        entries = 0
        if policy and self.record.whole:
            gathered = (case.acts for case in self.rounds if case.gathered)
            ends = {each.number: each.seal or self.acts.abort for each in gathered}
            entries = check_cosigned(
                policy, self.announced, self.acts, self.record.entries, self.heads,
                {number: end for number, end in ends.items() if end},
            )  # fmt: skip
            self._cosigned = True
        last = [case.gathered.sources[-1] for case in self.rounds if case.gathered]
        last = last or [assurance.last_of(self.announced.sources)]
        self.findings.level = assurance.level(self.announced.exercise, last, self._cosigned)
        if policy and not self.record.whole:
            return None
        return {"entries": entries, "policy": self.announced.policy.split("+")[0]}

    def _draw(self) -> Facts:
        sealed: dict[int, list[bytes]] = {}
        for case in self.rounds:
            if case.gathered is None:
                continue
            before = self._before(case, sealed)
            result = case.draw(self.rows, self.key, before, self.findings.within, self._processes)
            if case.acts.seal:
                case.compare(self.record)
                sealed[case.number] = list(result.lines)
        self.history = History(self.acts, sealed)
        drawn = sum(case.result.drawn for case in self.rounds if case.result)
        if self.acts.abort:
            code = "aborted-after" if randomness_known(self.acts) else "aborted-before"
            cause = self.acts.abort.entry.get("cause")
            self.findings.note(code, cause=cause, drawn=drawn)
        deferred = sum(len(case.result.ladder.deferred) for case in self.rounds[-1:] if case.result)
        if deferred:
            self.findings.note("deferred", visits=deferred)
        seeds = [case.result.seed.hex() for case in self.rounds if case.result]
        return {"drawn": drawn, "rounds": len(seeds), "seed": ", ".join(seeds) or "-"}

    def _seal(self) -> Facts:
        roots = []
        for case in self.rounds:
            act = case.acts.seal
            if act and case.result:
                if case.result.root != act.entry.bytes_of("root"):
                    raise Fault("seal-root", f"entry {act.index} seal root", name="seal")
                roots.append(case.result.root.hex())
        return {"root": ", ".join(roots) or "-"}

    def _openings(self) -> Facts:
        self._opened = following.check_openings(self.history)
        assert self.acts.reveal
        left = following.unopened(self.history, self._opened, self.acts.reveal.index)
        if left and not self.acts.abort:
            self.findings.note("unopened-visits", visits=left)
        if self.record.whole and self._head is None:
            size, root = self.heads.last.split(" ")
            self.findings.note("head", size=size, root=root)
        return {"opened": len({place for place, _ in self._opened})}

    def _events(self) -> Facts:
        return {"events": following.check_events(self.history)}

    def _substitutes(self) -> Facts:
        left = following.check_asked(self.history, self.announced)
        if left:
            self.findings.note("substitute-open", count=left)
        given = {case.number: case.given for case in self.rounds if case.given}
        made = following.replay(self.history, self.announced, given, self.key)
        stated = self.record.member(records.SUBSTITUTES)
        lines = [line for line, _ in made]
        following.compare_substitutes(
            lines, parse_lines(stated, records.SUBSTITUTES), records.SUBSTITUTES
        )
        return {"substitutes": len(lines)}

    def _published(self) -> Facts | None:
        if not self.record.whole or self._head is None:
            return None
        size = int(self._head.split(" ")[0])
        head = self.heads.at(size)
        if head is None:
            entries = len(self.record.entries)
            raise Fault("head-beyond", "head", size=size, entries=entries)
        if head != self._head:
            raise Fault("head-mismatch", "head", expected=head)
        return {"head": head}

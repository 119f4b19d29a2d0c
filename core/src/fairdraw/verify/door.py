"""The checks of a door proof, in their order (spec/6-verification.md, "Door proof")."""

from fairdraw import pool as pools
from fairdraw import seal
from fairdraw.announcement import Announcement
from fairdraw.digest import sha256
from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault
from fairdraw.merkle import leaf, root_of_path
from fairdraw.pool import ELIGIBLE, Row, read_row
from fairdraw.proof import KINDS, DoorProof, Leaf
from fairdraw.randomness import seed
from fairdraw.ticket import below, round_key, ticket
from fairdraw.verify import assurance
from fairdraw.verify.report import Facts, Findings, Report
from fairdraw.verify.rounds import check_bound


class DoorCase:
    """A door proof under examination."""

    proof: DoorProof
    announced: Announcement
    row: Row
    visit: seal.Visit

    def __init__(self, data: bytes, head: str | None = None) -> None:
        self._data = data
        self._head = head
        self._entries: dict[str, Entry] = {}
        self.findings = Findings("door")

    def verify(self) -> Report:
        """Make all checks."""
        return self.findings.run(
            (
                ("door", self._file),
                ("entries", self._read_entries),
                ("door-log", self._log),
                ("door-acts", self._acts),
                ("announcement", self._announcement),
                ("door-row", self._row),
                ("door-sealed", self._sealed),
                ("door-ticket", self._ticket),
            )
        )

    def _file(self) -> Facts:
        self.proof = DoorProof.parse(self._data)
        return {"bytes": len(self._data), "digest": sha256(self._data).hex()}

    def _read_entries(self) -> Facts:
        for kind, act in zip(KINDS, self.proof.acts, strict=True):
            entry = parse(act.line, f"entry {act.index}")
            if entry.kind != kind:
                raise Fault("door-kind", f"entry {act.index}", kind=entry.kind, expected=kind)
            self._entries[kind] = entry
        return {"entries": len(self._entries)}

    def _log(self) -> Facts:
        proof, bound = self.proof, self._entries["round"]
        size, root = bound.get("log").split(" ")
        for act in proof.acts[2:]:
            kind = KINDS[proof.acts.index(act)]
            if int(self._entries[kind].get("log").split(" ")[0]) != act.index:
                raise Fault(f"{kind}-log", f"{kind} log", expected=act.index)
        for act, head, top in zip(
            proof.acts,
            (int(size), int(size), proof.size, proof.size),
            (bytes.fromhex(root), bytes.fromhex(root), proof.root, proof.root),
            strict=True,
        ):
            if root_of_path(leaf(act.line), act.index, head, act.path) != top:
                raise Fault("path-log", f"entry {act.index}")
        order = [act.index for act in proof.acts]
        if order != sorted(set(order)):
            raise Fault("act-order", f"entry {max(order)}", other=f"entry {min(order)}")
        reached = f"{proof.size} {proof.root.hex()}"
        if self._head is not None and self._head != reached:
            raise Fault("head-mismatch", "head", expected=reached)
        return {"size": proof.size, "root": proof.root.hex()}

    def _acts(self) -> Facts:
        hash_name = self._entries["announce"].get("hash")
        digests = {kind: entry.digest(hash_name).hex() for kind, entry in self._entries.items()}
        for kind, key in (
            ("pool", "announce"), ("round", "announce"), ("round", "pool"), ("seal", "round")
        ):  # fmt: skip
            if self._entries[kind].get(key) != digests[key]:
                raise Fault("door-link", f"{kind} {key}")
        times = [self._entries[kind].get("time") for kind in KINDS]
        if times != sorted(times):
            raise Fault("time-order", "entries")
        self._round_digest = bytes.fromhex(digests["round"])
        return {"time": times[1]}

    def _announcement(self) -> Facts:
        announce = self._entries["announce"]
        self.announced = announced = Announcement.of(announce)
        self.findings.exercise = announced.exercise
        self.findings.title = f"{announced.draw} {announced.title}"
        self._number = int(self._entries["round"].get("round"))
        bound = self._entries["round"]
        check_bound(announced, bound, "round")
        last = assurance.last_of(bound.all("source"))
        self.findings.level = assurance.level(announced.exercise, [last], cosigned=False)
        for code, facts in assurance.notes(announced):
            self.findings.note(code, **facts)
        self.findings.note("door-later", deadline=announced.deadline)
        if self._head is None:
            self.findings.note("head", size=self.proof.size, root=self.proof.root.hex())
        return {"by": ", ".join(announced.by)}

    def _row(self) -> Facts:
        found, entry = self.proof.row, self._entries["pool"]
        self.row = read_row(found.line + b"\n", "row")
        digest = self.announced.digest
        hashed = pools.leaf(found.line + b"\n", found.salt, digest)
        root = root_of_path(hashed, found.index, int(entry.get("rows")), found.path, digest)
        if root != entry.bytes_of("root"):
            raise Fault("path-pool", "row")
        if self.row.reason != ELIGIBLE:
            raise Fault("door-excluded", "row", id=self.row.id, reason=self.row.reason)
        if self.row.stratum not in [stratum.code for stratum in self.announced.strata]:
            raise Fault("pool-stratum", "row", id=self.row.id, code=self.row.stratum)
        return {"id": self.row.id, "rows": entry.get("rows")}

    def _in_seal(self, found: Leaf, place: str) -> None:
        digest = self.announced.digest
        hashed = seal.leaf(found.line, found.salt, digest)
        root = root_of_path(hashed, found.index, found.size, found.path, digest)
        if root != self._entries["seal"].bytes_of("root"):
            raise Fault("path-seal", place)

    def _sealed(self) -> Facts:
        self._in_seal(self.proof.sealed, "sealed line")
        self._in_seal(self.proof.threshold, "threshold line")
        if self.proof.sealed.size != self.proof.threshold.size:
            raise Fault("path-seal", "threshold line")
        self.visit = visit = seal.read_visit(self.proof.sealed.line)
        if visit.id != self.row.id or visit.stratum != self.row.stratum:
            raise Fault("door-visit", "sealed line", id=visit.id)
        roles = tuple(role for role, _ in visit.team)
        if roles and roles != self.announced.roles:
            raise Fault("door-team", "sealed line", roles=", ".join(self.announced.roles))
        team = ", ".join(f"{role} {certificate}" for role, certificate in visit.team)
        return {"position": self.proof.sealed.index, "team": team or "-"}

    def _ticket(self) -> Facts:
        digest = self.announced.digest
        randomness = self._entries["seal"].bytes_of("randomness")
        key = round_key(seed(self._round_digest, randomness, digest), digest)
        made = ticket(key, self.proof.row.salt, digest).hex()
        if made != self.visit.ticket:
            raise Fault("door-ticket", "sealed line", found=self.visit.ticket, expected=made)
        limit = seal.read_threshold(self.proof.threshold.line, "threshold line")
        if limit.stratum != self.visit.stratum:
            raise Fault("door-threshold", "threshold line", stratum=limit.stratum)
        if not below(made, limit.limit):
            raise Fault("door-above", "threshold line", ticket=made, limit=limit.limit)
        return {"ticket": made, "limit": limit.limit}

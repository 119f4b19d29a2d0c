"""One small draw, told honestly or with one thing forged; everything after it is linked anew."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fairdraw import record, seal
from fairdraw.acts import Acts
from fairdraw.announcement import Announcement, Round, Rung, Stratum
from fairdraw.digest import sha256
from fairdraw.draw import Draw, Result, draw
from fairdraw.entries import Entry
from fairdraw.merkle import Frontier
from fairdraw.pool import Pool, commitment
from fairdraw.randomness import Opened
from fairdraw.tables import NAMES, Officer, Tables

KEY = sha256(b"golden vectors: the key of the draw")
THROWS = "314159265358979323846264338327950288419"
QUICKNET_1000 = bytes.fromhex(
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b1957"
    "6350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"
)
OFFICERS = [Officer(f"140700-{n:02}", "市局", "2024-01-01", "2027-12-31") for n in range(6)]
ROWS = [
    *((f"91140700MA0{n:05}XW", "HIGH", "-") for n in range(7)),
    *((f"9114{n:02}", "LOW", "-") for n in range(12)),
    ("911407000000000001", "HIGH", "CLOSED"),
    ("91140799", "LOW", "MOVED"),
]
ANNOUNCED = Announcement(
    origin="晋中市应急管理局",
    draw="140700-2026-001",
    time="2026-11-02T01:00:00Z",
    cycle="2026",
    item="A-01",
    region="140700",
    period="2026-01-01/2026-12-31",
    title="煤矿安全生产检查",
    filter="field=COAL",
    exercise=False,
    strata=(
        Stratum("EMPTY", "ratio", 5000),
        Stratum("HIGH", "ratio", 3000),
        Stratum("LOW", "number", 2),
    ),
    reasons=(("CLOSED", "已关闭"), ("MOVED", "迁出")),
    rounds=(Round(1, 1, "2026-11-16", "2026-11-27", 2),),
    roles=("lead", "second"),
    rungs=(Rung(1, "recent", "三年内查过同一企业的人员"),),
    sources=("witnesses", "dice d10 39"),
    fresh=("dice d10 39",),
    margin=60,
    deadline="2026-12-15T00:00:00Z",
    verifier=bytes(32),
    commitment=commitment(KEY, sha256),
    by=("张三", "李四"),
)
CLOCK = {
    "announce": "2026-11-02T01:00:00Z",
    "pool": "2026-11-02T02:00:00Z",
    "commit": "2026-11-02T02:05:00Z",
    "round": "2026-11-02T02:10:00Z",
    "opening": "2026-11-02T02:20:00Z",
    "dice": "2026-11-02T02:30:00Z",
    "server": "2026-11-02T02:25:00Z",
    "seal": "2026-11-02T02:31:00Z",
    "open": "2026-11-16T00:00:00Z",
    "reveal": "2026-11-28T00:00:00Z",
}

Forge = Callable[[Entry], Entry]


def honest_tables() -> Tables:
    """Return the lists of the round as they should be."""
    return Tables.made(
        officers=OFFICERS,
        caps={officer.certificate: 2 for officer in OFFICERS},
        admissible=[
            ("ALL", role, officer.certificate)
            for officer in OFFICERS
            for role in ("lead", "second")
            if role == "second" or officer.certificate < "140700-04"
        ],
        cells=[(row, "ALL") for row, _, reason in ROWS if reason == "-"],
        barred=[("911401", "140700-00", "-"), ("911402", "140700-01", "1")],
        skips=[],
    )


def changed(key: str, value: str, which: int = 0) -> Forge:
    """Return a forgery that writes another value under a key (the `which`-th time it stands)."""

    def forge(entry: Entry) -> Entry:
        fields = list(entry.fields)
        places = [index for index, (name, _) in enumerate(fields) if name == key]
        fields[places[which]] = (key, value)
        return Entry(entry.kind, tuple(fields))

    return forge


def without(key: str) -> Forge:
    """Return a forgery that leaves a key out."""
    return lambda entry: Entry(entry.kind, tuple(f for f in entry.fields if f[0] != key))


def added(key: str, value: str, after: str) -> Forge:
    """Return a forgery that adds a field behind the last field of a key."""

    def forge(entry: Entry) -> Entry:
        fields = list(entry.fields)
        place = max(index for index, (name, _) in enumerate(fields) if name == after)
        return Entry(entry.kind, (*fields[: place + 1], (key, value), *fields[place + 1 :]))

    return forge


@dataclass
class Story:
    """A draw with its log. `forged`: kind to forgery; `extra`: kind to entries inserted behind it;
    `tables`: the lists bound and put into the record instead of the honest ones."""

    announced: Announcement = ANNOUNCED
    rows: Sequence[tuple[str, str, str]] = field(default_factory=lambda: ROWS)
    forged: Mapping[str, Forge] = field(default_factory=dict)
    extra: Mapping[str, Callable[["Story"], list[Entry]]] = field(default_factory=dict)
    tables: Tables = field(default_factory=honest_tables)
    bound_tables: Tables | None = None
    prefix: Sequence[Entry] = (Entry("note", (("text", "the first entry of the log"),)),)
    witnesses: int = 2
    throws: str = THROWS
    unopened: int = 1
    key: bytes = KEY
    sealed: Callable[[list[bytes]], list[bytes]] = list
    by_kind: dict[str, list[Entry]] = field(default_factory=dict)
    original: dict[int, Entry] = field(default_factory=dict)
    log: list[bytes] = field(default_factory=list)
    frontier: Frontier = field(default_factory=Frontier)

    def tell(self) -> "Story":
        """Write the whole log."""
        for entry in self.prefix:
            self.put(entry)
        honest = self.announced.entry()
        announce = self.append(honest)
        self.acts = acts = Acts(announce, self.announced)
        self.pool = Pool.frozen(self.rows)
        by = ("张三",)
        pool = self.append(acts.pool(pool=self.pool, key=self.key, time=CLOCK["pool"], by=by))
        for seat in range(1, self.witnesses + 1):
            made = acts.witness_commitment(pool=pool, seat=seat, opened=opened(seat))
            self.append(
                acts.commit(
                    pool=pool, seat=seat, name=f"见证人{seat}", office="纪检监察",
                    commitment=made, time=CLOCK["commit"],
                )
            )  # fmt: skip
        commits = self.by_kind.get("commit", [])
        bound = self.append(
            self._bind(
                acts.round(
                    pool=pool, rows=self.pool, tables=self.tables, key=self.key, log=self.frontier,
                    commits=commits, time=CLOCK["round"], by=by,
                )
            )
        )  # fmt: skip
        self._contribute(bound, commits)
        self._finish(bound, commits)
        return self

    def _bind(self, bound: Entry) -> Entry:
        heads = (self.bound_tables or self.tables).heads(self.key, 1, self.announced.digest)
        for name in NAMES:
            bound = changed(name, heads[name])(bound)
        return bound

    def _contribute(self, bound: Entry, commits: Sequence[Entry]) -> None:
        acts, kinds = self.acts, [source.kind for source in self.announced.source_list()]
        if "witnesses" in kinds:
            for commit in commits[: len(commits) - self.unopened]:
                number = opened(int(commit.get("seat")))
                time = CLOCK["opening"]
                self.append(acts.opening(serves=bound, commit=commit, opened=number, time=time))
        if "server" in kinds:
            value = sha256(b"server")
            self.append(acts.server(serves=bound, value=value, time=CLOCK["server"]))
        if "dice" in kinds:
            typed = ("张三", "王五")
            time = CLOCK["dice"]
            self.append(acts.dice(serves=bound, throws=self.throws, typed=typed, time=time))

    def _finish(self, bound: Entry, commits: Sequence[Entry]) -> None:
        acts = self.acts
        honest = [self.original[id(entry)] for entry in self.contributions()]
        self.given: Draw = acts.draw(
            key=self.key, rows=self.pool, tables=self.tables,
            serves=self.original[id(bound)], commits=commits, contributions=honest,
        )  # fmt: skip
        self.result: Result = draw(self.given)
        self.lines = self.sealed(list(self.result.lines))
        time = CLOCK["seal"]
        sealing = acts.seal(
            serves=bound, given=self.given, result=self.result, log=self.frontier, time=time
        )
        root = seal.root(seal.SEALED, self.lines, self.key, 1, self.announced.digest).hex()
        sealed = self.append(changed("root", root)(sealing))
        if len(self.result.visits) > 1:
            for to in ("officers", "enterprise"):
                self.append(acts.open(seal=sealed, position=1, to=to, time=CLOCK["open"]))
        self.append(acts.reveal(key=self.key, log=self.frontier, time=CLOCK["reveal"]))

    def contributions(self) -> list[Entry]:
        """Return the entries that carry randomness, in order."""
        kinds = ("opening", "server", "dice")
        return [entry for kind in kinds for entry in self.by_kind.get(kind, [])]

    def append(self, entry: Entry) -> Entry:
        """Forge an entry when asked to, and put it into the log."""
        made = self.forged[entry.kind](entry) if entry.kind in self.forged else entry
        self.original[id(made)] = entry
        self.by_kind.setdefault(made.kind, []).append(made)
        self.put(made)
        if entry.kind in self.extra:
            for more in self.extra[entry.kind](self):
                self.put(more)
        return made

    def put(self, entry: Entry) -> None:
        """Put an entry into the log as it is."""
        self.log.append(entry.raw)
        self.frontier = self.frontier.append(entry.leaf())

    def record(self, whole: bool = True, entries: Sequence[bytes] | None = None) -> bytes:
        """Return the record."""
        own = self.log if whole else self.log[len(self.prefix) :]
        bound = record.Bound(self.bound_tables or self.tables, self.lines)
        contents = record.Contents(self.pool, [bound])
        return record.build(
            entries=own if entries is None else entries, contents=contents, whole=whole
        )


def opened(seat: int) -> Opened:
    """Return what the witness of a seat committed to."""
    return Opened(f"{seat}0{seat}0", sha256(b"nonce %d" % seat))

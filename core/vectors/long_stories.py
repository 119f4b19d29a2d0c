"""Long draws that prove, and the same with one thing forged."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from fairdraw import split
from fairdraw.announcement import Announcement, Round, Rung, Share, Stratum
from fairdraw.crypto import ed25519
from fairdraw.digest import sha256
from fairdraw.entries import build
from fairdraw.policy import verifier_key
from fairdraw.pool import commitment
from fairdraw.tables import Tables

from core.vectors.chronicle import Chronicle, Log
from core.vectors.story import ANNOUNCED, KEY, OFFICERS, ROWS, THROWS, Forge, changed

ZERO = "0" * 64
QUICKNET_1000 = bytes.fromhex(
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b1957"
    "6350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"
)
WINDOWS = [("2026-11-16", "2026-11-20"), ("2026-12-01", "2026-12-05"), ("2026-12-10", "2026-12-14")]
WITNESSES = {name: sha256(name.encode()) for name in ("jiwei", "gongzheng", "shimin")}
KEYS = [verifier_key(name, ed25519.public_key(key)) for name, key in WITNESSES.items()]
LONG = replace(
    ANNOUNCED,
    title="煤矿安全生产检查（分批）",
    strata=(
        Stratum("EMPTY", "ratio", 5000),
        Stratum("HIGH", "ratio", 3000),
        Stratum("LOW", "number", 7),
    ),
    rounds=(Round(1, 2, *WINDOWS[0], 2), Round(2, 1, *WINDOWS[1], 3)),
    reserves=(Round(3, 1, *WINDOWS[2], 2),),
    rungs=(Rung(1, "recent", "三年内查过同一企业的人员"), Rung(2, "cap", "每人增加一户")),
    deadline="2027-01-15T00:00:00Z",
)
ONE = sha256(b"the key of the earlier draw")
OTHER = {"commitment": commitment(ONE, sha256)}
Forged = dict[tuple[str, int], Forge]


def lists(cap: int = 2, leads: int = 4, **more: list[tuple[str, ...]]) -> Tables:
    """Return lists in which the first `leads` officers may lead."""
    return Tables.made(
        officers=OFFICERS,
        caps={officer.certificate: cap for officer in OFFICERS},
        admissible=[
            ("ALL", role, officer.certificate)
            for place, officer in enumerate(OFFICERS)
            for role in ("lead", "second")
            if role == "second" or place < leads
        ],
        cells=[(row, "ALL") for row, _, reason in ROWS if reason == "-"],
        **{"barred": [("911401", "140700-00", "-"), ("911402", "140700-01", "1")], **more},  # type: ignore[arg-type]
    )


def three_rounds(forged: Forged | None = None) -> Chronicle:
    """Two planned rounds and a reserve; one void made good, one visit deferred and staffed later,
    two substitutes, a postponement."""
    told = Chronicle(LONG, forged=forged or {}).begin()
    told.round(lists(cap=1, leads=2))
    told.show(0)
    told.event(1, "void", "CLOSED 注销")
    told.event(2, "postponed", "ABSENT 停产")
    told.substitute(0, "second")
    told.round(lists(cap=3))
    told.substitute(0, "lead", THROWS[::-1])
    told.event(0, "departed")
    told.event(0, "inspected")
    told.event(1, "void", "MOVED 迁出")
    told.round(lists())
    told.event(0, "void", "EXPIRED 逾期", number=3)
    return told.reveal()


def borrowed() -> Chronicle:
    """A county without leads of its own borrows them on the second rung."""
    rungs = (Rung(1, "recent", "近期接触"), Rung(2, "borrow", "向邻县借调"))
    announced = replace(LONG, rungs=rungs, rounds=LONG.rounds[:1], reserves=())
    told = Chronicle(announced).begin()
    lend = [("ALL", "lead", officer.certificate, "2") for officer in OFFICERS[:4]]
    told.round(lists(cap=9 // 4, leads=0, borrowed=lend))
    return told.reveal()


def cosigned(
    forged: Forged | None = None,
    quorum: int = 2,
    ago: int = 0,
    late: bool = False,
    spoilt: Forge | None = None,
    twice: bool = False,
) -> Chronicle:
    """A lottery that fails with dice in its place, every head cosigned in time."""
    announced = replace(
        LONG,
        rounds=LONG.rounds[:1],
        reserves=(),
        sources=("witnesses", "lottery ssq"),
        fallbacks=((2, "dice d10 39"),),
        policy=f"quorum {quorum} {' '.join(KEYS)}",
        shares=_shares(),
    )
    told = Chronicle(announced, forged=forged or {}).begin()
    log = told.log
    told.bind(lists(), ["witnesses", "lottery ssq 2026133 2026-11-03T13:15:00Z"])
    if not late:
        log.cosign(dict(list(WITNESSES.items())[:2]), announced.origin, ago, spoilt)
    told.open_numbers()
    bound = told.bound[-1]
    failed = told.acts.failed(
        serves=bound, source=bound.all("source")[1], instead="dice d10 39",
        cause="当期停售", by=["张三", "李四"], time=log.tick(),
    )  # fmt: skip
    told.serve(failed)
    if twice:
        told.put(failed)
    log.cosign(WITNESSES, announced.origin, ago)
    told.throw()
    told.seal()
    return told.reveal()


def _shares() -> tuple[Share, ...]:
    made = split.split(KEY, sha256(b"slope"))
    return tuple(
        Share(number, split.commitment(number, share, sha256).hex(), holder)
        for (number, share), holder in zip(made.items(), ("甲", "乙", "丙"), strict=True)
    )


def lottery(forged: Forged | None = None, failed: bool = False) -> Chronicle:
    """Numbers of a named issue of a lottery; `failed`: said to have failed when they were known."""
    announced = replace(
        LONG, rounds=LONG.rounds[:1], reserves=(), sources=("lottery kl8",),
        fallbacks=((1, "dice d10 39"),),
    )  # fmt: skip
    told = Chronicle(announced, forged=forged or {}).begin()
    bound = told.bind(lists(), ["lottery kl8 2026301 2026-11-03T13:30:00Z"], witnesses=0)
    told.log.now = "2026-11-03T14:00:00Z"
    typed, numbers = ("张三", "王五"), "03 07 11 19 22 30 31 40 44 51 58 60 61 66 69 70 72 75 79 80"
    time = told.log.tick()
    told.serve(told.acts.lottery(serves=bound, numbers=numbers, typed=typed, time=time))
    if failed:
        told.put(
            told.acts.failed(
                serves=bound, source=bound.get("source"), instead="dice d10 39", cause="停售",
                by=["张三", "李四"], time=told.log.tick(),
            )
        )  # fmt: skip
    told.seal()
    return told.reveal()


def drand(forged: Forged | None = None) -> Chronicle:
    """Round 1000 of drand quicknet, published on 2023-08-23 at 15:59:24 UTC."""
    log = Log("2023-08-23T15:40:00Z")
    announced = _single("140700-2023-001", time=log.tick(), sources=("witnesses", "drand quicknet"))
    told = Chronicle(announced, log, forged=forged or {}).begin()
    bound = told.bind(lists(), ["witnesses", "drand quicknet 1000"])
    told.open_numbers()
    log.now = "2023-08-23T15:59:24Z"
    told.serve(told.acts.drand(serves=bound, signature=QUICKNET_1000, time=log.now))
    told.seal()
    return told.reveal()


def attempts(forged: Forged | None = None) -> tuple[Chronicle, Chronicle]:
    """An attempt broken off after its result was sealed, and the next one."""
    log = Log()
    first = Chronicle(_single("140700-2026-001"), log, forged=forged or {}).begin()
    first.round(lists())
    first.abort()
    first.reveal()
    again = replace(_single("140700-2026-002"), attempt=2, time=log.tick())
    second = Chronicle(again, log).begin()
    second.round(lists())
    return first, second.reveal()


def _single(number: str, **more: object) -> Announcement:
    fields = {"draw": number, "rounds": LONG.rounds[:1], "reserves": ()}
    return replace(LONG, **{**fields, **more})  # type: ignore[arg-type]


def aborted_early(act: str) -> Chronicle:
    """Broken off before any randomness: after the announcement, the freeze or the binding."""
    told = Chronicle(_single("140700-2026-001"))
    if act == "announced":
        told.announce = told.put(told.announced.entry())
        told.acts = type(told).begin(Chronicle(told.announced)).acts
    else:
        told.begin()
    if act == "bound":
        told.bind(lists())
    told.abort()
    return told.reveal()


def aborted_with_values() -> Chronicle:
    """Broken off when the dice lay on the table and nothing was sealed."""
    told = Chronicle(_single("140700-2026-001")).begin()
    told.bind(lists())
    told.open_numbers()
    told.throw()
    told.abort()
    return told.reveal()


Session = tuple[Chronicle, Chronicle]


def session(
    second: Forged | None = None,
    skipped: Callable[[list[str]], list[str]] = list,
    shown: Callable[[list[bytes]], list[bytes]] = list,
) -> Session:
    """Two draws of one cycle: the later passes over what the earlier drew."""
    log = Log()
    half = ("2026-01-01/2026-06-30", "2026-07-01/2026-12-31")
    one = Chronicle(_single("140700-2026-001", period=half[0], **OTHER), log, key=ONE).begin()
    drawn = [visit.id for visit in one.round(lists()).visits]
    announced = _single("140700-2026-002", period=half[1], time=log.tick())
    two = Chronicle(announced, log, forged=second or {}).begin()
    origin = one.acts.digest(one.bound[0])
    skips = [(row, "cycle", origin) for row in sorted(skipped(drawn))]
    two.round(lists(skips=skips))
    two.others = {origin: shown(one.sealed[1])}
    one.reveal()
    return one, two.reveal()


def together(second: Forged | None = None) -> Session:
    """Two draws of one session under the same dice: the later waits for the earlier's result."""
    log = Log()
    one = Chronicle(_single("140700-2026-001", item="A-01", **OTHER), log, key=ONE).begin()
    announced = _single("140700-2026-002", item="B-02", time=log.tick())
    two = Chronicle(announced, log, forged=second or {}).begin()
    one.bind(lists())
    two.bind(lists(), after=[one])
    for told in (one, two):
        told.open_numbers()
        told.throw()
        told.seal()
    two.others = {two.bound[0].get("after"): one.sealed[1]}
    one.reveal()
    return one, two.reveal()


def registered() -> Chronicle:
    """A pool that names the register's root of the day."""
    log = Log()
    root = sha256(b"register").hex()
    fields = [("time", log.tick()), ("date", "2026-11-01"), ("rows", 21), ("root", root)]
    counts = [("before", "-"), ("added", 21), ("ended", 0), ("changed", 0)]
    log.put(build("register", [*fields, *counts]))
    forged = {("pool", 0): changed("register", root)}
    told = Chronicle(_single("140700-2026-001", time=log.tick()), log, forged=forged).begin()
    told.round(lists())
    return told.reveal()


def good() -> Iterator[tuple[str, bytes]]:
    """Yield records that verify, by name."""
    yield "three-rounds", three_rounds().record()
    yield "borrowed-leads", borrowed().record()
    yield "cosigned-fallback", cosigned().record()
    yield "lottery", lottery().record()
    yield "drand", drand().record()
    first, second = attempts()
    yield "attempt-1-aborted", first.record()
    yield "attempt-2", second.record()
    for act in ("announced", "frozen", "bound"):
        yield f"{act}-then-aborted", aborted_early(act).record()
    yield "dice-on-the-table-aborted", aborted_with_values().record()
    yield "session-cycle", session()[1].record()
    yield "session-after", together()[1].record()
    unknown = Chronicle(_single("140700-2026-001")).begin()
    unknown.round(lists(skips=[("911403", "cap", "-")]))
    yield "skip-known-from-elsewhere-partly", unknown.reveal().record()
    yield "registered", registered().record()

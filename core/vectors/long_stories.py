"""Long draws that prove, and the same with one thing forged."""

from collections.abc import Callable
from dataclasses import replace

from fairdraw import seal, split
from fairdraw.announcement import Announcement, Round, Rung, Share, Stratum
from fairdraw.crypto import ed25519
from fairdraw.digest import hasher, sha256
from fairdraw.policy import verifier_key
from fairdraw.pool import commitment
from fairdraw.tables import Tables

from core.vectors.chronicle import Chronicle, Log
from core.vectors.story import (
    ANNOUNCED,
    KEY,
    OFFICERS,
    QUICKNET_1000,
    ROWS,
    THROWS,
    Forge,
)

ZERO = "0" * 64
WINDOWS = [("2026-11-16", "2026-11-20"), ("2026-12-01", "2026-12-05"), ("2026-12-10", "2026-12-14")]
WITNESSES = {name: sha256(name.encode()) for name in ("jiwei", "gongzheng", "shimin")}
STRANGERS = {name: sha256(f"{name}, before".encode()) for name in ("jiwei", "meiti")}
"""A witness whose key was changed meanwhile, and one the policy does not name."""

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


def three_rounds(
    forged: Forged | None = None,
    hash_name: str = "sha256",
    sealing: dict[int, Callable[[list[bytes]], list[bytes]]] | None = None,
) -> Chronicle:
    """Two planned rounds and a reserve; one void made good, one visit deferred and staffed later,
    two substitutes, a postponement."""
    own = commitment(KEY, hasher(hash_name))
    announced = replace(LONG, hash=hash_name, commitment=own)
    told = Chronicle(announced, forged=forged or {}, sealing=sealing or {}).begin()
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


def staffed_between() -> Chronicle:
    """A visit without a team gets a substitute while the next round is bound, and a whole team by
    its seal; then one of that team falls ill too."""
    told = Chronicle(LONG).begin()
    told.round(lists(cap=1, leads=2))
    left = seal.ladder(told.sealed[1]).deferred[0][1]
    told.bind(lists(cap=3))
    told.substitute(left, "lead", number=1)
    told.open_numbers()
    told.throw()
    told.seal()
    told.substitute(left, "lead", THROWS[::-1], number=1)
    told.substitute(left, "second", THROWS[3:] + THROWS[:3], number=1)
    return told.reveal()


def cosigned(
    forged: Forged | None = None,
    quorum: int = 2,
    ago: int = 0,
    late: bool = False,
    spoilt: Forge | None = None,
    twice: bool = False,
    strangers: bool = False,
    broken_off: bool = False,
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
    log = Log()
    if strangers:
        log.cosign(WITNESSES, "以前的局名")
    told = Chronicle(replace(announced, time=log.now), log, forged=forged or {}).begin()
    told.bind(lists(), ["witnesses", "lottery ssq 2026133 2026-11-03T13:15:00Z"])
    if strangers:
        log.cosign(STRANGERS, announced.origin)
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
    if broken_off:
        told.abort()
    else:
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
    announced = single("140700-2023-001", time=log.tick(), sources=("witnesses", "drand quicknet"))
    told = Chronicle(announced, log, forged=forged or {}).begin()
    bound = told.bind(lists(), ["witnesses", "drand quicknet 1000"])
    told.open_numbers()
    log.now = "2023-08-23T15:59:24Z"
    told.serve(told.acts.drand(serves=bound, signature=QUICKNET_1000, time=log.now))
    told.seal()
    return told.reveal()


def single(number: str, **more: object) -> Announcement:
    """Return the announcement of a long draw with one round."""
    fields = {"draw": number, "rounds": LONG.rounds[:1], "reserves": ()}
    return replace(LONG, **{**fields, **more})  # type: ignore[arg-type]

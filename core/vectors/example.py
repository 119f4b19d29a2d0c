"""The small draw that spec/7-example.md computes by hand; `record` is its vector.

Two strata, two rounds, three officers. K, the dice and the recusal are such that each rule shows:
a fraction that falls into round 1, an officer passed over, one recused, a void made good, a
substitute, a visit deferred.
"""

from dataclasses import replace

from fairdraw.announcement import Announcement, Round, Stratum
from fairdraw.digest import sha256
from fairdraw.pool import commitment
from fairdraw.tables import Officer, Tables

from core.vectors.chronicle import Chronicle
from core.vectors.story import THROWS

KEY = bytes([0x14]) * 32
ROWS = [
    ("A1", "A", "-"),
    ("A2", "A", "-"),
    ("A3", "A", "-"),
    ("B1", "B", "-"),
    ("B2", "B", "-"),
    ("B3", "B", "CLOSED"),
]
OFFICERS = [Officer(f"Z{n}", "CITY", "2025-01-01", "2027-12-31") for n in (1, 2, 3)]
ANNOUNCED = Announcement(
    origin="示例市应急管理局",
    draw="2026-01",
    time="2026-11-02T01:00:00Z",
    cycle="2026",
    item="A-01",
    region="140000",
    period="2026-01-01/2026-12-31",
    title="示例检查",
    filter="all",
    type="undirected",
    exercise=False,
    strata=(Stratum("A", "ratio", 5000), Stratum("B", "number", 1)),
    reasons=(("CLOSED", "已关闭"),),
    rounds=(
        Round(1, 1, "2026-11-16", "2026-11-20", 2),
        Round(2, 1, "2026-12-01", "2026-12-05", 2),
    ),
    roles=("lead", "second"),
    rungs=(),
    sources=("witnesses", "dice d10 39"),
    fresh=("dice d10 39",),
    margin=60,
    deadline="2026-12-15T00:00:00Z",
    verifier=bytes(32),
    commitment=commitment(KEY, sha256),
    by=("张三", "李四"),
)
DICE = [THROWS, THROWS[::-1], THROWS[5:] + THROWS[:5]]


Pairs = list[tuple[str, str, str]]


def _lists(officers: dict[str, int], leads: str, seconds: str, recused: Pairs) -> Tables:
    return Tables.made(
        officers=[officer for officer in OFFICERS if officer.certificate in officers],
        caps=officers,
        admissible=[
            ("CITY", role, f"Z{n}")
            for role, names in (("lead", leads), ("second", seconds))
            for n in names
        ],
        cells=[(row, "CITY") for row, _, reason in ROWS if reason == "-"],
        barred=recused,
    )


def told(key: bytes = KEY) -> Chronicle:
    """Tell the draw."""
    own = commitment(key, sha256)
    draw = Chronicle(replace(ANNOUNCED, commitment=own), rows=ROWS, key=key).begin()
    lists = _lists({"Z1": 1, "Z2": 2, "Z3": 1}, "12", "123", [("A3", "Z1", "-")])
    draw.bind(lists)
    draw.open_numbers()
    draw.throw(throws=DICE[0])
    draw.seal()
    draw.log.now = "2026-11-16T00:59:00Z"
    draw.event(1, "void", "CLOSED 注销")
    draw.substitute(0, "second", DICE[1])
    draw.put(draw.acts.open(seal=draw.seals[0], position=0, to="enterprise", time=draw.log.tick()))
    draw.bind(_lists({"Z1": 1, "Z3": 1}, "1", "3", []), witnesses=0)
    draw.throw(throws=DICE[2])
    draw.seal()
    draw.log.now = "2026-12-12T00:59:00Z"
    return draw.reveal()


def record() -> bytes:
    """Return the vector `good/records/worked-example.zip`."""
    return told().record()

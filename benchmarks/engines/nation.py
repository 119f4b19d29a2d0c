"""A national year, simulated: counties as strata, four quarterly instalments of one frozen pool.

    python -m benchmarks.engines.nation [ROWS] [ENGINE]

1.8 × 10^8 units stand in 32 provinces and about 3,000 counties; ROWS scales that down with all
counties kept. Checks after the fourth quarter that every county has its quota to the unit and that
nobody was drawn twice; prints what each step took, by the clock and of processor.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from fairdraw import engines
from fairdraw.announcement import Round, Stratum
from fairdraw.digest import sha256
from fairdraw.draw import Before, Draw, objects
from fairdraw.inputs import Inputs

from benchmarks.engines.contestants import ANNOUNCED, KEY

PROVINCES, COUNTIES = 32, 94  # 3,008 counties
RATIO = 500  # 5 % a year
QUARTERS = tuple(Round(number, 1, "2026-01-01", "2026-12-31", 1) for number in range(1, 5))


def write(path: Path, rows: int) -> None:
    """Write the units: every county has about as many; one in fifty is closed."""
    numbers = pa.arange(0, rows)
    counties = PROVINCES * COUNTIES
    county = pc.subtract(numbers, pc.multiply(pc.divide(numbers, counties), counties))
    province = pc.divide(county, COUNTIES)
    place = pc.subtract(county, pc.multiply(province, COUNTIES))
    code = pc.add(pc.multiply(pc.add(province, 11), 10_000), pc.add(place, 101)).cast(pa.string())
    digits = pc.utf8_lpad(numbers.cast(pa.string()), 9, "0")
    ids = pc.binary_join_element_wise("91", code, digits, "X", "")
    fifty = pc.subtract(numbers, pc.multiply(pc.divide(numbers, 50), 50))
    reason = pc.if_else(pc.equal(fifty, 7), "CLOSED", "-")
    pq.write_table(pa.table({"id": ids, "stratum": code, "reason": reason}), path)


def timed(word: str, act: Callable[[], Any]) -> Any:
    """Do it and print what it took."""
    clock, processor = time.perf_counter(), time.process_time()
    made = act()
    seconds, busy = time.perf_counter() - clock, time.process_time() - processor
    print(f"{word:12} {seconds:8.2f} s {busy:8.2f} s of processor", flush=True)
    return made


def main(rows: int = 1_800_000, name: str = "datafusion") -> None:
    with TemporaryDirectory() as place:
        sheet, frozen = Path(place) / "units.parquet", Path(place) / "frozen"
        frozen.mkdir()
        write(sheet, rows)
        engine = engines.start(name, os.cpu_count() or 1)
        timed("freeze", lambda: engine.freeze(sheet, frozen))
        pool = engine.thaw(frozen)
        counts = timed("counts", pool.counts).strata
        timed("root", lambda: pool.root(KEY, sha256, engine.processes))
        strata = tuple(Stratum(code, "ratio", RATIO) for code in counts)
        announced = replace(ANNOUNCED, strata=strata, rounds=QUARTERS)
        drawn: Counter[str] = Counter()
        visited: set[str] = set()
        for number in range(1, 5):
            before = Before(frozenset(visited), dict(drawn))
            inputs = Inputs((), {}, {}, {}, {}, {})
            given = Draw(announced, KEY, pool, inputs, number, sha256(b"%d" % number), b"", before)
            won, limits = timed(f"quarter {number}", lambda given=given: objects(given))
            assert not visited & {row_id.decode() for _, row_id, _ in won}
            visited |= {row_id.decode() for _, row_id, _ in won}
            drawn.update({limit.stratum: limit.drawn for limit in limits})
        for stratum in strata:
            assert drawn[stratum.code] == stratum.quota(counts[stratum.code].base, "half-up")
        engine.close()
    print(f"{len(visited)} of {rows} drawn once, in {len(strata)} counties to the unit")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:3])

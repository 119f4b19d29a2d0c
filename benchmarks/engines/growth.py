"""How time and memory of a draw grow with its rows, one engine, each size in a process of its own.

    python -m benchmarks.engines.growth [LARGEST POWER OF TEN] [ENGINE]

Every step by the clock and by seconds of processor, which a busy machine disturbs less; the
exponent is fitted by least squares over the sizes from 10^5 on. `anonymous` is memory that is not
a mapped file (which the system takes back when it needs room). Writes `benchmarks/results/
growth-ENGINE.json`.
"""

import json
import math
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fairdraw import engines
from fairdraw.digest import sha256

from benchmarks.engines.contestants import KEY, Task, tickets
from benchmarks.engines.report import FOLDER, machine
from benchmarks.engines.sheet import write

_LEAST = 10**5


def _busy() -> float:
    own, ended = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def _anonymous() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("RssAnon"))) // 1024


class Watch:
    """Keeps the most anonymous megabytes of this process."""

    def __init__(self) -> None:
        self.most = 0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            self.most = max(self.most, _anonymous())
            time.sleep(0.1)


def one(rows: int, name: str) -> None:
    """Carry one size through and print what every step took."""
    told: dict[str, Any] = {"rows": rows}
    watch = Watch()

    def step(word: str, act: Callable[[], Any]) -> Any:
        clock, processor = time.perf_counter(), _busy()
        made = act()
        told[word] = [round(time.perf_counter() - clock, 3), round(_busy() - processor, 3)]
        return made

    with TemporaryDirectory() as place:
        sheet, frozen = Path(place) / "sheet.parquet", Path(place) / "frozen"
        frozen.mkdir()
        write(sheet, rows)
        engine = engines.start(name, 2)
        step("freeze", lambda: engine.freeze(sheet, frozen))
        pool = engine.thaw(frozen)
        step("counts", pool.counts)
        root = step("root", lambda: pool.root(KEY, sha256, 2))
        task = Task(sheet, frozen, rows, max(1, rows // 100))
        step("tickets", lambda: tickets(task, (engine, pool)))
        told["root_hex"] = root.hex()
        told["bytes"] = {each.name: each.stat().st_size for each in sorted(frozen.iterdir())}
        told["sheet_bytes"] = sheet.stat().st_size
        told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        told["anonymous_mb"] = watch.most
        engine.close()
    print(json.dumps(told), flush=True)


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of log time over log rows."""
    xs, ys = ([math.log(value) for value in column] for column in zip(*points, strict=True))
    middle, level = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - middle) ** 2 for x in xs)


def main(largest: int = 7, name: str = "datafusion") -> None:
    sizes: list[dict[str, Any]] = []
    for power in range(4, largest + 1):
        command = [sys.executable, "-m", "benchmarks.engines.growth", "--one", str(10**power), name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        sizes.append(json.loads(done.stdout.splitlines()[-1]))
        print(sizes[-1], flush=True)
        told: dict[str, Any] = {"machine": machine(), "engine": name, "sizes": sizes}
        many = [size for size in sizes if size["rows"] >= _LEAST]
        if len(many) > 1:
            told["exponents"] = {
                word: {
                    kind: round(exponent([(size["rows"], size[word][place]) for size in many]), 3)
                    for place, kind in enumerate(("clock", "processor"))
                }
                for word in ("freeze", "root", "tickets")
            }
        FOLDER.mkdir(exist_ok=True)
        text = json.dumps(told, indent=1) + "\n"
        (FOLDER / f"growth-{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]), sys.argv[3])
    else:
        main(*map(int, sys.argv[1:2]), *sys.argv[2:3])

"""The draw beside its peers: the same rows, one process each, in turn.

    python -m benchmarks.engines [ROWS] [TURNS] [NAME …] [-NAME …]

Medians over the turns. Read the ratios, not the seconds. Writes `benchmarks/results/latest.json`,
`latest.md` and `latest.svg`.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from fairdraw import engines

from benchmarks.engines import hashing, report
from benchmarks.engines.contestants import CONTESTANTS, Task
from benchmarks.engines.memory import peak
from benchmarks.engines.report import Figures
from benchmarks.engines.server import served
from benchmarks.engines.sheet import write

PERCENT = 100  # k is one of so many


def one(name: str, task: Task) -> None:
    """Prepare, draw, and print the seconds; runs in a process of its own."""
    prepare, run = CONTESTANTS[name]
    given = prepare(task)
    start, busy = time.perf_counter(), _busy()
    drawn = run(task, given)
    told = {"seconds": time.perf_counter() - start, "processor": _busy() - busy}
    print(json.dumps(told | {"drawn": drawn}), flush=True)
    os._exit(0)  # the system frees ten million strings faster than Python does


def _busy() -> float:
    """Seconds of processor of this process and of children that have ended."""
    own = os.times()
    return own.user + own.system + own.children_user + own.children_system


def timed(name: str, task: Task) -> Figures:
    """Return what one contestant took."""
    words = [str(task.sheet), str(task.frozen), str(task.n), str(task.k), task.postgresql]
    command = [sys.executable, "-m", "benchmarks.engines", "--one", name, *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        most = 0
        while running.poll() is None:
            most = max(most, peak(running.pid))
            time.sleep(0.2)
        assert running.stdout
        told = [line for line in running.stdout.read().splitlines() if line.startswith("{")]
    assert running.returncode == 0, name
    figures = json.loads(told[-1])
    return Figures(figures["seconds"], figures["processor"], most)


def main(rows: int = 10_000_000, turns: int = 5, names: tuple[str, ...] = ()) -> None:
    asked = [word for word in names if not word.startswith("-")]
    left_out = [word[1:] for word in names if word.startswith("-")]
    wanted = [
        name for name in CONTESTANTS
        if (not asked or any(word in name for word in asked))
        and not any(word in name for word in left_out)
    ]  # fmt: skip
    with TemporaryDirectory() as folder, served(Path(folder)) as address:
        sheet, frozen = Path(folder) / "sheet.parquet", Path(folder) / "frozen"
        frozen.mkdir()
        write(sheet, rows)
        engine = engines.start("datafusion", os.cpu_count() or 1)
        start = time.perf_counter()
        engine.freeze(sheet, frozen)
        freezing = time.perf_counter() - start
        task = Task(sheet, frozen, rows, rows // PERCENT, address.load(sheet))
        found: dict[str, list[Figures]] = defaultdict(list)
        rates: list[float] = []
        for turn in range(turns):
            rates.append(hashing.blocks_per_second())
            for name in wanted:
                found[name].append(timed(name, task))
                print(f"{turn + 1}/{turns} {name}: {found[name][-1][0]:.2f} s", flush=True)
            medians = {name: _median(some) for name, some in found.items()}
            medians["fairdraw freeze (sort, pool.tsv), datafusion"] = Figures(freezing, 0.0, 0)
            report.write(rows, task.k, medians, statistics.median(rates), turn + 1)


def _median(some: list[Figures]) -> Figures:
    seconds, processor, megabytes = zip(*some, strict=True)
    return Figures(statistics.median(seconds), statistics.median(processor), max(megabytes))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        name, sheet, frozen, n, k, address = sys.argv[2:]
        one(name, Task(Path(sheet), Path(frozen), int(n), int(k), address))
    else:
        numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
        main(*numbers, names=tuple(word for word in sys.argv[1:] if not word.isdecimal()))

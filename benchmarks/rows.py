"""Seconds and memory of a draw of many rows, in one process and in several.

    python benchmarks/rows.py [ROWS] [PROCESSES]

Draws an invented sheet in mixed order, verifies the record and asks why one id was not drawn, each
as a command of its own. Beside the verification stands the same with `--processes 1`: read the
ratio, not the seconds. Memory is that of the whole process tree, shared pages counted once (Linux).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STEP = 7_368_787  # a prime: visits every row number once, in no order


def sheet(path: Path, rows: int) -> str:
    """Write a csv of `rows` rows; return one id of it."""
    with path.open("w", encoding="ascii") as file:
        file.write("id,stratum,reason\n")
        for place in range(rows):
            number = place * STEP % rows
            stratum, reason = "RED" if number % 10 == 0 else "BLUE", "-" if number % 20 else "SHUT"
            file.write(f"91140700{number:09d}X,{stratum},{reason}\n")
    return f"91140700{1:09d}X"


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [each for child in task.read_text().split() for each in _tree(int(child))]
    return found


def _held(pid: int) -> int:
    """Return the kilobytes of a process, shared pages by their share."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _peak(pid: int) -> int:
    try:
        return sum(map(_held, _tree(pid)))
    except (OSError, StopIteration):  # one of them has ended meanwhile
        return 0


def timed(*arguments: str) -> tuple[float, int]:
    """Run a command; return its seconds and the peak of its megabytes."""
    start, peak = time.perf_counter(), 0
    running = subprocess.Popen(
        [sys.executable, "-m", "fairdraw", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while running.poll() is None:
        peak = max(peak, _peak(running.pid))
        time.sleep(0.2)
    assert running.returncode == 0, arguments
    return time.perf_counter() - start, peak // 1024


def main(rows: int = 100_000, processes: int = os.cpu_count() or 1) -> None:
    many = ("--processes", str(processes))
    with tempfile.TemporaryDirectory() as folder:
        pool, record = Path(folder) / "pool.csv", str(Path(folder) / "record.zip")
        row_id = sheet(pool, rows)
        print(f"{rows} rows, {processes} processes")
        drawing = ("draw", str(pool), "-o", record, "--by", "a", "--by", "b", "--exercise")
        commands = {
            "draw": (*drawing, *many),
            "verify": ("verify", record, *many),
            "why": ("why", record, row_id, *many),
            "verify, one process": ("verify", record, "--processes", "1"),
        }
        found = {}
        for name, command in commands.items():
            found[name] = seconds, megabytes = timed(*command)
            print(f"{name:20} {seconds:7.1f} s {megabytes:6} MB", flush=True)
        print(f"one process / several: {found['verify, one process'][0] / found['verify'][0]:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""What a run of the benchmark leaves: a file for programs, a table, a plot."""

import json
import os
import platform
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
from matplotlib import pyplot

FOLDER = Path(__file__).resolve().parents[1] / "results"
HASHES = "openssl speed -multi, SHA-256 blocks"
_PEER = "consistent-sampler"


class Figures(NamedTuple):
    """Seconds by the clock and of processor (of the process and its children), peak megabytes."""

    seconds: float
    processor: float
    megabytes: int


def machine() -> str:
    """Return the machine in a few words."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    return f"{os.cpu_count()} x {model or platform.machine()}, Python {platform.python_version()}"


def write(n: int, k: int, medians: dict[str, Figures], blocks: float, turns: int) -> None:
    """Write latest.json, latest.md and latest.svg."""
    rows = [
        {
            "name": name, "n": n, "k": k, "seconds": round(seconds, 3),
            "tickets_per_s": round(n / seconds), "peak_mb": megabytes,
        }
        for name, (seconds, _, megabytes) in medians.items()
    ]  # fmt: skip
    rows.append(
        {
            "name": HASHES, "n": round(blocks), "k": 0, "seconds": 1.0,
            "tickets_per_s": round(blocks), "peak_mb": 0,
        }
    )  # fmt: skip
    FOLDER.mkdir(exist_ok=True)
    told = {"machine": machine(), "rows": rows}
    (FOLDER / "latest.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    (FOLDER / "latest.md").write_text(_table(n, k, medians, blocks, turns), encoding="utf-8")
    _plot(rows[:-1])


def _table(n: int, k: int, medians: dict[str, Figures], blocks: float, turns: int) -> str:
    peer = medians.get(_PEER, Figures(0.0, 0.0, 0)).seconds
    load = os.getloadavg()[0]
    lines = [
        "# k of n: seconds, rates, memory",
        "",
        f"{machine()}; n = {n:,}, k = {k:,}; medians of {turns} in turn, load {load:.1f} at the"
        " end. Written by `make bench`: read the ratios, not the seconds.",
        "",
        f"| | seconds | of processor | rows/s | times {_PEER} | peak MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, (seconds, processor, megabytes) in medians.items():
        ratio = f"{peer / seconds:.1f}" if peer else ""
        lines.append(
            f"| {name} | {seconds:.2f} | {processor:.2f} | {n / seconds:,.0f} | {ratio} |"
            f" {megabytes} |"
        )
    lines += ["", f"OpenSSL: {blocks:,.0f} SHA-256 blocks/s on all processors at once."]
    if made := medians.get("fairdraw tickets, datafusion"):
        share = 2 * n / made.seconds / blocks
        lines[-1] += f" Our tickets, two blocks a row, use {share:.0%} of that."
    return "\n".join(lines) + "\n"


def _plot(rows: list[dict[str, object]]) -> None:
    mpl.rcParams["svg.hashsalt"] = "fairdraw"
    names = [str(row["name"]) for row in rows][::-1]
    rates = [float(str(row["tickets_per_s"])) for row in rows][::-1]
    figure, axes = pyplot.subplots(figsize=(9, 0.4 * len(rows) + 1.2))
    colours = ["#b5402a" if name.startswith("fairdraw") else "#8a8f98" for name in names]
    axes.barh(names, rates, color=colours)
    axes.set_xscale("log")
    axes.set_xlabel("rows per second (logarithmic)")
    figure.tight_layout()
    figure.savefig(FOLDER / "latest.svg", metadata={"Date": None})
    pyplot.close(figure)

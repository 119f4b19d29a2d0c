"""The table of figures in docs/assurance/, a row for each run; other rows stay as they were."""

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.assurance.outcome import Outcome
from tests.assurance.runs import EVERY, Run

HEAD = """\
# Figures

Written by `make assurance`; what the runs do stands in the pages beside this one. No violation in
N trials bounds the rate of violations at 3/N (95 %). Seeds and thresholds are fixed in
`tests/assurance/`; a run is never repeated with another seed.

| Run | What | Trials | Of | Violations | Rate (95 %) | Further | When, where |
|---|---|---|---|---|---|---|---|
"""


def write(file: Path, runs: Iterable[Run], outcomes: Mapping[str, Outcome]) -> None:
    """Put the rows of `outcomes` into the table, in the order of `runs`."""
    rows = _rows(file)
    known = []
    for run in runs:
        outcome = outcomes.get(run.name)
        if outcome is not None and not outcome.wanting:
            rows[run.name] = row(run, outcome)
        known.append(run.name)
    body = [rows[name] for name in known if name in rows]
    file.write_text(HEAD + "".join(f"{line}\n" for line in body), encoding="utf-8")


def row(run: Run, outcome: Outcome) -> str:
    """One line of the table."""
    further = "; ".join(f"{name} {figure}" for name, figure in outcome.figures.items())
    cells = [
        run.name,
        run.what,
        f"{outcome.tried:,}",
        f"{run.full:,}" if run.full < EVERY else "all there are",
        str(len(outcome.failures)),
        outcome.bound,
        further,
        f"{datetime.now(UTC):%Y-%m-%d}, version {version('yaohao')}, {machine()}",
    ]
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """The machine in words; nothing that names it."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[2]
    words = f"{cores} cores, {platform.system()}, Python {platform.python_version()}"
    return f"{words}, load {load:.1f}"


def _rows(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line.startswith("| ") and not line.startswith("| Run")]
    return {line.split("|")[1].strip(): line for line in found}

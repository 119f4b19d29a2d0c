"""Replays golden vectors (vectors/README.md).

`good/steps/*.json`: inputs and outputs of single steps. `good/records`, `good/doors`: files that
prove, on the level of assurance that `good/levels/levels.tsv` states. `bad/…`: files refused with
the fault their name begins with.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fairdraw import entries, pool
from fairdraw.announcement import Announcement
from fairdraw.errors import Fault
from fairdraw.steps import STEPS
from fairdraw.verify import verify
from fairdraw.verify.report import ABORTED, PARTLY, PROVED


class Result(NamedTuple):
    """One vector: its name, and what went wrong (empty when nothing did)."""

    name: str
    problem: str


_OUTCOMES = {"own": PARTLY, "partly": PARTLY, "aborted": ABORTED}


def fault_of(kind: str, data: bytes, level: str = "", reader: pool.Reader = pool.Pool.parse) -> str:
    """Return the fault code that a bad vector meets, or `proved`; with another level than expected
    that level too."""
    try:
        if kind == "pools":
            reader(data, 1)
        elif kind == "entries":
            entry = entries.parse(data)
            if entry.kind == "announce":
                Announcement.of(entry)
        else:
            report = verify(data, reader=reader)
            found = report.fault.code if report.fault else report.outcome
            return found if level in ("", report.level) else f"{found}, {report.level}"
    except Fault as fault:
        return fault.code
    return PROVED


def replay(folder: Path, reader: pool.Reader = pool.Pool.parse) -> Iterator[Result]:
    """Replay every vector under `folder`, in the order of names; `reader` keeps the rows."""
    for path in sorted(folder.glob("good/steps/*.json")):
        step = STEPS[path.stem]
        for case in json.loads(path.read_text(encoding="utf-8")):
            got = step(case["in"])
            problem = "" if got == case["out"] else f"got {got}"
            yield Result(f"{path.stem}: {case['name']}", problem)
    levels = _levels(folder / "good" / "levels" / "levels.tsv")
    for path in sorted(folder.glob("good/records/*")) + sorted(folder.glob("good/doors/*")):
        level = levels.get(f"{path.parent.name}/{path.name}", "")
        outcome = fault_of(path.parent.name, path.read_bytes(), level, reader)
        expected = _OUTCOMES.get(path.stem.rsplit("-", 1)[-1], PROVED)
        yield Result(path.name, "" if outcome == expected else f"got {outcome}")
    for path in sorted(folder.glob("bad/*/*")):
        code = fault_of(path.parent.name, path.read_bytes(), reader=reader)
        yield Result(path.name, "" if code == expected_fault(path) else f"got {code}")


def _levels(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines)
    return {name: level for name, _, level in pairs}


def expected_fault(path: Path) -> str:
    """Return the fault that names a bad vector: its name up to `--` or the last dot."""
    return path.stem.split("--")[0]

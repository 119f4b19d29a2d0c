"""Everything `make test` and CI run, with one sum at the end.

What needs one processor or less goes side by side first, and what it has laid down is used after:
migrated databases and the demo bureau. Then the large parts follow, each on two processors.

A test may be left out only for want of something that is "not on this machine"; it is named at the
end. Any other skip is a failure, so nothing is left out quietly.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
REPORTS = ROOT / "build" / "reports"


@dataclass(frozen=True)
class Step:
    """One command of this environment; `report` when it is a run of pytest, which is counted."""

    name: str
    command: tuple[str, ...]
    database: str = "sqlite"
    report: bool = False

    @property
    def junit(self) -> Path:
        return REPORTS / f"{self.name.replace(' ', '-')}.xml"


def suite(name: str, *arguments: str, database: str = "sqlite") -> Step:
    """A run of pytest."""
    return Step(name, ("-m", "pytest", "-q", *arguments), database, report=True)


def lanes(demo: Path) -> tuple[tuple[Step, ...], ...]:
    """What goes side by side; each lane does its steps in turn."""
    return (
        (
            Step("checks", ("scripts/check.py",)),
            Step("tables on SQLite", ("-m", "tests.prepared")),
            Step("tables on PostgreSQL", ("-m", "tests.prepared"), "postgresql"),
        ),
        (
            Step("demo bureau", ("-m", "demo", "load", "--home", str(demo))),
            suite("core", "core/tests", "-m", "not spark", "-n", "1"),
        ),
        (suite("core on Spark", "core/tests/engines", "-m", "spark", "-n", "0"),),
    )


AFTER = (
    suite("suite on SQLite", "tests", "-m", "not browser", "-n", "2"),
    suite("suite on PostgreSQL", "tests", "-m", "not browser", "-n", "2", database="postgresql"),
    suite("browser", "tests/browser", "-m", "browser", "-n", "2", "--dist", "loadfile"),
)


@dataclass
class Sum:
    """Counts over all runs of pytest, and the names of the steps that failed."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    unexcused: int = 0
    broken: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        """Take in one JUnit report."""
        for case in ElementTree.parse(report).iter("testcase"):
            kinds = {child.tag: child.get("message") or "" for child in case}
            if kinds.keys() & {"failure", "error"}:
                self.failed += 1
            elif "skipped" in kinds:
                self.skipped += 1
                self.unexcused += "not on this machine" not in kinds["skipped"]
                print(f"left out: {case.get('name')}: {kinds['skipped']}")
            else:
                self.passed += 1

    def take(self, step: Step, code: int) -> None:
        """Take in a step that has ended."""
        before = self.unexcused
        if step.report and step.junit.exists():
            self.add(step.junit)
        if code or self.unexcused > before:
            self.broken.append(step.name)


def run(step: Step, demo: Path, *, aside: bool = False) -> int:
    """Run one step and return its exit code; `aside` shows all it says in one piece at its end."""
    step.junit.unlink(missing_ok=True)
    counted = (f"--junit-xml={step.junit}",) if step.report else ()
    if not aside:
        print(f"\n== {step.name}", flush=True)
    begun = time.monotonic()
    done = subprocess.run(
        [PYTHON, *step.command, *counted],
        cwd=ROOT,
        env=os.environ | {"YAOHAO_TEST_DATABASE": step.database, "YAOHAO_TEST_DEMO": str(demo)},
        check=False,
        stdout=subprocess.PIPE if aside else None,
        stderr=subprocess.STDOUT if aside else None,
        text=True,
    )
    took = f"{time.monotonic() - begun:.0f} s"
    print(f"\n== {step.name}\n{done.stdout}{took}" if aside else took, flush=True)
    return done.returncode


def main() -> int:
    """0 when everything that can run here ran and passed."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    total = Sum()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as side:
        demo = Path(folder) / "demo"
        demo.mkdir()

        def lane(steps: tuple[Step, ...]) -> list[tuple[Step, int]]:
            return [(step, run(step, demo, aside=True)) for step in steps]

        for ended in side.map(lane, lanes(demo)):
            for step, code in ended:
                total.take(step, code)
        for step in AFTER:
            total.take(step, run(step, demo))
    if total.broken:
        print("failed: " + ", ".join(total.broken))
    print(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return 1 if total.broken or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())

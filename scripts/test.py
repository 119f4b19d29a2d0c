"""Everything `make test` and CI run, in one order, with one sum at the end.

A test may be left out only for want of something that is "not on this machine"; it is named at the
end. Any other skip is a failure, so nothing is left out quietly.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
REPORTS = ROOT / "build" / "reports"


@dataclass(frozen=True)
class Part:
    """One run of pytest."""

    name: str
    arguments: tuple[str, ...]
    database: str = "sqlite"


PARTS = (
    Part("core", ("core/tests", "-m", "not spark", "-n", "2")),
    Part("core on Spark", ("core/tests/engines", "-m", "spark", "-n", "0")),  # one Spark, not two
    Part("suite on SQLite", ("tests", "-m", "not browser", "-n", "2")),
    Part("suite on PostgreSQL", ("tests", "-m", "not browser", "-n", "2"), "postgresql"),
    Part("browser", ("tests/browser", "-m", "browser", "-n", "2", "--dist", "loadfile")),
)


@dataclass
class Sum:
    """Counts over all parts."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    unexcused: int = 0

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


def run(part: Part, total: Sum) -> bool:
    """Run one part; True when it passed and skipped nothing."""
    report = REPORTS / f"{part.name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    print(f"\n== {part.name}", flush=True)
    before = total.unexcused
    result = subprocess.run(
        [PYTHON, "-m", "pytest", "-q", *part.arguments, f"--junit-xml={report}"],
        cwd=ROOT,
        env=os.environ | {"YAOHAO_TEST_DATABASE": part.database},
        check=False,
    )
    if report.exists():
        total.add(report)
    return result.returncode == 0 and total.unexcused == before


def main() -> int:
    """0 when everything that can run here ran and passed."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    failed = []
    print("== checks", flush=True)
    if subprocess.run([PYTHON, "scripts/check.py"], cwd=ROOT, check=False).returncode:
        failed.append("checks")
    total = Sum()
    for part in PARTS:
        if not run(part, total):
            failed.append(part.name)
    if failed:
        print("failed: " + ", ".join(failed))
    print(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return 1 if failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())

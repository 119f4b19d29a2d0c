"""Starting a run in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.assurance.outcome import Outcome, load

ROOT = Path(__file__).resolve().parents[2]


def start(target: str, count: int, folder: Path, database: str) -> Outcome:
    """Run `module:function` to its end; a process that breaks down is a violation.

    `database` is `sqlite` or `postgresql`; the run gets a home and a server of its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "outcome.json"
    file.unlink(missing_ok=True)
    environment = os.environ | {
        "YAOHAO_TEST_DATABASE": database,
        "YAOHAO_TEST_DURABLE": "1",
        "DJANGO_SETTINGS_MODULE": "yaohao.config.settings",
    }
    environment.pop("YAOHAO_TEST_SERVER", None)
    command = [sys.executable, "-m", "tests.assurance.inside", target, str(count), str(folder)]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if not file.exists():
        return Outcome(0, (f"the run broke down (exit code {code})",))
    return load(file.read_text(encoding="utf-8"))

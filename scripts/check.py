"""Run every check of `make check`; print each one's outcome and fail at the end if any failed.

All checks run even after one has failed: whoever mends wants the whole list at once.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS: list[tuple[str, list[str]]] = [
    ("linter", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("import contracts", ["lint-imports", "--no-cache"]),
    ("types", ["mypy", "src", "core/src"]),
    ("catalogues", ["python", "scripts/messages.py", "check"]),
    ("migrations", ["python", "-m", "django", "makemigrations", "--check", "--dry-run"]),
    ("deployment", ["python", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]),
]


def environment() -> dict[str, str]:
    """Settings of their own, so that a check never touches a bureau's data."""
    home = ROOT / "build" / "check"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "yaohao.config.settings",
        "YAOHAO_HOME": str(home),
        "YAOHAO_HTTPS": "yes",
        "YAOHAO_DATABASE": "sqlite",
    }


def main() -> int:
    """0 when every check passed."""
    failed = []
    for name, command in CHECKS:
        start = time.monotonic()
        result = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=ROOT,
            env=environment(),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        word = "ok" if result.returncode == 0 else "FAILED"
        print(f"{name:<18} {word:<7} {time.monotonic() - start:5.1f} s", flush=True)
        if result.returncode:
            print(result.stdout, flush=True)
            failed.append(name)
    if failed:
        print("checks that failed: " + ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""What a bureau gets from a draw, left in a folder; needs Django.

The files come through the same downloads the clerk uses, and the record is verified as a stranger
would: with the one file, by an isolated Python.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from demo.bureaus import who
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State

DOWNLOADS = (
    ("draw-record.zip", "draw:record", {}),
    ("fairdraw.pyz", "draw:verifier", {}),
    ("公示表.xlsx", "draw:public-table", {"kind": "xlsx"}),
    ("公示表.csv", "draw:public-table", {"kind": "csv"}),
    ("抽签记录.pdf", "draw:minutes", {}),
)


class LeaveError(RuntimeError):
    """A download or the verification did not work; the text says which."""


def leave(target: Path) -> Iterator[Path]:
    """Write every file of the revealed draw into `target`, emptied before; yields their paths."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    draw = Draw.objects.get(state=State.REVEALED.value)
    clerk = Client(headers={"host": "127.0.0.1", "accept-language": "zh-hans"})
    clerk.force_login(who("city-clerk"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    with translation.override("zh-hans"):
        for name, address, more in DOWNLOADS:
            answer = clerk.get(reverse(address, kwargs={"number": draw.number, **more}))
            if answer.status_code != 200:
                raise LeaveError(f"{name}: {answer.status_code}")
            file = target / name
            file.write_bytes(answer.getvalue())
            yield file
    yield verified(target)


def verified(target: Path) -> Path:
    """Verify the record with the verifier beside it; the report, kept as `核验报告.txt`."""
    result = subprocess.run(
        [sys.executable, "-I", "fairdraw.pyz", "verify", "--lang", "zh", "draw-record.zip"],
        cwd=target,
        capture_output=True,
        text=True,
        check=False,
    )
    report = target / "核验报告.txt"
    report.write_text(result.stdout, encoding="utf-8")
    if result.returncode:
        raise LeaveError(result.stdout + result.stderr)
    return report

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
from yaohao.ground.documents.models import Issued
from yaohao.stages.credit.models import Batch
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State
from yaohao.stages.publication.papers import subject_of

DOWNLOADS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("draw-record.zip", "draw:record", {}),
    ("fairdraw.pyz", "draw:verifier", {}),
    ("公示表.xlsx", "draw:public-table", {"kind": "xlsx"}),
    ("公示表.csv", "draw:public-table", {"kind": "csv"}),
    ("抽签记录.pdf", "draw:minutes", {}),
    ("抽签记录.docx", "draw:minutes-copy", {}),
)


class LeaveError(RuntimeError):
    """A download or the verification did not work; the text says which."""


def leave(target: Path) -> Iterator[Path]:
    """Write every file of the revealed draw into `target`, emptied before; yields their paths."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    draw = Draw.objects.get(state=State.REVEALED.value)
    clerk = _browser("city-clerk")
    with translation.override("zh-hans"):
        for name, address, more in DOWNLOADS:
            where = reverse(address, kwargs={"number": draw.number, **more})
            yield _kept(clerk, where, target / name)
    yield verified(target)
    yield from papers(draw, target)
    yield from exports(target)


def papers(draw: Draw, target: Path) -> Iterator[Path]:
    """Every paper of the task and its visits in both forms, by kind and number."""
    head, subjects = _browser("city-director"), _subjects(draw)
    for paper in Issued.objects.filter(subject__in=subjects).order_by("kind", "serial"):
        address, key = subjects[paper.subject]
        for suffix in ("pdf", "docx"):
            with translation.override("zh-hans"):
                name = f"{paper.get_kind_display()}{paper.serial:02d}.{suffix}"
            where = reverse(address, args=[key, paper.pk, suffix])
            yield _kept(head, where, target / "文书" / name)


def exports(target: Path) -> Iterator[Path]:
    """What went to the credit platforms, and the funnel of the year."""
    clerk = _browser("city-clerk")
    for batch in Batch.objects.order_by("pk"):
        address = reverse("credit:batch-file", args=[batch.pk])
        yield _kept(clerk, address, target / "信用报送" / f"{batch.number}.zip")
    yield _kept(clerk, reverse("oversight:statistics") + "?export=csv", target / "统计漏斗.csv")


def _subjects(draw: Draw) -> dict[str, tuple[str, int | str]]:
    """Subjects of the task's papers, each with the address of its papers and the page's key."""
    found: dict[str, tuple[str, int | str]] = {
        f"followup.circular:{draw.number}": ("followup:circular-paper", draw.number),
        subject_of(draw.number): ("publication:paper", draw.number),
    }
    for summary in draw.summaries.all():
        found[summary.subject] = ("inspection:summary-paper", summary.pk)
    for visit in draw.inspections.all():
        found[visit.subject] = ("inspection:paper", visit.pk)
        for order in visit.orders.all():
            found[order.subject] = ("followup:order-paper", order.pk)
    return found


def _browser(username: str) -> Client:
    browser = Client(headers={"host": "127.0.0.1", "accept-language": "zh-hans"})
    browser.force_login(who(username), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return browser


def _kept(browser: Client, address: str, file: Path) -> Path:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise LeaveError(f"{file.name}: {answer.status_code}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(answer.getvalue())
    return file


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

"""Large sheets: how far the job is, and starting it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.jobs.queries import idle
from yaohao.stages.registers.background import read_sheet
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.operations.imports import BUSY
from yaohao.stages.registers.progress import forget, heard, mark
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES


def is_busy(run: ImportRun) -> bool:
    """Whether a job has the sheet in hand, or is to have it."""
    said = heard(run.pk)
    return run.state in BUSY or (said is not None and said.doing == "undoing")


def busy_page(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """How far the job is; the page asks again by itself."""
    said = heard(run.pk)
    doing = said.doing if said else run.state
    done, whole = (said.done, said.whole) if said else (run.done, run.whole)
    context = {
        "run": run,
        "doing": doing,
        "done": done,
        "whole": whole if doing != ImportState.WAITING else 0,
        "words": _words(doing, said is not None) % {"done": f"{done:,}", "whole": f"{whole:,}"},
        "idle": idle(timezone.now()),
        "silent": said is not None and said.silent,
        "clerk": person(request).holds(Role.CLERK),
        "breadcrumbs": [
            SHELVES[Kind(run.kind)].crumb,
            {"label": _("Import"), "url": reverse("registers:imports")},
            {"label": run.filename},
        ],
    }
    return render(request, "registers/run_busy.html", context)


def _words(doing: str, writing: bool) -> str:
    """Which step it is, with how many rows."""
    if doing == "undoing":
        return _("Being undone: %(done)s of %(whole)s rows")
    if doing == ImportState.WRITING and writing:
        return _("Step 2 of 2: %(done)s of %(whole)s rows written")
    if doing == ImportState.WRITING:
        return _("Step 1 of 2: %(done)s of %(whole)s rows compared once more")
    if doing == ImportState.READING:
        return _("%(done)s of %(whole)s rows read")
    return _("Waiting for its turn")


@may(Role.CLERK)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a job again that died, or give an import back to be confirmed again."""
    run = get_object_or_404(ImportRun.objects.visible_to(person(request)), pk=pk)
    forget(pk)
    if run.state == ImportState.WRITING:
        mark(pk, ImportState.CHECKED)
    elif run.state in BUSY:
        mark(pk, ImportState.WAITING)
        read_sheet.enqueue(pk)
    return redirect("registers:import-run", pk=pk)

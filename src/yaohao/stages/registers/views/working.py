"""Large sheets: how far the job is, and starting it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.jobs.queries import health
from yaohao.stages.registers.background import read_sheet
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.operations.imports import BUSY
from yaohao.stages.registers.progress import mark
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES


def busy_page(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """How far the job is; the page asks again by itself."""
    queue = health()
    context = {
        "run": run,
        "reading": run.state == ImportState.READING and run.whole > 0,
        "idle": queue.waiting > 0 and queue.running == 0,
        "clerk": person(request).holds(Role.CLERK),
        "breadcrumbs": [
            SHELVES[Kind(run.kind)].crumb,
            {"label": _("Import")},
            {"label": run.filename},
        ],
    }
    return render(request, "registers/run_busy.html", context)


@may(Role.CLERK)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a job again that died, or give an import back to be confirmed again."""
    run = get_object_or_404(ImportRun.objects.visible_to(person(request)), pk=pk)
    if run.state == ImportState.WRITING:
        mark(pk, ImportState.CHECKED)
    elif run.state in BUSY:
        mark(pk, ImportState.WAITING)
        read_sheet.enqueue(pk)
    return redirect("registers:import-run", pk=pk)

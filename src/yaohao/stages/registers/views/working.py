"""Large sheets: handing them to a job, how far it is, and starting it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.jobs.queries import health
from yaohao.stages.registers.background import read_sheet, write_sheet
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.operations.imports import AT_ONCE, BUSY
from yaohao.stages.registers.progress import mark
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES

LARGE = 256 * 1024  # bytes from which on a sheet is read by a job: about 2,000 rows


def send_to_read(run: ImportRun) -> None:
    """Have a waiting sheet read."""
    if run.state == ImportState.WAITING:
        read_sheet.enqueue(run.pk)


def send_to_write(run: ImportRun, user_pk: int, *, leave_out_wrong: bool) -> bool:
    """Have a large checked sheet imported; False for one that is imported while the clerk waits."""
    if run.state != ImportState.CHECKED or run.whole <= AT_ONCE:
        return False
    mark(run.pk, ImportState.WRITING)
    write_sheet.enqueue(run.pk, user_pk, leave_out_wrong)
    return True


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

"""Bringing a sheet in: upload, confirm, check again, drop."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.stages.registers import operations
from yaohao.stages.registers.background import send_to_read, send_to_undo, send_to_write
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms import UploadForm
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.operations.imports import LARGE
from yaohao.stages.registers.queries.runs import runs
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES, Shelf, shelf_of

RECENT = 10  # earlier imports shown
LISTED = 50  # on a page of all


@may(Role.CLERK, Role.AUDITOR)
def imports(request: HttpRequest) -> HttpResponse:
    """Every import of the bureau, and the way to a new one."""
    user = person(request)
    kind = request.GET.get("kind", "")
    chosen = Kind(kind) if kind in set(Kind) else None
    context = {
        "clerk": user.holds(Role.CLERK),
        "shelves": SHELVES.values(),
        "kind": chosen,
        "page": Paginator(runs(user.bureau, chosen), LISTED).get_page(request.GET.get("page")),
        "titles": {one.value: shelf.title for one, shelf in SHELVES.items()},
    }
    return render(request, "registers/imports.html", context)


@may(Role.CLERK)
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a sheet; it is checked and nothing else."""
    user, shelf = person(request), shelf_of(kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            large = file.size > LARGE
            receive = operations.receive_sheet if large else operations.check_sheet
            run = receive(by=user, kind=shelf.kind, filename=file.name or "", content=file.read())
        except SheetRefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            send_to_read(run)
            return redirect("registers:import-run", pk=run.pk)
    context = {
        "form": form,
        "shelf": shelf,
        "columns": _columns(shelf),
        "runs": runs(user.bureau, shelf.kind)[:RECENT],
        "breadcrumbs": [shelf.crumb, {"label": _("Import"), "url": reverse("registers:imports")}],
    }
    return render(request, "registers/import.html", context)


def _columns(shelf: Shelf) -> list[dict[str, Any]]:
    return [
        {
            "name": column.name,
            "required": column.required,
            "aliases": [alias for alias in column.aliases if alias != str(column.name)],
        }
        for column in shelf.columns
        if column.key != "number"
    ]


@may(Role.CLERK)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what the dry run showed."""
    user, left_out = person(request), request.POST.get("leave_out_wrong") == "on"
    run = get_object_or_404(ImportRun.objects.visible_to(user), pk=pk)
    if send_to_write(run, user.pk, leave_out_wrong=left_out):
        return redirect("registers:import-run", pk=pk)
    return _act(request, pk, _imported, operations.confirm_import, leave_out_wrong=left_out)


@may(Role.CLERK)
@require_POST
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the kept sheet against the register as it stands now."""
    return _act(request, pk, lambda run: _("Checked again."), operations.recheck_import)


@may(Role.CLERK)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a checked sheet aside."""
    said = _("Dropped. The register is as it was.")
    return _act(request, pk, lambda run: said, operations.drop_import)


@may(Role.CLERK)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import of the last day back."""
    said = _("Undone. The register is as it was before the import.")
    user = person(request)
    run = get_object_or_404(ImportRun.objects.visible_to(user), pk=pk)
    if send_to_undo(run, user.pk):
        return redirect("registers:import-run", pk=pk)
    return _act(request, pk, lambda run: said, operations.undo_import)


def _imported(run: ImportRun) -> str:
    count = sum(run.counts[verdict] for verdict in ("new", "changed", "ended"))
    return ngettext("Imported: %(count)d row.", "Imported: %(count)d rows.", count) % {
        "count": count
    }


def _act(
    request: HttpRequest,
    pk: int,
    said: Callable[[ImportRun], str],
    operation: Callable[..., ImportRun],
    **values: Any,
) -> HttpResponse:
    try:
        run = operation(by=person(request), pk=pk, **values)
    except ImportRun.DoesNotExist:
        raise Http404 from None
    except (RegisterError, SheetRefusedError) as refusal:
        messages.error(request, str(refusal))
    else:
        send_to_read(run)
        messages.success(request, said(run))
    return redirect("registers:import-run", pk=pk)

"""Saying what the columns of a sheet mean, once for every sheet with such a header."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.asking import Head
from yaohao.ground.sheets.grid import letters
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.stages.registers import operations
from yaohao.stages.registers.background import send_to_read
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.queries.runs import packed_head, remembered
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES


def columns_page(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """The header with three rows under it, and for each column what it may mean."""
    kind, head = Kind(run.kind), packed_head(run)
    context = {
        "run": run,
        "head": head,
        "asked": run.state == ImportState.UNCLEAR,
        "named": remembered(run, head.digest),
        "rows": _rows(kind, head),
        "sheets": [name for name in head.sheets if name] if len(head.sheets) > 1 else [],
        "clerk": person(request).holds(Role.CLERK),
        "breadcrumbs": [
            SHELVES[kind].crumb,
            {"label": _("Import"), "url": reverse("registers:imports")},
            {"label": run.filename},
        ],
    }
    return render(request, "registers/run_unclear.html", context)


def _rows(kind: Kind, head: Head) -> list[dict[str, Any]]:
    known = {place: key for key, place in head.places.items()}
    return [
        {
            "place": place,
            "letter": letters(place),
            "label": label,
            "samples": [row[place] for row in head.samples if row[place]],
            "options": [
                {
                    "key": column.key,
                    "name": f"{column.name}*" if column.required else str(column.name),
                    "chosen": known.get(place) == column.key,
                }
                for column in COLUMNS[kind]
            ],
        }
        for place, label in enumerate(head.labels)
        if label or any(row[place] for row in head.samples)
    ]


@may(Role.CLERK)
def name_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the columns mean and read the sheet again; or choose another sheet."""
    if request.method != "POST":
        run = get_object_or_404(ImportRun.objects.visible_to(person(request)), pk=pk)
        if run.state in (ImportState.UNCLEAR, ImportState.CHECKED):
            return columns_page(request, run)
        return redirect("registers:import-run", pk=pk)
    columns = {
        int(name.removeprefix("column-")): str(key)
        for name, key in request.POST.items()
        if name.startswith("column-") and name.removeprefix("column-").isdecimal()
    }
    sheet = request.POST.get("sheet", "")[:200]
    try:
        run = operations.name_columns(by=person(request), pk=pk, columns=columns, sheet=sheet)
    except ImportRun.DoesNotExist:
        raise Http404 from None
    except (RegisterError, SheetRefusedError) as refusal:
        messages.error(request, str(refusal))
    else:
        send_to_read(run)
    return redirect("registers:import-run", pk=pk)

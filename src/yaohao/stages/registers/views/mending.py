"""Wrong rows as they are mended on the page: their wrong cells, or one row whole."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.stages.registers import operations
from yaohao.stages.registers.background import send_to_read
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.queries.runs import PackedPlan
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import column_name


def grid(kind: Kind, plan: PackedPlan) -> dict[str, Any]:
    """The first wrong rows: the columns that some of them has wrong, and what names the row."""
    wrong = _by_cell(plan)
    keys = list(plan.wrong[0]["cells"]) if plan.wrong else []
    bad = [key for key in keys if any((row["line"], key) in wrong for row in plan.wrong)]
    shown = [*(key for key in keys[:1] if key not in bad), *bad]
    rows = [_row(kind, row, shown, wrong) for row in plan.wrong]
    return {
        "names": [column_name(kind, key) for key in shown],
        "rows": rows,
        "others": any(row["others"] for row in rows),
    }


def whole_row(kind: Kind, plan: PackedPlan, asked: str) -> dict[str, Any] | None:
    """Every cell of one of them."""
    row = next((row for row in plan.wrong if str(row["line"]) == asked), None)
    return row and _row(kind, row, list(row["cells"]), _by_cell(plan))


def _by_cell(plan: PackedPlan) -> dict[tuple[int, str], dict[str, Any]]:
    return {(error["line"], error["key"]): error for error in plan.mistakes}


def _row(
    kind: Kind,
    row: dict[str, Any],
    keys: list[str],
    wrong: dict[tuple[int, str], dict[str, Any]],
) -> dict[str, Any]:
    line = row["line"]
    cells = [
        {
            "key": key,
            "name": column_name(kind, key),
            "text": row["cells"].get(key, ""),
            "error": wrong.get((line, key)),
        }
        for key in keys
    ]
    # What is wrong with a column that the sheet has not cannot stand at its cell.
    others = [error for (at, key), error in wrong.items() if at == line and key not in row["cells"]]
    return {"line": line, "cells": cells, "others": others}


@may(Role.CLERK)
@require_POST
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Cells of wrong rows, typed anew (`cell-<row>-<column key>`)."""
    cells: dict[str, dict[str, str]] = {}
    for name, text in request.POST.items():
        part, _dash, rest = name.partition("-")
        line, _dash, key = rest.partition("-")
        if part == "cell" and line.isdecimal() and key.isidentifier():
            cells.setdefault(line, {})[key] = str(text)[:4000]
    try:
        run = operations.mend_rows(by=person(request), pk=pk, cells=cells)
    except ImportRun.DoesNotExist:
        raise Http404 from None
    except (RegisterError, SheetRefusedError) as refusal:
        messages.error(request, str(refusal))
    else:
        send_to_read(run)
        wrong = run.counts.get("wrong", 0)
        said = _("Checked again: every row is right.") if not wrong else _("Checked again.")
        messages.success(request, said)
    return redirect("registers:import-run", pk=pk)

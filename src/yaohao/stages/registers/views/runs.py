"""The page of one import: what the sheet would do, or did."""

import io
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.sheets.mistakes import errors_filename
from yaohao.ground.theme.parts import Mistake, Step
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.queries.runs import (
    REMARKED,
    PackedPlan,
    packed_plan,
    remembered,
    undoable,
    write_wrong_rows,
)
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import Verdict
from yaohao.stages.registers.showing import change_words
from yaohao.stages.registers.views.mending import grid, whole_row
from yaohao.stages.registers.views.naming import columns_page
from yaohao.stages.registers.views.shelves import SHELVES
from yaohao.stages.registers.views.timeline import events
from yaohao.stages.registers.views.working import busy_page, is_busy
from yaohao.stages.registers.wording import VERDICTS, remark_text

PAGE = 100  # rows
MISTAKES = 100  # wrong cells shown; the workbook has them all


@may(Role.CLERK, Role.AUDITOR)
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts, mistakes with place and repair, the difference of every row."""
    user = person(request)
    run = get_object_or_404(ImportRun.objects.visible_to(user), pk=pk)
    if is_busy(run):
        return busy_page(request, run)
    if request.headers.get("HX-Target") == "busy":  # the page of the job asks, and it is done
        return HttpResponseClientRefresh()
    if run.state == ImportState.UNCLEAR:
        return columns_page(request, run)
    kind, plan = Kind(run.kind), packed_plan(run)
    tabs = _tabs(run, plan)
    show = request.GET.get("show", "")
    show = show if show in {tab["key"] for tab in tabs} else _first(tabs)
    page = Paginator(plan.shown(show), PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "plan": plan,
        "tabs": tabs,
        "show": show,
        "page": page,
        "rows": [_row(kind, row) for row in page],
        "mistakes": [
            Mistake(error["place"], _wrong(error), error["repair"])
            for error in plan.mistakes[:MISTAKES]
        ],
        "most_mistakes": MISTAKES,
        "grid": grid(kind, plan),
        "whole_row": whole_row(kind, plan, request.GET.get("row", "")),
        "named": remembered(run, plan.head["digest"]) if plan.head else None,
        "writes": sum(run.counts.get(verdict, 0) for verdict in ("new", "changed", "ended")),
        "undoable": undoable(run) and user.holds(Role.CLERK),
        "open": run.state == ImportState.CHECKED and user.holds(Role.CLERK),
        "steps": _steps(run),
        "events": events(kind, run.subject),
        "breadcrumbs": [
            SHELVES[kind].crumb,
            {"label": _("Import"), "url": reverse("registers:imports")},
            {"label": run.filename},
        ],
    }
    return render(request, "registers/run.html", context)


@may(Role.CLERK, Role.AUDITOR)
def wrong_rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The wrong rows as a workbook to be mended and imported again."""
    run = get_object_or_404(ImportRun.objects.visible_to(person(request)), pk=pk)
    stream = io.BytesIO()
    write_wrong_rows(run, stream)
    stream.seek(0)
    return FileResponse(
        stream, as_attachment=True, filename=errors_filename(), content_type=TYPES["xlsx"]
    )


def _wrong(error: dict[str, Any]) -> str:
    return f"“{error['value']}” {error['reason']}" if error["value"] else error["reason"]


def _tabs(run: ImportRun, plan: PackedPlan) -> list[dict[str, Any]]:
    tabs = [
        {
            "key": verdict.value,
            "label": VERDICTS[verdict],
            "count": run.counts.get(verdict.value, 0),
        }
        for verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.ENDED)
    ]
    return [*tabs, {"key": REMARKED, "label": _("with a remark"), "count": plan.remarked}]


def _first(tabs: list[dict[str, Any]]) -> str:
    return next((str(tab["key"]) for tab in tabs if tab["count"]), Verdict.NEW.value)


def _row(kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "verdict": VERDICTS[Verdict(row["verdict"])],
        "changes": [change_words(kind, change) for change in row["changes"]],
        "remarks": [remark_text(code, values) for code, values in row["remarks"]],
    }


def _steps(run: ImportRun) -> list[Step]:
    if run.state == ImportState.REFUSED:
        return [Step(_("Could not be read"), "failed", run.uploaded_at)]
    checked = Step(_("Checked"), "current", run.uploaded_at)
    if run.state == ImportState.IMPORTED:
        checked = Step(_("Checked"), "done", run.uploaded_at)
        return [checked, Step(_("Imported"), "current", run.confirmed_at)]
    if run.state == ImportState.UNDONE:
        done = [Step(_("Checked"), "done", run.uploaded_at)]
        done.append(Step(_("Imported"), "done", run.confirmed_at))
        return [*done, Step(_("Undone"), "failed", run.undone_at)]
    if run.state == ImportState.DROPPED:
        checked = Step(_("Checked"), "done", run.uploaded_at)
        return [checked, Step(_("Dropped"), "failed")]
    return [checked, Step(_("Imported"), "future")]

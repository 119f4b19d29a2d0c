"""Importing a sheet: dry run, its outcome, then confirm, drop or undo; never more than a page can.

The clerk who answers for the key is the actor, and the trail names the key beside him.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, File, Form, Path, Query, Router, Status, UploadedFile

from yaohao.ground.accounts.api import Key, acting, means
from yaohao.ground.accounts.current import key
from yaohao.ground.accounts.models import ApiToken
from yaohao.ground.accounts.rules import Scope
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.ground.theme.problems import Code, Mistake, ProblemError
from yaohao.stages.registers import operations
from yaohao.stages.registers.api.asking import Id, MistakeQuery, RowQuery, RunQuery
from yaohao.stages.registers.api.paging import missing, page
from yaohao.stages.registers.api.runs import (
    Confirmation,
    PlannedPage,
    Run,
    RunPage,
    WrongPage,
    row_json,
    run_json,
    shown_rows,
    wrong_json,
)
from yaohao.stages.registers.background import send_to_read, send_to_undo, send_to_write
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.operations.imports import BUSY, LARGE
from yaohao.stages.registers.progress import heard
from yaohao.stages.registers.queries.runs import PackedPlan, packed_plan
from yaohao.stages.registers.rules.kinds import Kind

IMPORT = Key(Scope.REGISTERS_IMPORT)
EITHER = Key(Scope.REGISTERS_IMPORT, Scope.REGISTERS_READ)

router = Router(tags=["imports"], auth=IMPORT)


@router.get("", response=RunPage, auth=EITHER, summary="导入列表")
def imports(request: HttpRequest, asked: Query[RunQuery]) -> dict[str, Any]:
    """The imports of the bureau, from pages and from programs."""
    rows = _runs(key(request)).order_by("-pk")
    if asked.before is not None:
        rows = rows.filter(pk__lt=asked.before)
    if asked.kind is not None:
        rows = rows.filter(kind=asked.kind.value)
    if asked.state is not None:
        rows = rows.filter(state=asked.state.value)
    found = [run_json(run) for run in rows[: asked.limit + 1]]
    return page(request, found, asked.limit, lambda row: row["id"], "before")


@router.post("", response={201: Run}, summary="上传并检查表格（试运行）")
def check_sheet(
    request: HttpRequest,
    response: HttpResponse,
    kind: Form[Kind],
    file: File[UploadedFile],
) -> Status[dict[str, Any]]:
    """Dry run of a sheet (xlsx, xls, csv): the registers stay as they are until it is confirmed.

    A large sheet is `waiting` first; ask for its state again. Where the columns are `unclear`, a
    clerk names them on the page of the import, once for every later sheet with this header.
    """
    token = key(request)
    if (file.size or 0) > settings.YAOHAO_MAX_UPLOAD:
        most = settings.YAOHAO_MAX_UPLOAD // 2**20
        said = _("At most %(most)d MB are read. Split the table.") % {"most": most}
        raise ProblemError(Code.TOO_LARGE, said)
    large = (file.size or 0) > LARGE
    receive = operations.receive_sheet if large else operations.check_sheet
    run = _done(token, receive, kind=kind, filename=file.name or "", content=file.read())
    response["Location"] = f"{request.path}/{run.pk}"
    return Status(201, run_json(run))


@router.get("/{pk}", response=Run, auth=EITHER, summary="一次导入的状态与计数")
def one_import(request: HttpRequest, pk: Path[Id]) -> dict[str, Any]:
    """State and counts."""
    return run_json(_run(key(request), pk))


@router.get("/{pk}/rows", response=PlannedPage, auth=EITHER, summary="逐行变更")
def import_rows(request: HttpRequest, pk: Path[Id], asked: Query[RowQuery]) -> dict[str, Any]:
    """The difference of every row that changes something, in the language of the request."""
    run = _run(key(request), pk)
    kind = Kind(run.kind)
    rows = shown_rows(_plan(run), asked.verdict, asked.after, asked.limit + 1)
    found = [row_json(kind, row) for row in rows]
    return page(request, found, asked.limit, lambda _row: asked.after + asked.limit)


@router.get(
    "/{pk}/mistakes", response=WrongPage, auth=EITHER, summary="错误单元格",
)  # fmt: skip
def import_mistakes(
    request: HttpRequest, pk: Path[Id], asked: Query[MistakeQuery]
) -> dict[str, Any]:
    """Wrong cells with place and repair, in the language in which the sheet was checked."""
    run = _run(key(request), pk)
    kind, cells = Kind(run.kind), _plan(run).mistakes[asked.after :]
    found = [wrong_json(kind, cell) for cell in cells[: asked.limit + 1]]
    return page(request, found, asked.limit, lambda _row: asked.after + asked.limit)


@router.post(
    "/{pk}/confirm",
    response={200: Run, 202: Run},
    summary="确认导入",
)
def confirm_import(
    request: HttpRequest, pk: Path[Id], said: Body[Confirmation]
) -> Status[dict[str, Any]]:
    """Import exactly what the dry run showed: all rows or none. 202: a job does it; look again."""
    token = key(request)
    run = _run(token, pk)
    if run.state in BUSY:
        raise ProblemError(Code.CONFLICT, _("It is being worked on. Wait, then look again."))
    left_out = said.leave_out_wrong
    if send_to_write(run, token.clerk_id, leave_out_wrong=left_out, means=means(token)):
        return Status(202, run_json(_run(token, pk)))
    run = _done(token, operations.confirm_import, pk=pk, leave_out_wrong=left_out)
    return Status(200, run_json(run))


@router.post("/{pk}/recheck", response=Run, summary="重新检查")
def recheck_import(request: HttpRequest, pk: Path[Id]) -> dict[str, Any]:
    """Dry run once more, against the register as it stands now."""
    return run_json(_done(key(request), operations.recheck_import, pk=pk))


@router.post("/{pk}/drop", response=Run, summary="放弃")
def drop_import(request: HttpRequest, pk: Path[Id]) -> dict[str, Any]:
    """Put a checked sheet aside for good."""
    return run_json(_done(key(request), operations.drop_import, pk=pk))


@router.post("/{pk}/undo", response={200: Run, 202: Run}, summary="撤销导入")
def undo_import(request: HttpRequest, pk: Path[Id]) -> Status[dict[str, Any]]:
    """Take an import of the last day back, whole or not at all. 202: a job does it; look again.

    Then `doing` is `undoing`; it ends with the state `undone`, or with the `refusal` and the import
    as it was.
    """
    token = key(request)
    run = _run(token, pk)
    if heard(pk):
        raise ProblemError(Code.CONFLICT, _("It is being worked on. Wait, then look again."))
    if send_to_undo(run, token.clerk_id, means=means(token)):
        return Status(202, run_json(_run(token, pk)))
    return Status(200, run_json(_done(token, operations.undo_import, pk=pk)))


def _done(token: ApiToken, operation: Callable[..., ImportRun], **values: Any) -> ImportRun:
    """One operation in the name of the clerk; what it refuses is a problem."""
    try:
        with acting(token):
            run = operation(by=token.clerk, **values)
    except ImportRun.DoesNotExist:
        raise missing() from None
    except RegisterError as refusal:
        raise ProblemError(Code.CONFLICT, str(refusal)) from None
    except SheetRefusedError as refusal:
        wrong = [Mistake("body.file", str(refusal))]
        raise ProblemError(Code.INVALID, str(refusal), mistakes=wrong) from None
    send_to_read(run)
    return run


def _runs(token: ApiToken) -> Any:
    rows = ImportRun.objects.of(token.bureau)
    return rows.select_related("uploaded_by", "confirmed_by")


def _run(token: ApiToken, pk: int) -> ImportRun:
    run: ImportRun | None = _runs(token).filter(pk=pk).first()
    if run is None:
        raise missing()
    return run


def _plan(run: ImportRun) -> PackedPlan:
    """What the dry run found; a problem as long as there was none."""
    if run.state in (*BUSY, ImportState.UNCLEAR, ImportState.REFUSED) or not run.plan_digest:
        raise ProblemError(
            Code.CONFLICT,
            _("The sheet is not checked: %(state)s.") % {"state": run.get_state_display()},
        )
    return packed_plan(run)

"""One import as JSON: its state, counts, rows and wrong cells, in the words of its page."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.urls import reverse
from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool

from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.progress import heard
from yaohao.stages.registers.queries.runs import PackedPlan, undoable
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import Verdict
from yaohao.stages.registers.showing import change_words, column_name
from yaohao.stages.registers.wording import VERDICTS, remark_text


class Counts(Schema):
    """How many rows of the sheet do what; `missing` are entries that the sheet does not name."""

    new: int = Field(0, title="新增")
    changed: int = Field(0, title="变更")
    ended: int = Field(0, title="退出")
    unchanged: int = Field(0, title="不变")
    wrong: int = Field(0, title="有错")
    missing: int = Field(0, title="表中没有")


class Doing(StrEnum):
    """What a job does with the rows of an import, beside its state."""

    WRITING = "writing"
    UNDOING = "undoing"


class Run(Schema):
    """One import, from the dry run to the undo."""

    id: int = Field(title="导入编号")
    kind: Kind = Field(title="名录", description="Which register the sheet belongs to")
    state: ImportState = Field(title="状态")
    said: str = Field(title="状态文字", description="The state in words")
    filename: str = Field(title="文件名")
    counts: Counts = Field(title="计数")
    doing: Doing | None = Field(title="正在进行", description="What a job does with its rows now")
    done: int = Field(title="已处理行数", description="Rows read, written or put back so far")
    whole: int = Field(title="总行数", description="Rows to be read, written or put back")
    refusal: str = Field(
        title="未成功的原因", description="Why it was not read, imported or undone; or empty"
    )
    uploaded_by: str = Field(title="上传人")
    uploaded_at: datetime = Field(title="上传时间")
    confirmed_by: str | None = Field(title="确认人")
    confirmed_at: datetime | None = Field(title="确认时间")
    undone_at: datetime | None = Field(title="撤销时间")
    undoable: bool = Field(title="可撤销", description="Whether it can be undone now")
    page: str = Field(title="页面地址", description="Where a clerk looks at it and mends it")


class RunPage(Schema):
    """Imports, the newest first."""

    rows: list[Run]
    next: str | None = Field(title="下一页", description="Address of the next page; or null")


class Alteration(Schema):
    """One field that a row changes; `said` is how the page says it."""

    field: str = Field(title="栏目")
    before: str = Field(title="原值")
    after: str = Field(title="新值")
    said: str = Field(title="变更文字")


class PlannedRow(Schema):
    """What one right row of the sheet does."""

    line: int = Field(title="行号", description="As the spreadsheet program shows it")
    key: str = Field(title="标识", description="Key in the register; empty: still to be issued")
    title: str = Field(title="名称")
    verdict: Verdict = Field(title="判定")
    said: str = Field(title="判定文字")
    changes: list[Alteration] = Field(title="变更")
    remarks: list[str] = Field(title="提示")


class PlannedPage(Schema):
    """Rows of a checked sheet in their order."""

    rows: list[PlannedRow]
    next: str | None = Field(title="下一页", description="Address of the next page; or null")


class WrongCell(Schema):
    """One wrong cell, with place and repair."""

    line: int = Field(title="行号")
    key: str = Field(title="栏目标识")
    column: str = Field(title="栏目")
    place: str = Field(title="位置", description="Such as Sheet1!C17")
    value: str = Field(title="原值")
    reason: str = Field(title="原因")
    repair: str = Field(title="改法")


class WrongPage(Schema):
    """Wrong cells of a checked sheet in their order."""

    rows: list[WrongCell]
    next: str | None = Field(title="下一页", description="Address of the next page; or null")


class Confirmation(Schema):
    """What is confirmed."""

    model_config = ConfigDict(extra="forbid")
    leave_out_wrong: StrictBool = Field(
        False, title="略去错误行", description="Import without the wrong rows; the trail says so"
    )


def run_json(run: ImportRun) -> dict[str, Any]:
    """One import as `Run`."""
    said = heard(run.pk)
    return {
        "id": run.pk,
        "kind": run.kind,
        "state": run.state,
        "said": run.get_state_display(),
        "filename": run.filename,
        "counts": run.counts,
        "doing": said.doing if said else None,
        "done": said.done if said else run.done,
        "whole": said.whole if said else run.whole,
        "refusal": run.refusal,
        "uploaded_by": run.uploaded_by.full_name,
        "uploaded_at": run.uploaded_at,
        "confirmed_by": run.confirmed_by.full_name if run.confirmed_by else None,
        "confirmed_at": run.confirmed_at,
        "undone_at": run.undone_at,
        "undoable": undoable(run),
        "page": reverse("registers:import-run", args=[run.pk]),
    }


def row_json(kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
    """One row of a plan as `PlannedRow`."""
    return {
        "line": row["line"],
        "key": row["key"],
        "title": row["title"],
        "verdict": row["verdict"],
        "said": str(VERDICTS[Verdict(row["verdict"])]),
        "changes": [_change(kind, change) for change in row["changes"]],
        "remarks": [remark_text(code, values) for code, values in row["remarks"]],
    }


def _change(kind: Kind, change: list[str]) -> dict[str, str]:
    field, before, after = change
    return {"field": field, "before": before, "after": after, "said": change_words(kind, change)}


def wrong_json(kind: Kind, cell: dict[str, Any]) -> dict[str, Any]:
    """One wrong cell of a plan as `WrongCell`."""
    names = ("line", "key", "place", "value", "reason", "repair")
    return {name: cell[name] for name in names} | {"column": column_name(kind, cell["key"])}


def shown_rows(
    plan: PackedPlan, verdict: str | None, after: int, most: int
) -> list[dict[str, Any]]:
    """At most so many rows behind the first `after` of one verdict, of those remarked, or of all.

    Only these are read: a plan may have a hundred thousand.
    """
    rows = plan.rows if verdict is None else plan.shown(verdict)
    return rows[after : after + most]

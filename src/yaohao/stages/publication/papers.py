"""公示表: the public table of a task on paper, whenever a version says something new of it."""

from yaohao.ground.accounts.models import User
from yaohao.ground.documents.data import ResultTable
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.rules import Kind as Paper
from yaohao.stages.inspection.papers import issue_one
from yaohao.stages.publication.models import Snapshot
from yaohao.stages.publication.queries.snapshots import rows
from yaohao.stages.publication.rules import Kind, Row, difference


def subject_of(task: str) -> str:
    """What the paper of a task belongs to."""
    return f"publication.results:{task}"


def issue_result_tables(snapshot: Snapshot, before: Snapshot | None, *, by: User) -> list[Issued]:
    """One paper for each task with a new or changed row; none for other tables."""
    if snapshot.kind != Kind.RESULTS.value:
        return []
    shown = rows(snapshot)
    change = difference(Kind.RESULTS, rows(before) if before else (), shown)
    tasks = {row["task"] for row in (*change.new, *(after for _before, after in change.changed))}
    return [
        issue_one(
            kind=Paper.RESULT_TABLE,
            bureau=snapshot.bureau,
            subject=subject_of(task),
            data=_data(task, [row for row in shown if row["task"] == task]),
            by=by,
        )
        for task in sorted(tasks)
    ]


def _data(task: str, shown: list[Row]) -> ResultTable:
    return {
        "task": task,
        "title": shown[0]["title"],
        "rows": [
            {
                "name": row["name"],
                "code": row["object_id"],
                "item": row["item"],
                "day": row["day"],
                "result": row["result"],
                "disposal": row["disposal"],
                "state": row["rectification"],
            }
            for row in shown
        ],
    }

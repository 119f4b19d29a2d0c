"""What changed in the item list: which item, from what to what, when, by whom and why (article 7).

Read from the trail; of a sheet from the plan that it was confirmed by.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.models import Entry
from yaohao.stages.registers.models import ImportRun, ImportState, Item
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.rules.item_rows import REASON
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import Change, Verdict

ADD, EDIT, CONFIRM = "registers.item.add", "registers.item.edit", "registers.item.confirm"
IMPORT = "registers.import.confirm"


@dataclass(frozen=True, slots=True)
class Logged:
    """One change of one item. `undone` when its sheet was taken back; `sheet` is its name."""

    code: str
    action: str
    at: datetime
    by: str
    reason: str
    changes: tuple[Change, ...]
    new: bool = False
    sheet: str = ""
    undone: bool = False


def item_log(bureau: Bureau, code: str = "") -> list[Logged]:
    """Every change of the bureau's list, or of one item, the newest first."""
    found = [*_acts(bureau, code), *_sheets(bureau, code)]
    return sorted(found, key=lambda one: (one.at, one.code), reverse=True)


def names(bureau: Bureau) -> dict[str, tuple[int, str]]:
    """By code key and name of the newest version."""
    rows = Item.objects.of(bureau).order_by("code", "version")
    return {item.code: (item.pk, item.name) for item in rows.only("code", "name")}


def _acts(bureau: Bureau, code: str) -> Iterator[Logged]:
    start = f"registers.item:{bureau.pk}:"
    entries = Entry.objects.filter(action__in=[ADD, EDIT, CONFIRM])
    wanted = {"subject": start + code} if code else {"subject__startswith": start}
    for entry in entries.filter(**wanted).order_by("index"):
        detail = json.loads(entry.detail) if entry.detail else {}
        yield Logged(
            code=entry.subject.removeprefix(start),
            action=entry.action,
            at=entry.at,
            by=entry.actor_name,
            reason=entry.reason,
            changes=tuple(Change(*change) for change in detail.get("changes", [])),
            new=entry.action == ADD,
        )


def _sheets(bureau: Bureau, code: str) -> Iterator[Logged]:
    runs = ImportRun.objects.of(bureau).filter(
        kind=Kind.ITEMS.value, state__in=[ImportState.IMPORTED, ImportState.UNDONE]
    )
    for run in runs.select_related("confirmed_by"):
        for row in packed_plan(run).rows:
            if row["verdict"] == Verdict.UNCHANGED.value or (code and row["key"] != code):
                continue
            changes = [Change(*change) for change in row["changes"]]
            assert run.confirmed_at is not None
            assert run.confirmed_by is not None
            yield Logged(
                code=row["key"],
                action=IMPORT,
                at=run.confirmed_at,
                by=run.confirmed_by.full_name,
                reason="".join(change.after for change in changes if change.field == REASON),
                changes=tuple(change for change in changes if change.field != REASON),
                new=row["verdict"] == Verdict.NEW.value,
                sheet=run.filename,
                undone=run.state == ImportState.UNDONE,
            )

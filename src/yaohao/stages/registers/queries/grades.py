"""How the grades of one object came about, and how long it stays on the blacklist (article 19)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.registers.models import ImportRun, ImportState, InspectionObject, ObjectQuerySet
from yaohao.stages.registers.models.grades import BLACKLIST
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.queries.trail import CONFIRM, UNDO
from yaohao.stages.registers.rules.blacklist import removable_from
from yaohao.stages.registers.rules.kinds import Blacklist, Kind
from yaohao.stages.registers.rules.root_lines import GRADES

HISTORY = GRADES | {"major_hazard"}
Step = tuple[str, str, str]  # attribute, before, after


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One grade that changed: when, by which act, by whom, why. For a sheet `reason` is its file;
    `since` is the day from which the grade counts, where the act says one."""

    at: datetime
    attribute: str
    before: str
    after: str
    action: str
    by: str
    reason: str
    basis: str = ""
    since: date | None = None
    proposed: str = ""  # by whom, where one person proposes and another decides


@dataclass(frozen=True, slots=True)
class Clock:
    """The blacklist of one object: listed since, off from, on its own request from."""

    since: date
    off_from: date
    asked_from: date
    days_left: int  # until `off_from`; 0 when it has come
    asked_days_left: int


def grade_history(row: InspectionObject) -> list[GradeStep]:
    """Every change of a grade, the newest first: from acts, from the form, from sheets."""
    since = {(one.attribute, one.source): one.since for one in row.grade_changes.all()}
    steps = [step for entry in of_subject(row.subject) for step in _of_entry(entry, since)]
    steps += _of_sheets(row)
    return sorted(steps, key=lambda step: step.at, reverse=True)


def listed_since(row: InspectionObject) -> date:
    """The day from which an object of the blacklist stands on it: as its act says, else that of
    the sheet or form that listed it."""
    change = row.grade_changes.filter(attribute=BLACKLIST).order_by("-pk").first()
    if change and change.after == row.blacklist:
        return change.since
    for step in grade_history(row):
        if step.attribute == BLACKLIST and step.before == Blacklist.NONE.value:
            return step.at.date()
    return row.number_since


def blacklist_clock(row: InspectionObject, today: date) -> Clock | None:
    """How long the object stays on the blacklist; None when it is not on it."""
    if not row.blacklisted:
        return None
    since = listed_since(row)
    off, asked = removable_from(since, asked=False), removable_from(since, asked=True)
    return Clock(since, off, asked, max((off - today).days, 0), max((asked - today).days, 0))


def blacklisted(bureau: Bureau) -> ObjectQuerySet:
    """The objects of a bureau that stand on the blacklist, by id."""
    rows: ObjectQuerySet = InspectionObject.objects.of(bureau)
    return rows.exclude(blacklist=Blacklist.NONE.value).order_by("object_id")


def _of_entry(entry: Entry, since: Mapping[tuple[str, str], date]) -> Iterator[GradeStep]:
    detail = json.loads(entry.detail) if entry.detail else {}
    steps: list[Step] = [tuple(change) for change in detail.get("changes", [])]
    if "attribute" in detail:
        steps.append((detail["attribute"], detail["before"], detail["after"]))
    for name, before, after in steps:
        if name in HISTORY:
            yield GradeStep(
                entry.at, name, before, after, entry.action, entry.actor_name, entry.reason,
                str(detail.get("basis", "")), since.get((name, detail.get("source", ""))),
                str(detail.get("proposed", "")),
            )  # fmt: skip


def _of_sheets(row: InspectionObject) -> Iterator[GradeStep]:
    states = [ImportState.IMPORTED, ImportState.UNDONE]
    runs = ImportRun.objects.of(row.bureau).filter(kind=Kind.OBJECTS.value, state__in=states)
    for run in runs.select_related("confirmed_by", "undone_by"):
        for name, before, after in _graded(run.plan_file, run.pk).get(row.object_id, ()):
            at, by = run.confirmed_at, run.confirmed_by.full_name
            yield GradeStep(at, name, before, after, CONFIRM, by, run.filename)
            if run.state == ImportState.UNDONE:
                at, by = run.undone_at, run.undone_by.full_name
                yield GradeStep(at, name, after, before, UNDO, by, run.filename)


@lru_cache(maxsize=64)
def _graded(_digest: str, pk: int) -> dict[str, tuple[Step, ...]]:
    # By the digest of the plan, which never changes; only grades that change are kept.
    found: dict[str, tuple[Step, ...]] = {}
    for row in packed_plan(ImportRun.objects.get(pk=pk)).rows:
        steps = tuple((a, b, c) for a, b, c in row["changes"] if a in HISTORY)
        if steps:
            found[row["key"]] = steps
    return found

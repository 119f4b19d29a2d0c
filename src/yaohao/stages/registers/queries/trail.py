"""Who changed which object in a time: acts of the trail, and the sheets confirmed meanwhile."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.models import Entry
from yaohao.stages.registers.models import ImportRun, ImportState, NumberHistory
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.rules.kinds import Focus, Kind
from yaohao.stages.registers.rules.plan import Verdict

ADD = "registers.object.add"
ACTS = (
    ADD, "registers.object.edit", "registers.object.end",
    "registers.object.resume", "registers.object.grade", "registers.object.list",
    "registers.object.unlist", "registers.object.regrade", "registers.object.merge",
)  # fmt: skip
CONFIRM = "registers.import.confirm"
SUCCEED = "registers.region.succeed"
UNDO = "registers.import.undo"
# An act is noted before it is committed: it may stand a moment before a root that misses it.
MARGIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on an object: which, when, by whom, and why; for a sheet the reason is its file.

    `values` are the attributes that it set, as text; `new` when it entered the object.
    """

    action: str
    at: datetime
    by: str
    reason: str
    basis: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    new: bool = False


@dataclass(slots=True)
class Deeds:
    """The acts of a time by object id, and the confirmed sheets by key."""

    acts: dict[str, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    sheets: dict[int, Deed] = field(default_factory=dict)

    def entering(
        self, object_id: str, sheet: int | None, since: datetime | None, until: datetime | None
    ) -> tuple[Deed, ...]:
        """Who entered an object; `sheet` is the import that changed it last, which explains an
        object whose id was only issued at the import."""
        start = since and since - MARGIN
        done = [deed for deed in self.acts.get(object_id, []) if deed.new]
        if not done and sheet in self.sheets:
            done = [self.sheets[sheet]]
        return tuple(deed for deed in done if _inside(deed, start, until))

    def setting(
        self,
        object_id: str,
        wanted: Mapping[str, str],
        since: datetime | None,
        until: datetime | None,
    ) -> tuple[tuple[Deed, ...], frozenset[str]]:
        """The acts in a time that set attributes of `wanted`, and those attributes that none of
        them set to the value they have now: an act on the telephone explains no grade."""
        start = since and since - MARGIN
        left = dict(wanted)
        done = []
        for deed in sorted(self.acts.get(object_id, []), key=lambda deed: deed.at):
            set_here = wanted.keys() & deed.values.keys()
            fits = any(deed.values[name] == wanted[name] for name in set_here)
            late = since is None or deed.at > since
            if not set_here or not _inside(deed, start, until) or not (late or fits):
                continue
            done.append(deed)
            for name in set_here:
                left.pop(name, None)
                if deed.values[name] != wanted[name]:
                    left[name] = wanted[name]
        return tuple(done), frozenset(left)


def deeds(bureau: Bureau, since: datetime | None, until: datetime | None) -> Deeds:
    """Everything done to the bureau's objects in a time; None: from the first, to the last."""
    found = Deeds()
    entries = Entry.objects.filter(bureau=bureau.code, action__in=ACTS).order_by("index")
    entries = entries.filter(**_times("at", since, until))
    start = f"registers.object:{bureau.pk}:"
    for entry in entries.iterator(chunk_size=2000):
        if entry.subject.startswith(start):
            found.acts[entry.subject.removeprefix(start)].append(_deed(entry))
    _add_sheets(found, bureau, since, until)
    _add_successions(found, bureau, since, until)
    return found


def _add_successions(
    found: Deeds, bureau: Bureau, since: datetime | None, until: datetime | None
) -> None:
    entries = Entry.objects.filter(action=SUCCEED, subject__endswith=f":{bureau.pk}")
    for entry in entries.filter(**_times("at", since, until)).order_by("index"):
        old, new = entry.subject.split(":")[1], json.loads(entry.detail)["new"]
        done = Deed(SUCCEED, entry.at, entry.actor_name, f"{old} → {new}", values={"region": new})
        moved = NumberHistory.objects.filter(
            object__bureau=bureau, number__contains=f"-{old}-", changed__contains="region",
            until=timezone.localdate(entry.at),
        )  # fmt: skip
        for object_id in moved.values_list("object__object_id", flat=True):
            found.acts[object_id].append(done)


def _add_sheets(
    found: Deeds, bureau: Bureau, since: datetime | None, until: datetime | None
) -> None:
    runs = ImportRun.objects.of(bureau).filter(
        kind=Kind.OBJECTS.value,
        state__in=[ImportState.IMPORTED, ImportState.UNDONE],
        **_times("confirmed_at", since, until),
    )
    for run in runs.select_related("confirmed_by").order_by("confirmed_at"):
        done = Deed(CONFIRM, run.confirmed_at, run.confirmed_by.full_name, run.filename, new=True)
        found.sheets[run.pk] = done
        for row in packed_plan(run).rows:
            if row["key"] and row["verdict"] != Verdict.UNCHANGED.value:
                values = _set(row["changes"], 2)
                new = row["verdict"] == Verdict.NEW.value
                found.acts[row["key"]].append(replace(done, values=values, new=new))
    _add_undone(found, bureau, since, until)


def _add_undone(
    found: Deeds, bureau: Bureau, since: datetime | None, until: datetime | None
) -> None:
    runs = ImportRun.objects.of(bureau).filter(
        kind=Kind.OBJECTS.value, state=ImportState.UNDONE, **_times("undone_at", since, until)
    )
    for run in runs.select_related("undone_by").order_by("undone_at"):
        done = Deed(UNDO, run.undone_at, run.undone_by.full_name, run.filename)
        for row in packed_plan(run).rows:
            values = _set(row["changes"], 1)
            if row["key"] and values:
                found.acts[row["key"]].append(replace(done, values=values))


def _deed(entry: Entry) -> Deed:
    detail = json.loads(entry.detail) if entry.detail else {}
    values = _set(detail.get("changes", []), 2)
    if "attribute" in detail:
        values[detail["attribute"]] = detail["after"]
    return Deed(
        entry.action,
        entry.at,
        entry.actor_name,
        entry.reason,
        str(detail.get("basis", "")),
        values,
        new=entry.action == ADD,
    )


def _set(changes: Sequence[Sequence[str]], place: int) -> dict[str, str]:
    """By attribute what was set, as the lines of the register write it: 1 and 0 for yes and no."""
    found = {change[0]: change[place] for change in changes}
    if "focus" in found:
        yes = found["focus"] == str(True)
        found["focus"] = (Focus.YES if yes else Focus.NO).value
    return found


def _times(name: str, since: datetime | None, until: datetime | None) -> dict[str, datetime]:
    bounds = {f"{name}__gt": since and since - MARGIN, f"{name}__lte": until}
    return {key: value for key, value in bounds.items() if value is not None}


def _inside(deed: Deed, start: datetime | None, until: datetime | None) -> bool:
    return (start is None or deed.at > start) and (until is None or deed.at <= until)

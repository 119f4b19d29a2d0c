"""Who came into the register, left it, or was graded anew, by whom and why (articles 10 and 11).

What changed is read off the lines behind the roots; who did it and why off the trail and the
confirmed sheets. A change that no act explains was not made by the product: it is shown without a
name, and that is the point of the report.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import InspectionObject, RegisterRoot
from yaohao.stages.registers.queries.regions import regions_now
from yaohao.stages.registers.queries.roots import Pair, own, pairs_between, pairs_of, roots
from yaohao.stages.registers.queries.trail import Deed, Deeds, deeds
from yaohao.stages.registers.rules.kinds import StratifyBy
from yaohao.stages.registers.rules.plan import Change
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.stages.registers.rules.root_lines import (
    Nature,
    Values,
    concerns,
    nature_of,
    restratified,
    steps_of,
    values_of,
)

DAYS = 30  # before a freeze: long enough for a grade that was meant to be forgotten again
EVERYTHING = PoolFilter()


@dataclass(frozen=True, slots=True)
class Alteration:
    """What became of one object between two roots; `until` None: the register as it stands now.

    `deeds` are the acts in that time that made it so, oldest first; `unexplained` the attributes
    that no act set to what they are, `object_id` for an object that nobody entered or took out.
    """

    object_id: str
    pk: int | None
    name: str
    nature: Nature
    restratified: bool
    steps: tuple[Change, ...]
    old: Values | None
    new: Values | None
    since: RegisterRoot | None
    until: RegisterRoot | None
    deeds: tuple[Deed, ...]
    unexplained: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """The alterations of a time, step by step; `since` is the root it begins with, None if the
    register has no root yet (then nothing can be said)."""

    since: RegisterRoot | None
    rows: tuple[Alteration, ...]

    def count(self, nature: Nature) -> int:
        """How many alterations are of one nature."""
        return sum(row.nature is nature for row in self.rows)

    @property
    def restratified(self) -> int:
        """How many change the stratum, or their place in or out of the filter."""
        return sum(row.restratified for row in self.rows)

    @property
    def unexplained(self) -> int:
        """How many no act of the trail explains."""
        return sum(bool(row.unexplained) for row in self.rows)


def alterations(
    bureau: Bureau, since: RegisterRoot | None, until: RegisterRoot | None
) -> list[Alteration]:
    """What differs in the bureau's register between two roots, each object once, by id.

    `since` None: against an empty register; `until` None: the register as it stands now.
    """
    pairs = pairs_between(since, until, bureau)
    found = deeds(bureau, since.at if since else None, until.at if until else None)
    return _altered(bureau, pairs, since, until, found, EVERYTHING, StratifyBy.NONE)


def alterations_of(
    bureau: Bureau, pairs: Sequence[Pair], since: datetime | None, until: datetime | None
) -> list[Alteration]:
    """The same of pairs of lines that lie behind no two roots, with the times between them."""
    found = deeds(bureau, since, until)
    return _altered(
        bureau, pairs, None, None, found, EVERYTHING, StratifyBy.NONE, times=(since, until)
    )


def alterations_before_freeze(
    bureau: Bureau,
    wanted: PoolFilter = EVERYTHING,
    stratify_by: str = StratifyBy.NONE.value,
    *,
    days: int = DAYS,
    at: datetime | None = None,
) -> Report:
    """The regrading report: every change of the last `days` days that touches the pool of a filter.

    Step by step from root to root and then to the register as it stands now, so that a grade which
    was changed and changed back is seen. The report begins with the last root before that time, or
    with the first there is. `at` is the present unless given.
    """
    wanted = replace(wanted, regions=tuple(regions_now(wanted.regions)))
    first = usual_start(days=days, at=at)
    if first is None:
        return Report(None, ())
    chain = list(roots().filter(entry__gt=first.entry).select_related("before").reverse())
    by, found = StratifyBy(stratify_by), deeds(bureau, first.at, None)
    rows: list[Alteration] = []
    for root in chain:
        if root.added or root.ended or root.changed:
            pairs = own(pairs_of(root), bureau)
            rows += _altered(bureau, pairs, root.before, root, found, wanted, by)
    last = chain[-1] if chain else first
    pairs = pairs_between(last, None, bureau)
    rows += _altered(bureau, pairs, last, None, found, wanted, by)
    return Report(first, tuple(rows))


def usual_start(*, days: int = DAYS, at: datetime | None = None) -> RegisterRoot | None:
    """The last root that is at least so many days old, else the first; None without any."""
    start = (at or timezone.now()) - timedelta(days=days)
    return roots().filter(at__lte=start).first() or roots().last()


def _altered(
    bureau: Bureau,
    pairs: Sequence[Pair],
    since: RegisterRoot | None,
    until: RegisterRoot | None,
    found: Deeds,
    wanted: PoolFilter,
    by: StratifyBy,
    times: tuple[datetime | None, datetime | None] | None = None,
) -> list[Alteration]:
    read = [tuple(values_of(line) if line else None for line in pair) for pair in pairs]
    touching = [(old, new) for old, new in read if concerns(wanted, old, new)]
    known = _known(bureau, [(old or new or {})["object_id"] for old, new in touching])
    times = times or (since.at if since else None, until.at if until else None)
    rows = []
    for old, new in touching:
        object_id = (old or new or {})["object_id"]
        pk, name, sheet = known.get(object_id, (None, "", None))
        steps = steps_of(old, new)
        if old is None:
            done = found.entering(object_id, sheet, *times)
            left = frozenset() if done else frozenset({"object_id"})
        elif new is None:
            done, left = (), frozenset({"object_id"})
        else:
            wanted_values = {step.field: step.after for step in steps}
            done, left = found.setting(object_id, wanted_values, *times)
        rows.append(
            Alteration(
                object_id, pk, name, nature_of(old, new), restratified(wanted, by, old, new),
                steps, old, new, since, until, done, left,
            )
        )  # fmt: skip
    return rows


def _known(bureau: Bureau, ids: Iterable[str]) -> dict[str, tuple[int, str, int | None]]:
    wanted = frozenset(ids)
    if not wanted:
        return {}
    rows = InspectionObject.objects.of(bureau)
    if len(wanted) <= 500:
        rows = rows.filter(object_id__in=wanted)
    found = rows.values_list("object_id", "pk", "name", "imported_id")
    return {key: (pk, name, sheet) for key, pk, name, sheet in found if key in wanted}

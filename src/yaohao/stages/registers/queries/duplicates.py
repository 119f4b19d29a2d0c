"""Pairs of a bureau's objects that look like one, without those that were decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max, QuerySet, Sum

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import DuplicateDecision, InspectionObject
from yaohao.stages.registers.rules.duplicates import Entry, Found, Pair, Sign, find_duplicates


@dataclass(frozen=True, slots=True)
class Suspects:
    """What is still to be decided, the likeliest first; `passed_over` as in the rules."""

    pairs: tuple[Pair, ...]
    passed_over: int

    def count(self, sign: Sign) -> int:
        """How many pairs share a sign."""
        return sum(sign in pair.signs for pair in self.pairs)


def suspects(bureau: Bureau) -> Suspects:
    """Every pair among the objects that have not ended."""
    found = _found(bureau.pk, _state(bureau))
    two = DuplicateDecision.objects.of(bureau).filter(kept=None)
    decided = set(two.values_list("one_id", "other_id"))
    left = tuple(pair for pair in found.pairs if (pair.one, pair.other) not in decided)
    return Suspects(left, found.passed_over)


def decisions(bureau: Bureau) -> QuerySet[DuplicateDecision]:
    """What was decided, the latest first."""
    rows: QuerySet[DuplicateDecision] = DuplicateDecision.objects.of(bureau)
    return rows.select_related("one", "other", "kept", "by").order_by("-at", "-pk")


def objects_of(bureau: Bureau, pairs: Sequence[Pair]) -> dict[int, InspectionObject]:
    """The objects of some pairs by key."""
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    rows: QuerySet[InspectionObject] = InspectionObject.objects.of(bureau)
    return rows.in_bulk(keys)


def _state(bureau: Bureau) -> tuple[int, ...]:
    """Names the register as it stands: any change of a row makes another."""
    rows = InspectionObject.objects.of(bureau).drawable()
    found = rows.aggregate(rows=Count("pk"), last=Max("pk"), sum=Sum("pk"), acts=Sum("revision"))
    return tuple(value or 0 for value in found.values())


@lru_cache(maxsize=4)  # comparing takes seconds for a hundred thousand; a page turns in one
def _found(bureau: int, _state: tuple[int, ...]) -> Found:
    rows = InspectionObject.objects.filter(bureau=bureau).drawable()
    values = rows.values_list("pk", "name", "credit_code", "address", "phone")
    return find_duplicates(Entry(*row) for row in values.iterator(chunk_size=5000))

"""Published tables: what would be published now, and what is."""

import json
from dataclasses import dataclass
from functools import lru_cache

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State
from yaohao.stages.planning import queries as planning
from yaohao.stages.publication.models import Snapshot, SnapshotQuerySet, Withdrawal
from yaohao.stages.publication.rules import Kind, Row, canonical, digest, public_part
from yaohao.stages.registers.queries import public_rows


@dataclass(frozen=True, slots=True)
class PublicBureau:
    """A bureau with something public."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table as it would be published now: rows, their canonical JSON, its SHA-256."""

    rows: tuple[Row, ...]
    text: str
    digest: str


def candidate(kind: Kind, bureau: Bureau, year: int = 0) -> Candidate:
    """The table as it stands in the registers or the plan at this moment."""
    if kind is Kind.PLAN:
        found = planning.public_rows(bureau, year)
    else:
        found = public_rows(kind.value, bureau)
    kept = public_part(kind, found)
    text = canonical(kept)
    return Candidate(tuple(kept), text, digest(text))


def tables(bureau: Bureau) -> list[tuple[Kind, int]]:
    """The tables a bureau has to publish: three registers, and each year with filed lines."""
    published = _of(Kind.PLAN, bureau.code).values_list("year", flat=True)
    years = sorted({*planning.filed_years(bureau), *published}, reverse=True)
    registers: list[tuple[Kind, int]] = [(kind, 0) for kind in Kind if kind is not Kind.PLAN]
    return registers + [(Kind.PLAN, year) for year in years]


def last_version(kind: Kind, bureau: Bureau, year: int = 0) -> Snapshot | None:
    """The newest version ever published, also when it was withdrawn."""
    return _newest(kind, bureau.code, year)


def latest(kind: Kind, bureau: str, year: int = 0) -> Snapshot | None:
    """What is public now of the bureau with this code; None when nothing is."""
    found = _newest(kind, bureau, year)
    return None if found is None or hasattr(found, "withdrawal") else found


def gone(kind: Kind, bureau: str, year: int = 0) -> Withdrawal | None:
    """Why the newest version is not shown."""
    found = _newest(kind, bureau, year)
    return getattr(found, "withdrawal", None)


def rows(snapshot: Snapshot) -> tuple[Row, ...]:
    """The rows of a version."""
    return _parsed(snapshot.digest, snapshot.pk)


def data(snapshot: Snapshot) -> bytes:
    """The canonical JSON of a version: the bytes whose SHA-256 is its digest."""
    return Snapshot.objects.values_list("data", flat=True).get(pk=snapshot.pk).encode()


def bureaus() -> list[PublicBureau]:
    """Every bureau with a published table or an announced draw, by code."""
    shown = Bureau.objects.filter(snapshots__isnull=False)
    announced = Draw.objects.exclude(state=State.PREPARED.value).values("bureau")
    drawing = Bureau.objects.filter(pk__in=announced)
    pairs = {*shown.values_list("code", "name"), *drawing.values_list("code", "name")}
    return [PublicBureau(code, name) for code, name in sorted(pairs)]


def plan_years(bureau: str) -> list[int]:
    """The years of which a plan is public, newest first."""
    years = sorted(set(_of(Kind.PLAN, bureau).values_list("year", flat=True)), reverse=True)
    return [year for year in years if latest(Kind.PLAN, bureau, year)]


def _newest(kind: Kind, bureau: str, year: int) -> Snapshot | None:
    found = _of(kind, bureau).filter(year=year).defer("data").order_by("-version")
    return found.select_related("bureau", "withdrawal", "published_by").first()


def _of(kind: Kind, bureau: str) -> SnapshotQuerySet:
    return Snapshot.objects.filter(kind=kind.value, bureau__code=bureau)


@lru_cache(maxsize=16)
def _parsed(_digest: str, pk: int) -> tuple[Row, ...]:
    # By digest and key: a version never changes, so neither does its parsed form.
    return tuple(json.loads(Snapshot.objects.values_list("data", flat=True).get(pk=pk)))

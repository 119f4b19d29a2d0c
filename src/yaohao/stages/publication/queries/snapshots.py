"""Published tables: what would be published now, and what is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State
from yaohao.stages.planning import queries as planning
from yaohao.stages.publication.models import (
    Proposal,
    Redaction,
    Snapshot,
    SnapshotQuerySet,
    Withdrawal,
)
from yaohao.stages.publication.queries.outcomes import outcome_rows, outcome_years
from yaohao.stages.publication.rules import (
    CORRECTED,
    FIELDS,
    YEARLY,
    Kind,
    ProposalState,
    Row,
    Secret,
    blacked,
    canonical,
    digest,
    public_part,
)
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
    """The table as it stands at this moment, without what was closed."""
    if kind is Kind.PLAN:
        found: Sequence[Row] = planning.public_rows(bureau, year)
    elif kind in CORRECTED:
        found = outcome_rows(kind, bureau, year)
    else:
        found = public_rows(kind.value, bureau)
    rows = Redaction.objects.of(bureau).filter(kind=kind.value, year=year)
    closed = {(row.key, row.field): Secret(row.secret) for row in rows}
    kept = blacked(kind, public_part(kind, found), closed)
    text = canonical(kept)
    return Candidate(tuple(kept), text, digest(text))


def tables(bureau: Bureau) -> list[tuple[Kind, int]]:
    """The tables a bureau has to publish: the registers; plan, results and so on by year."""
    found: list[tuple[Kind, int]] = [(kind, 0) for kind in Kind if kind not in YEARLY]
    for kind in (kind for kind in Kind if kind in YEARLY):
        published = _of(kind, bureau.code).values_list("year", flat=True)
        years = planning.filed_years(bureau) if kind is Kind.PLAN else outcome_years(kind, bureau)
        found += [(kind, year) for year in sorted({*years, *published}, reverse=True)]
    return found


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
    """The rows of a version; a column that came later is empty in an earlier version."""
    fields = FIELDS[Kind(snapshot.kind)]
    return tuple({name: row.get(name, "") for name in fields} for row in raw_rows(snapshot))


def raw_rows(snapshot: Snapshot) -> tuple[Row, ...]:
    """The rows with the columns that the version had."""
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


def redactions(kind: Kind, bureau: Bureau, year: int = 0) -> list[Redaction]:
    """The closed fields of a table."""
    rows = Redaction.objects.of(bureau).filter(kind=kind.value, year=year)
    return list(rows.order_by("key", "field"))


def open_proposal(kind: Kind, bureau: Bureau, year: int = 0) -> Proposal | None:
    """The proposal that waits for a head."""
    rows = Proposal.objects.of(bureau).filter(kind=kind.value, year=year).defer("data")
    found: Proposal | None = rows.filter(state=ProposalState.PROPOSED.value).first()
    return found


def proposed_rows(proposal: Proposal) -> tuple[Row, ...]:
    """The rows of a proposal."""
    return tuple(json.loads(proposal.data))


def public_years(kind: Kind, bureau: str) -> list[int]:
    """The years of which a table is public, newest first."""
    years = sorted(set(_of(kind, bureau).values_list("year", flat=True)), reverse=True)
    return [year for year in years if latest(kind, bureau, year)]


def shown(kind: Kind) -> SnapshotQuerySet:
    """What is public now of a table, of every bureau and year: newest versions not withdrawn."""
    newer = Snapshot.objects.filter(
        bureau=OuterRef("bureau"), kind=OuterRef("kind"), year=OuterRef("year"),
        version__gt=OuterRef("version"),
    )  # fmt: skip
    rows: SnapshotQuerySet = Snapshot.objects.filter(kind=kind.value, withdrawal=None)
    return rows.exclude(Exists(newer))


def history(kind: Kind, bureau: str, year: int = 0) -> list[Snapshot]:
    """Every version, the newest first, with note and withdrawal."""
    found = _of(kind, bureau).filter(year=year).defer("data").order_by("-version")
    return list(found.select_related("bureau", "withdrawal", "proposal"))


def _newest(kind: Kind, bureau: str, year: int) -> Snapshot | None:
    found = _of(kind, bureau).filter(year=year).defer("data").order_by("-version")
    return found.select_related("bureau", "withdrawal", "published_by").first()


def _of(kind: Kind, bureau: str) -> SnapshotQuerySet:
    return Snapshot.objects.filter(kind=kind.value, bureau__code=bureau)


@lru_cache(maxsize=16)
def _parsed(_digest: str, pk: int) -> tuple[Row, ...]:
    # By digest and key: a version never changes, so neither does its parsed form.
    return tuple(json.loads(Snapshot.objects.values_list("data", flat=True).get(pk=pk)))

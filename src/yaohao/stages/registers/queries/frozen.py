"""Pools of draws that name objects of the register by their ids."""

from collections.abc import Iterator

from yaohao.ground.ledger.models import Entry
from yaohao.ground.sheets.spool import parts
from yaohao.stages.registers.files import each_line
from yaohao.stages.registers.models import FrozenPool, ImportRun, InspectionObject
from yaohao.stages.registers.queries.before import Before

_CHUNK = 2_000  # keys in one query


def unknown_since(run: ImportRun) -> bool:
    """Whether a pool is in the log since the import of which nobody noted what it holds."""
    found = _entries(run)
    return len(found) > FrozenPool.objects.filter(entry__in=found).count()


def frozen_since(run: ImportRun, before: Before) -> list[str]:
    """Names of the objects that an import made and a pool frozen since holds."""
    pools = FrozenPool.objects.filter(bureau=run.bureau_id, entry__in=_entries(run))
    held = [frozenset(_ids(pool)) for pool in pools]
    if not held:
        return []
    names = []
    for places in parts(before.created_rows(), _CHUNK):
        rows = InspectionObject.objects.filter(pk__in=[key for _label, key, _revision in places])
        names += [
            name
            for identity, name in rows.order_by("object_id").values_list("object_id", "name")
            if any(identity in ids for ids in held)
        ]
    return names


def _entries(run: ImportRun) -> list[int]:
    since = Entry.objects.filter(kind="pool", at__gte=run.confirmed_at)
    return list(since.values_list("index", flat=True))


def _ids(pool: FrozenPool) -> Iterator[str]:
    """A row of a pool is a line that begins with the id (core/spec)."""
    return (line.split(b"\t", 1)[0].decode() for line in each_line(pool.file))

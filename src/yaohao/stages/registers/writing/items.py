"""Items: a change closes the version in force and opens the next one."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Model

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import ImportRun, Item, LegalBasis
from yaohao.stages.registers.rules.bases import bases_in
from yaohao.stages.registers.rules.item_rows import ITEM_FIELDS, needs_version
from yaohao.stages.registers.rules.plan import RowPlan


def write_items(
    bureau: Bureau, rows: Sequence[RowPlan], today: date, run: ImportRun | None
) -> Sequence[Model]:
    """Create items, versions of items, and mend those not yet in force; returns all touched."""
    codes = [row.key for row in rows]
    locked = Item.objects.select_for_update(of=("self",)).filter(bureau=bureau, code__in=codes)
    latest = {item.code: item for item in locked.order_by("code", "version")}
    written: list[Model] = []
    for row in rows:
        item = latest.get(row.key)
        if item is None:
            item = Item(bureau=bureau, code=row.key)
        elif needs_version((c.field for c in row.changes), item.valid_from, today):
            written.append(_closed(item, row.fields["valid_from"]))
            item = Item(bureau=bureau, code=row.key, version=item.version + 1)
        else:
            item.revision += 1
        for name in ITEM_FIELDS:
            setattr(item, name, row.fields[name])
        item.questions = list(row.fields["questions"])
        item.imported = run or item.imported
        item.save()
        _rest_on(item)
        written.append(item)
    return written


def _rest_on(item: Item) -> None:
    """Join the version with the articles that its text names; new articles enter the list."""
    item.bases.set(
        LegalBasis.objects.get_or_create(bureau=item.bureau, law=named.law, article=named.article)[
            0
        ]
        for named in bases_in(item.basis)
    )


def _closed(item: Item, next_from: date) -> Item:
    last = next_from - timedelta(days=1)
    item.valid_to = min(item.valid_to, last) if item.valid_to else last
    item.revision += 1
    item.save()
    return item

"""Objects that move, to another county or to another bureau: their numbers follow."""

from collections.abc import Sequence
from datetime import date

from yaohao.stages.registers.models import InspectionObject, NumberHistory
from yaohao.stages.registers.writing.objects import attributes
from yaohao.stages.registers.writing.serials import Serials

_BATCH = 200
MOVED = ("bureau", "region", "group", "serial", "number", "number_since", "revision")


def renumber(
    rows: Sequence[InspectionObject], serials: Serials, today: date, because: Sequence[str]
) -> list[NumberHistory]:
    """Give changed objects new numbers and write them; the old ones go into their history.

    `because`: names of the attributes that changed.
    """
    history = []
    for row in rows:
        history.append(
            NumberHistory(
                object=row, number=row.number, since=row.number_since, until=today,
                changed=",".join(because),
            )
        )  # fmt: skip
        row.serial = serials.take(row.region)
        row.number = attributes(row).number(row.serial)
        row.number_since = today
        row.revision += 1
    InspectionObject.objects.bulk_update(rows, MOVED, batch_size=_BATCH)
    return NumberHistory.objects.bulk_create(history, batch_size=_BATCH)

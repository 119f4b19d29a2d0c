"""Putting planned rows into the tables; called by operations, inside their transaction."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.queries.editions import closed_words, edition_closed
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan
from yaohao.stages.registers.writing.experts import write_experts
from yaohao.stages.registers.writing.items import write_items
from yaohao.stages.registers.writing.objects import write_objects
from yaohao.stages.registers.writing.officers import write_officers
from yaohao.stages.registers.writing.past import PAST, write_past

_WRITERS = {
    Kind.OBJECTS: write_objects,
    Kind.OFFICERS: write_officers,
    Kind.ITEMS: write_items,
    Kind.EXPERTS: write_experts,
}


def lock_register(bureau: Bureau) -> None:
    """Let one writer at a time into the registers of a bureau, until the transaction ends."""
    Bureau.objects.select_for_update(no_key=True).get(pk=bureau.pk)


def write_rows(
    kind: Kind, bureau: Bureau, rows: Sequence[RowPlan], today: date, run: ImportRun | None = None
) -> Sequence[Model]:
    """Write planned rows; returns every row touched. The register must be locked.

    RegisterError for objects while an edition of the register waits for approval (article 11).
    """
    if kind is Kind.OBJECTS and (edition := edition_closed(bureau)):
        raise RegisterError(closed_words(edition))
    if kind in PAST:
        return write_past(kind, bureau, rows, run)
    return _WRITERS[kind](bureau, rows, today, run)

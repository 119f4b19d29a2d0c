"""Experts; one without a number is given one."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Expert, ImportRun
from yaohao.stages.registers.rules.expert_rows import EXPERT_FIELDS
from yaohao.stages.registers.rules.plan import RowPlan
from yaohao.stages.registers.rules.searching import search_text
from yaohao.stages.registers.writing.serials import Serials

EXPERT = "E"  # scope of the numbers that the bureau gives


def write_experts(
    bureau: Bureau, rows: Sequence[RowPlan], today: date, run: ImportRun | None
) -> Sequence[Model]:
    """Create and change experts as planned; returns the experts."""
    serials = Serials(bureau)
    keys = [row.key for row in rows if row.key]
    locked = Expert.objects.select_for_update(of=("self",)).filter(bureau=bureau, code__in=keys)
    stored = {row.code: row for row in locked}
    taken = set(Expert.objects.filter(bureau=bureau).values_list("code", flat=True)) | {*keys}
    written: list[Model] = []
    for row in rows:
        expert = stored.get(row.key)
        if expert is None:
            expert = Expert(bureau=bureau, code=row.key or _issued(serials, taken))
        else:
            expert.revision += 1
        for name in EXPERT_FIELDS:
            setattr(expert, name, row.fields[name])
        expert.trades = list(row.fields["trades"])
        expert.search = search_text(f"{expert.name} {''.join(expert.trades)}", longest=300)
        expert.imported = run or expert.imported
        expert.save()
        written.append(expert)
    serials.keep()
    return written


def _issued(serials: Serials, taken: set[str]) -> str:
    code = f"{EXPERT}{serials.take(EXPERT):04d}"
    while code in taken:  # a sheet may have used such a number
        code = f"{EXPERT}{serials.take(EXPERT):04d}"
    taken.add(code)
    return code

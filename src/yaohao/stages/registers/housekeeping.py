"""What the clock does with files of imports."""

from django.db.models import Q
from django.utils import timezone

from yaohao.ground.audit.rules import SYSTEM
from yaohao.stages.registers.files import remove
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.operations.forgetting import forget_rows
from yaohao.stages.registers.queries.runs import UNDONE_WITHIN


def forget_old_rows() -> int:
    """Delete the rows kept with imports whose day of undoing is over; how many files went."""
    over = timezone.now() - UNDONE_WITHIN
    runs = ImportRun.objects.exclude(ready_file="", before_file="").filter(
        Q(confirmed_at__lt=over) | Q(confirmed_at=None, uploaded_at__lt=over)
    )
    removed = 0
    for pk in list(runs.order_by("pk").values_list("pk", flat=True)):
        for file in forget_rows(by=SYSTEM, pk=pk):
            remove(file)
            removed += 1
    return removed

"""What a bureau must finish before it goes into another: only a surface sees every stage."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import State as VisitState

OVER = [DrawState.REVEALED.value, DrawState.VOID.value]
DONE = [VisitState.REPORTED.value, VisitState.VOID.value]


def still_open(bureau: Bureau) -> Sequence[str]:
    """Draws that are not revealed and inspections without their report, by number and state."""
    draws = Draw.objects.of(bureau).exclude(state__in=OVER).order_by("number")
    visits = Inspection.objects.of(bureau).exclude(state__in=DONE).order_by("number")
    said = _("%(number)s (%(state)s)")
    return [
        said % {"number": row.number, "state": row.get_state_display()} for row in (*draws, *visits)
    ]

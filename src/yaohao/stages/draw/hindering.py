"""Why the officer who has a place may not go to its enterprise any more (articles 13 and 16)."""

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.seal import NOBODY

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Draw, Substitution, Where
from yaohao.stages.draw.queries.sealed import substitute_of, visits_now
from yaohao.stages.draw.rules import ABSENCE_OF, RECUSED
from yaohao.stages.registers.models import Officer, Recusal
from yaohao.stages.registers.queries.fitness import lacks_on


def hindrance(draw: Draw, place: Where, role: str) -> str:
    """What the register says of the officer in a place, one of `ABSENCES`; empty for who may go.

    Read inside an operation alone: the place may be sealed. Refused where nobody has it.
    """
    visit = visits_now(draw)[place]
    certificate = dict(visit.team).get(role)
    if certificate is None:
        raise Refused(_("The lot found nobody for this place."))
    officer = Officer.objects.get(certificate=certificate)
    barred = Recusal.objects.filter(
        officer=officer, object__bureau=draw.bureau, object__object_id=visit.id, lifted_on=None
    )
    if barred.exists():
        return RECUSED
    found = lacks_on([officer], timezone.localdate()).get(officer.pk)
    return ABSENCE_OF[found.lack] if found and found.lack else ""


def found_nobody(substitution: Substitution) -> bool:
    """Whether the lot was asked and had nobody left. Read inside an operation alone."""
    return bool(substitution.done_id) and substitute_of(substitution)[2] == NOBODY

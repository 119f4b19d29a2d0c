"""Why whoever has a place may not go to its enterprise any more (articles 13 and 16)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.seal import NOBODY

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Draw, Substitution, Where
from yaohao.stages.draw.queries.sealed import substitute_of, visits_now
from yaohao.stages.draw.rules import ABSENCE_OF, RECUSED, TERM
from yaohao.stages.registers.models import Expert, ExpertRecusal, Officer, Recusal
from yaohao.stages.registers.queries.experts import Appointed, appointed, experts_named
from yaohao.stages.registers.queries.fitness import Presence, lacks_on
from yaohao.stages.registers.rules.fitness import Lack


def hindrance(draw: Draw, place: Where, role: str) -> str:
    """What the register says of whoever has a place, one of `ABSENCES`; empty for who may go.

    Read inside an operation alone: the place may be sealed. Refused where nobody has it.
    """
    visit = visits_now(draw)[place]
    certificate = dict(visit.team).get(role)
    if certificate is None:
        raise Refused(_("The lot found nobody for this place."))
    expert = experts_named([certificate]).get(certificate)
    if expert is not None:
        return _of_expert(draw, visit.id, expert)
    officer = Officer.objects.get(certificate=certificate)
    barred = Recusal.objects.filter(
        officer=officer, object__object_id=visit.id, lifted_on=None,
        # One of another bureau stands by what the own register says of the enterprise too.
        object__bureau__in={draw.bureau_id, officer.bureau_id},
    )  # fmt: skip
    if barred.exists():
        return RECUSED
    found = lacks_on([officer], timezone.localdate()).get(officer.pk)
    return ABSENCE_OF[found.lack] if found and found.lack else ""


def _of_expert(draw: Draw, object_id: str, expert: Expert) -> str:
    if ExpertRecusal.objects.filter(expert=expert, **_object(draw, object_id)).exists():
        return RECUSED
    today = timezone.localdate()
    (found,) = appointed([expert], (today, today))
    return absence_of(found) if found.lack else ""


def absence_of(found: Presence | Appointed) -> str:
    """What keeps an officer or expert away, as the log says it; of one who is kept away."""
    assert found.lack is not None
    if isinstance(found, Appointed) and found.lack in (Lack.EXPIRED, Lack.NOT_YET):
        return TERM
    return ABSENCE_OF[found.lack]


def _object(draw: Draw, object_id: str) -> dict[str, Any]:
    return {"object__bureau": draw.bureau, "object__object_id": object_id, "lifted_on": None}


def found_nobody(substitution: Substitution) -> bool:
    """Whether the lot was asked and had nobody left. Read inside an operation alone."""
    return bool(substitution.done_id) and substitute_of(substitution)[2] == NOBODY

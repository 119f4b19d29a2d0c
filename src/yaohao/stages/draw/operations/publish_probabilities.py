"""The chances of objects and officers, published between the freeze and the draw."""

from collections.abc import Sequence
from dataclasses import astuple

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import permit
from yaohao.stages.draw.models import Draw, Probabilities
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.rules import Act, State
from yaohao.stages.draw.rules.probabilities import OfficerChance, PairChance, classes_of

BEFORE = (State.FROZEN.value, State.BOUND.value)


@operation("draw.probabilities.publish", article="12")
def publish_probabilities(
    *,
    by: User,
    number: str,
    seed: str,
    keys: int,
    officers: Sequence[OfficerChance],
    pairs: Sequence[PairChance] = (),
) -> Probabilities:
    """Keep what the rehearsal found, once. Refused before the freeze, and after a round is drawn:
    a chance told afterwards is no promise. Raises Draw.DoesNotExist for a foreign draw."""
    draw: Draw = Draw.objects.visible_to(by).select_for_update().get(number=number)
    permit(by=by, act=Act.FREEZE)
    if draw.state not in BEFORE or draw.entries.filter(kind="seal").exists():
        raise Refused(_("Probabilities are published between the freeze and the draw alone."))
    if Probabilities.objects.filter(draw=draw).exists():
        raise Refused(_("The probabilities of this draw are published already."))
    told = public_draw(number)
    kept = Probabilities.objects.create(
        draw=draw,
        seed=seed,
        keys=keys,
        strata={stratum.code: [stratum.base, stratum.quota] for stratum in told.strata},
        officers=[astuple(officer) for officer in officers],
        classes=[astuple(one) for one in classes_of(officers)],
        pairs=[astuple(one) for one in pairs],
        at=timezone.now(),
    )
    record(by=by, subject=draw.subject, changed=[kept], detail={"keys": keys, "seed": seed})
    return kept

"""The rehearsal of a frozen draw, done by `yaohao worker`; started again it gives the same."""

from contextlib import suppress

from django.utils import translation
from django_tasks import task

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import publish_probabilities
from yaohao.stages.draw.operations.publish_probabilities import BEFORE
from yaohao.stages.draw.queries.probabilities import probabilities
from yaohao.stages.draw.rehearsal import rehearse


@task()
def rehearse_draw(number: str, user: int) -> None:
    """Rehearse and publish; nothing to do for a draw that has gone on meanwhile."""
    by = User.objects.select_related("bureau").get(pk=user)
    draw = Draw.objects.select_related("bureau", "line__plan__bureau").get(number=number)
    if draw.state not in BEFORE or probabilities(draw):
        return
    with translation.override(by.language):
        found = rehearse(draw)
        with suppress(Refused):  # drawn, or published, while it was rehearsed
            publish_probabilities(
                by=by, number=number, seed=found.seed, keys=found.keys,
                officers=found.officers, pairs=found.pairs,
            )  # fmt: skip


def send_to_rehearse(number: str, user: int) -> None:
    """Have a frozen draw rehearsed."""
    rehearse_draw.enqueue(number, user)

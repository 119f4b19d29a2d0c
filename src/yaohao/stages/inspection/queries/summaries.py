"""Summaries on their way to the hall."""

from yaohao.ground.accounts.models import User
from yaohao.stages.inspection.models import Summary


def summaries(user: User) -> list[Summary]:
    """The summaries of the person's bureau, the newest first, with task and delivery."""
    rows = Summary.objects.visible_to(user).select_related("draw__line", "delivery")
    return list(rows.order_by("-pk"))

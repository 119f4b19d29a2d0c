"""Draws as the desk reads them; nothing sealed."""

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Draw, DrawQuerySet


def draws(user: User) -> DrawQuerySet:
    """The draws a person may see, newest first."""
    rows: DrawQuerySet = Draw.objects.visible_to(user)
    return rows.select_related("line__item", "line__plan__bureau", "bureau").order_by("-pk")


def draw(number: str, user: User) -> Draw:
    """One draw; Draw.DoesNotExist for a foreign one."""
    return draws(user).get(number=number)

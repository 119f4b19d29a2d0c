"""Draws as the desk reads them; nothing sealed."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.models import Draw, DrawQuerySet
from yaohao.stages.draw.queries.rounds import told_rounds
from yaohao.stages.draw.rules import TEAM_ACTS


def draws(user: User) -> DrawQuerySet:
    """The draws a person may see, newest first."""
    rows: DrawQuerySet = Draw.objects.visible_to(user)
    return rows.select_related("line__item", "line__plan__bureau", "bureau").order_by("-pk")


def draw(number: str, user: User) -> Draw:
    """One draw; Draw.DoesNotExist for a foreign one."""
    return draws(user).get(number=number)


def actor_told(draw: Draw, action: str, name: str, user: User) -> str:
    """Who did an act, for a page that `user` reads. Who took an envelope to work is in its team:
    before the result is told that is for the auditor alone (articles 20, 21)."""
    veiled = action in TEAM_ACTS and not told_rounds(draw) and not user.holds(Role.AUDITOR)
    return _("an officer of the team") if veiled else name

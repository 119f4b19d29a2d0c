"""Keys of other programs that end: the interface would stand still without a word."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.queries import bureaus_of, ending_tokens
from yaohao.ground.accounts.rules import KEY_SOON, Role
from yaohao.surfaces.desk.rules import Duty


def key_duties(user: User) -> Iterator[Duty]:
    """Keys in use that end within 30 days or have ended, for who makes them and who answers."""
    until = timezone.localdate() + KEY_SOON
    if user.holds(Role.SECURITY_ADMIN):
        act = _("A key for another program ends soon: make a new one")
        for token in ending_tokens(bureaus_of(user), until):
            yield Duty(token.name, act, reverse("accounts:tokens"), token.expires_on)
    if user.holds(Role.CLERK):
        own = Bureau.objects.filter(pk=user.bureau_id)
        act = _("A key you answer for ends soon: ask for a new one")
        for token in ending_tokens(own, until).filter(clerk=user):
            yield Duty(token.name, act, reverse("api:page"), token.expires_on)

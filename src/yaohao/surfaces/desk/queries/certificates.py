"""Certificates that end, for the clerk and for the officer: 60 days before, and again 15 days.

The two warnings have words of their own, so that each is told once (articles 9 and 16).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.publication.queries import latest, rows
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries import officers_valid
from yaohao.stages.registers.rules.certificates import SOON, Standing, validity
from yaohao.surfaces.desk.rules import Duty

CLERK: dict[Standing, Promise] = {
    Standing.SOON: _("The certificate ends within 60 days: see to its renewal"),
    Standing.ENDING: _("The certificate ends within 15 days: see to its renewal"),
    Standing.EXPIRED: _("Renew the certificate or retire the officer"),
}
OWN: dict[Standing, Promise] = {
    Standing.SOON: _("Your certificate ends within 60 days: have it renewed"),
    Standing.ENDING: _("Your certificate ends within 15 days: have it renewed"),
    Standing.EXPIRED: _("Your certificate has ended: you are in no draw and go on no visit"),
}
PUBLISH = _("Publish the officers anew: the public table names one who may not inspect")


def certificate_duties(user: User) -> Iterator[Duty]:
    """Certificates that end, of the bureau's officers for the clerk, and one's own."""
    today = timezone.localdate()
    ending = Officer.objects.of(user.bureau).filter(
        active=True, valid_to__lte=today + timedelta(days=SOON)
    )
    if user.holds(Role.CLERK):
        for officer in ending.order_by("valid_to", "certificate"):
            url = reverse("registers:officer", args=[officer.pk])
            yield _duty(officer, CLERK, url, today)
        yield from _published_duty(user, today)
    for officer in ending.filter(user=user):
        yield _duty(officer, OWN, reverse("registers:mine"), today)


def _duty(officer: Officer, words: dict[Standing, Promise], url: str, today: date) -> Duty:
    standing = validity(officer.valid_from, officer.valid_to, today).standing
    act = words.get(standing, words[Standing.SOON])
    return Duty(officer.name, str(act), url, officer.valid_to)


def _published_duty(user: User, today: date) -> Iterator[Duty]:
    """The public table still names somebody who may not inspect any more (article 9)."""
    shown = latest(Kind.OFFICERS, user.bureau.code)
    if shown is None:
        return
    valid = set(officers_valid(user.bureau, today).values_list("certificate", flat=True))
    gone = [row["name"] for row in rows(shown) if row["certificate"] not in valid]
    if gone:
        url = reverse("publication:snapshots")
        yield Duty("、".join(gone), str(PUBLISH), url, today)

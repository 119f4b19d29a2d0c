"""What the registers ask of a director: the yearly edition, and proposals for the blacklist.

The edition is to be opened at the turn of the year, and taken further.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers.models import (
    Edition,
    EditionState,
    InspectionObject,
    ListingProposal,
    ListingState,
)
from yaohao.stages.registers.queries.editions import editions
from yaohao.surfaces.desk.rules import Duty

CLERK: dict[str, Promise] = {
    EditionState.OPEN: gettext_lazy("Give the missing reasons and submit the edition"),
    EditionState.APPROVED: gettext_lazy("Publish the edition"),
}


def edition_duties(user: User) -> Iterator[Duty]:
    """What the turn of the year asks for, until the end of January (article 11)."""
    today, rows = timezone.localdate(), editions(user.bureau)
    if user.holds(Role.CLERK):
        year = today.year + 1 if today.month == 12 else today.year
        begun = rows.filter(year=year).exists()
        if today.month in (12, 1) and not begun and _has_objects(user):
            title = _("Edition %(year)d is not opened yet") % {"year": year}
            due = date(year, 1, 31) if today.month == 1 else date(today.year, 12, 31)
            yield Duty(title, _("Open the edition"), reverse("registers:editions"), due)
        for row in rows.filter(state__in=CLERK):
            yield _duty(row, str(CLERK[row.state]))
    if user.holds(Role.DIRECTOR):
        # Who submitted an edition never approves it.
        for row in rows.filter(state=EditionState.SUBMITTED).exclude(submitted_by=user):
            yield _duty(row, _("Approve the edition"))


def listing_duties(user: User) -> Iterator[Duty]:
    """Proposals for the blacklist to decide, within a week; never by who proposed (article 19)."""
    if not user.holds(Role.DIRECTOR):
        return
    waiting = ListingProposal.objects.of(user.bureau).filter(state=ListingState.WAITING)
    for row in waiting.exclude(proposed_by=user).select_related("object").order_by("pk"):
        act = _("Decide taking it off the blacklist") if row.removes else _("Decide the listing")
        url = reverse("registers:listing", args=[row.pk])
        due = timezone.localdate(row.proposed_at) + timedelta(days=7)
        yield Duty(row.object.name, act, url, due)


def _duty(row: Edition, act: str) -> Duty:
    title = _("Edition %(year)d of the register") % {"year": row.year}
    return Duty(title, act, reverse("registers:edition", args=[row.year]), date(row.year, 1, 31))


def _has_objects(user: User) -> bool:
    return bool(InspectionObject.objects.of(user.bureau).exists())

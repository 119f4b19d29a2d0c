"""A leader's power given to another leader for some days, in writing (article 5)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.delegating import GIVABLE, LONGEST, TAKERS, in_reach
from yaohao.ground.accounts.labels import ROLES
from yaohao.ground.accounts.models import Delegation, User
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.accounts.operations.roles import refuse_conflict
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.notices.operations import notify
from yaohao.ground.notices.rules import Kind


@operation("accounts.delegation.give", article="5")
def delegate(
    *, by: User, taker: User, role: Role, since: date, until: date, document: str
) -> Delegation:
    """Let `taker` act in a role that `by` holds by grant, from `since` through `until`.

    Raises AccountError: a role that is not the giver's own (what was taken is not given on), a
    taker who may not hold it, days out of reach, a period that meets another, no document.
    """
    people = User.objects.select_for_update(of=("self",)).filter(pk__in=[by.pk, taker.pk])
    found = {person.pk: person for person in people.order_by("pk")}
    giver, taker = found[by.pk], found[taker.pk]
    _giver_may(giver, role)
    _taker_may(giver, taker, role)
    if not in_reach(since, until, timezone.localdate()):
        raise AccountError(
            _("Days from today on, the first before the last, %(days)d at most.")
            % {"days": LONGEST.days}
        )
    if not document.strip():
        raise AccountError(_("A delegation is given in writing: name the order."))
    meeting = Delegation.objects.filter(
        giver=giver, role=role, revoked_at=None, since__lte=until, until__gte=since
    ).first()
    if meeting:
        raise AccountError(
            _(
                "Those days meet the delegation to %(name)s (%(since)s – %(until)s). "
                "Revoke it first, or choose other days."
            )
            % {"name": meeting.taker, "since": meeting.since, "until": meeting.until}
        )
    given = Delegation.objects.create(
        giver=giver,
        taker=taker,
        role=role.value,
        since=since,
        until=until,
        document=document.strip(),
        given_at=timezone.now(),
    )
    detail = {"taker": taker.username, "role": role.value, "document": given.document}
    days = {"since": since.isoformat(), "until": until.isoformat()}
    record(by=by, subject=given.subject, changed=[given], detail=detail | days)
    notify(
        recipient=taker.username,
        key=given.subject,
        kind=Kind.DELEGATED,
        fields=days,
        at=given.given_at,
        address=taker.email,
        language=taker.language,
    )
    return given


@operation("accounts.delegation.revoke", article="5")
def revoke_delegation(*, by: User, pk: int) -> Delegation:
    """End a delegation at once. Raises Delegation.DoesNotExist for one of another giver."""
    given = Delegation.objects.select_for_update(of=("self",)).get(pk=pk, giver=by)
    if given.revoked_at is not None:
        raise AccountError(_("This delegation has been revoked already."))
    given.revoked_at = timezone.now()
    given.save(update_fields=["revoked_at"])
    record(by=by, subject=given.subject, changed=[given], detail={"taker": given.taker.username})
    return given


def _giver_may(giver: User, role: Role) -> None:
    if role not in GIVABLE or role not in giver.granted:
        raise AccountError(
            _("“%(role)s” is not your own to give; what was delegated is not given on.")
            % {"role": ROLES[role]}
        )


def _taker_may(giver: User, taker: User, role: Role) -> None:
    stays = taker.is_active and taker.bureau_id == giver.bureau_id and taker.pk != giver.pk
    if not stays or not taker.granted & TAKERS:
        raise AccountError(
            _("Choose another leader of your bureau; %(name)s is none.") % {"name": taker}
        )
    if role in taker.granted:
        raise AccountError(
            _("%(name)s has the role “%(role)s” already.") % {"name": taker, "role": ROLES[role]}
        )
    refuse_conflict(taker.granted | {role})

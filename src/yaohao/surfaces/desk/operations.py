"""Chasing (催办) what is overdue (article 15)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.notices.operations import notify
from yaohao.ground.notices.rules import Kind
from yaohao.surfaces.desk.queries.overdue import (
    Overdue,
    board_subject,
    last_chased,
    overdue,
    responsible,
)

CHASERS = (Role.CLERK, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Chased:
    """How many things were chased, and how many people told."""

    rows: int
    people: int


@operation("desk.overdue.chase", article="15")
def chase(*, by: User, year: int, keys: Sequence[str] | None = None) -> Chased:
    """Tell the people whose turn it is, one notice each; None for `keys` is all that is overdue.

    A thing is chased at most once a day. Refused where nothing is left to chase, or nobody to tell.
    """
    if not by.holds(*CHASERS):
        raise Refused(_("Clerks and the director chase. Ask one of them."))
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)  # of two at once, one chases
    now = timezone.now()
    rows = _waiting(by, bureau, year, keys)
    told: dict[User, list[Overdue]] = {}
    chased = []
    for row in rows:
        people = responsible(row)
        chased += [row.key] if people else []
        for user in people:
            told.setdefault(user, []).append(row)
    if not told:
        raise Refused(_("Nobody with an account is responsible. Hand the work over first."))
    for user, mine in told.items():
        fields = {"count": str(len(mine)), "day": min(row.since for row in mine).isoformat()}
        notify(
            recipient=user.username, key=f"chase:{now.isoformat()}", kind=Kind.OVERDUE,
            fields=fields, at=now, address=user.email, language=user.language,
        )  # fmt: skip
    record(
        by=by,
        subject=board_subject(bureau, year),
        detail={"rows": chased, "told": [user.username for user in told]},
    )
    return Chased(len(chased), len(told))


def _waiting(by: User, bureau: Bureau, year: int, keys: Sequence[str] | None) -> list[Overdue]:
    """What is to be chased now."""
    today = timezone.localdate()
    found = overdue(by, year, today)
    if keys is not None:
        found = [row for row in found if row.key in keys]
    if not found:
        raise Refused(_("This is not overdue any more. Look at the list again."))
    before = last_chased(bureau, year)
    fresh = [
        row
        for row in found
        if row.key not in before or timezone.localdate(before[row.key]) != today
    ]
    if not fresh:
        raise Refused(_("Chased today already. It can be chased again tomorrow."))
    return fresh

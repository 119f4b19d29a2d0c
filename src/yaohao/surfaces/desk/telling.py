"""From duties to notices: what is new is told once, what is overdue once a day.

A notice carries how many and until when, never the title of a duty: titles name enterprises, and
before the door nobody may read one in a mail (article 20).
"""

import hashlib
from datetime import date, datetime

from django.utils import timezone

from yaohao.ground.accounts.models import User
from yaohao.ground.notices.operations import notify
from yaohao.ground.notices.rules import Kind
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.rules import Duty, When, sorted_by_nearness


def tell_all(now: datetime) -> int:
    """Tell every active person; how many notices came into being. As often as one likes."""
    people = User.objects.filter(is_active=True).exclude(grants=None)
    return sum(tell(user, now) for user in people.order_by("pk"))


def tell(user: User, now: datetime) -> int:
    """Tell one person what is new since the last time, and once a day what is overdue."""
    today = timezone.localdate(now)
    places = sorted_by_nearness(duties_of(user), today)
    fresh = [duty for when, duties in places.items() if when is not When.OVERDUE for duty in duties]
    made = 0
    if fresh:
        made += _told(user, Kind.WORK, f"work:{_mark(fresh)}", fresh, now)
    if places[When.OVERDUE]:
        made += _told(user, Kind.OVERDUE, f"overdue:{today}", places[When.OVERDUE], now)
    return made


def _told(user: User, kind: Kind, key: str, duties: list[Duty], now: datetime) -> int:
    earliest: date = min(duty.due for duty in duties)
    fields = {"count": str(len(duties)), "day": earliest.isoformat()}
    return notify(
        recipient=user.username, key=key, kind=kind, fields=fields, at=now, address=user.email,
        language=user.language,
    )  # fmt: skip


def _mark(duties: list[Duty]) -> str:
    """The same duties give the same mark, in whatever language and order they came."""
    lines = sorted(f"{duty.url} {duty.due}" for duty in duties)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

"""From duties to notices: what is new is told once, what is overdue once a day.

A notice carries how many and until when, never the title of a duty: titles name enterprises, and
before the door nobody may read one in a mail (article 20).
"""

import hashlib
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from yaohao.ground.accounts.models import User
from yaohao.ground.notices.operations import notify, remember
from yaohao.ground.notices.rules import Kind
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.rules import Duty


def tell_all(now: datetime) -> int:
    """Tell every active person; how many notices came into being. As often as one likes."""
    people = User.objects.filter(is_active=True).exclude(grants=None)
    return sum(tell(user, now) for user in people.order_by("pk"))


def tell(user: User, now: datetime) -> int:
    """Tell one person what is new since the last time, and once a day what is overdue."""
    today = timezone.localdate(now)
    with override(settings.LANGUAGE_CODE):  # a duty has one mark, whoever's page asks
        waiting = _marked(duties_of(user))
    new = remember(recipient=user.username, marks=waiting)
    fresh = [duty for mark, duty in waiting.items() if mark in new and duty.due >= today]
    late = [duty for duty in waiting.values() if duty.due < today]
    made = 0
    if fresh:
        made += _told(user, Kind.WORK, f"work:{now.isoformat()}", fresh, now)
    if late:
        made += _told(user, Kind.OVERDUE, f"overdue:{today}", late, now)
    return made


def _told(user: User, kind: Kind, key: str, duties: list[Duty], now: datetime) -> int:
    earliest = min(duty.due for duty in duties)
    fields = {"count": str(len(duties)), "day": earliest.isoformat()}
    return notify(
        recipient=user.username, key=key, kind=kind, fields=fields, at=now, address=user.email,
        language=user.language,
    )  # fmt: skip


def _marked(duties: list[Duty]) -> dict[str, Duty]:
    """Every duty by its mark: where it leads and what is to be done, numbered where they agree."""
    seen: Counter[str] = Counter()
    marked = {}
    for duty in duties:
        words = f"{duty.url} {duty.act}"
        seen[words] += 1
        marked[hashlib.sha256(f"{words} {seen[words]}".encode()).hexdigest()] = duty
    return marked

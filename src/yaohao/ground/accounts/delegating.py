"""When a leader's power may be given away; pure (article 5)."""

from datetime import date, timedelta

from yaohao.ground.accounts.rules import Role

LONGEST = timedelta(days=90)
GIVABLE = frozenset({Role.DIRECTOR, Role.DEPUTY})  # what stands for a leader's decision
TAKERS = frozenset({Role.DIRECTOR, Role.DEPUTY})


def in_reach(since: date, until: date, today: date) -> bool:
    """Whether the days begin today or later, stand in order and last 90 at most."""
    return today <= since <= until < since + LONGEST

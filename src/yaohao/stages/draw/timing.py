"""What the clock does with draws: opens envelopes at their hour, reveals at the deadline.

Each may run at any moment and as often as it likes: what is done already is not done again.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.audit.rules import SystemActor
from yaohao.ground.calendars.queries import years_table
from yaohao.ground.calendars.rules import YearTable, is_working_day
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import open_assignments, reveal
from yaohao.stages.draw.queries.rounds import last_day, sealed_rounds, unsealed
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import OPENING_HOUR, State, may_open, open_by_clock, reveal_deadline

SEALED = (State.DRAWN.value, State.OPENING.value)


def clock(bureau: Bureau) -> SystemActor:
    """The clock of a bureau, as it stands in the trail and in the log."""
    return SystemActor(actor_id="clock", actor_name="定时任务", actor_bureau=bureau.code)


def open_due(now: datetime) -> str:
    """Open what is due at `now` (aware), draw by draw; in one line what was done and refused."""
    here = timezone.localtime(now).replace(tzinfo=None)
    rows = Draw.objects.filter(state__in=SEALED, opens_daily__isnull=False)
    opened, refused, years = 0, [], years_table()
    for draw in rows.select_related("bureau").order_by("number"):
        for number, before, count in _due(draw, here, years):
            try:
                made = open_assignments(
                    by=clock(draw.bureau), number=draw.number, opened=before, count=count,
                    round_number=number,
                )  # fmt: skip
                opened += len(made)
            except Refused as refusal:
                refused.append(f"{draw.number}: {refusal}")
    return "; ".join([f"{opened} envelopes opened", *refused])


def reveal_due(now: datetime) -> str:
    """Reveal what nobody has by the deadline that was announced; in one line what was done."""
    today = timezone.localdate(now)
    rows = Draw.objects.filter(state__in=SEALED, exercise=False)
    revealed, refused = 0, []
    for draw in rows.select_related("bureau").order_by("number"):
        if unsealed(draw) or today < reveal_deadline(last_day(draw)):
            continue
        try:
            reveal(by=clock(draw.bureau), number=draw.number)
            revealed += 1
        except Refused as refusal:
            refused.append(f"{draw.number}: {refusal}")
    return "; ".join([f"{revealed} draws revealed", *refused])


def _due(draw: Draw, here: datetime, years: dict[int, YearTable]) -> Iterator[tuple[int, int, int]]:
    """(round, open already, how many more) of the rounds in which something is due."""
    for number in sealed_rounds(draw):
        start, end = draw.planned(number).window
        if here.date() > end or not may_open(here, start, at_once=False):
            continue
        total = len(sealed_visits(draw, number))
        before = draw.openings.filter(to="officers", round=number).count()
        days = _working_days(start, here, years)
        wanted = open_by_clock(draw.opens_daily or 0, days, total)
        if wanted > before:
            yield number, before, wanted - before


def _working_days(start: date, here: datetime, years: dict[int, YearTable]) -> int:
    """Working days from `start` whose hour has come; the window opens on its first day anyway."""
    last = here.date() if here.time() >= OPENING_HOUR else here.date() - timedelta(days=1)
    days = (start + timedelta(step) for step in range((last - start).days + 1))
    return max(1, sum(is_working_day(day, years) for day in days))

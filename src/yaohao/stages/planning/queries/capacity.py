"""What the staff of a bureau can carry, as registers and calendar stand now."""

from collections.abc import Sequence
from datetime import date

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.lines import sentence
from yaohao.stages.planning.queries.simulated import working_days
from yaohao.stages.planning.rules import Sentence
from yaohao.stages.planning.rules.carrying import Carrying, most_visits, present_days
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries.fitness import leaves_of, presences_of

_LEAD = "lead"


def carrying(line: Line, counted: Sentence | None = None) -> Carrying:
    """What a line asks, and the most that its officers can carry under its cap."""
    counted = counted or sentence(line)
    return carrying_of(
        line.bureau, line.window, line.cap, line.roles, counted.eligible, counted.to_draw
    )


def carrying_of(
    bureau: Bureau,
    window: tuple[date, date],
    cap: int,
    roles: Sequence[str],
    base: int,
    asked: int,
) -> Carrying:
    """The same for a line that is still being written."""
    there = [one.officer for one in presences_of(bureau, window) if one.lack is None]
    leads = sum(bool(officer.functions) for officer in there) if _LEAD in roles else len(there)
    return Carrying(len(there), base, asked, most_visits(len(there), leads, cap, len(roles)))


def officer_days(bureau: Bureau, year: int, leave: int) -> tuple[int, int, int]:
    """(officers with a day of work, their working days less leave, working days of the year).

    `leave`: days of every officer that are not entered yet.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = working_days(first, last)
    people = list(Officer.objects.filter(bureau=bureau, active=True))
    gone = leaves_of(people, (first, last))
    each = [
        present_days(
            days,
            (officer.valid_from, officer.valid_to),
            [(one.first, one.last) for one in gone.get(officer.pk, [])],
            leave,
        )
        for officer in people
    ]
    return sum(number > 0 for number in each), sum(each), len(days)

"""The cycle of a line: one of its item that is there, or opened with the line (article 14)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Cycle, Line
from yaohao.stages.planning.queries.cycles import cycle_named, cycles_of, lines_of
from yaohao.stages.planning.rules.cycles import Days, holds, meet, named_days


def refuse_days(days: Days) -> None:
    """Refuse a cycle that ends before it begins."""
    if days[1] < days[0]:
        raise Refused(_("The cycle ends before it begins. Mend one of the two days."))


def refuse_overlap(bureau: Bureau, item_code: str, days: Days, but: int | None = None) -> None:
    """Refuse days that another cycle of the item has already; it is named."""
    for other in cycles_of(bureau, item_code):
        if other.pk != but and meet(days, (other.starts, other.ends)):
            raise Refused(
                _(
                    "Cycle “%(name)s” of item %(item)s runs from %(starts)s to %(ends)s already, "
                    "and two cycles of one item cannot overlap. Use that cycle, or change its days "
                    "on the page of cycles first."
                )
                % {
                    "name": other.name, "item": item_code, "starts": other.starts,
                    "ends": other.ends,
                }
            )  # fmt: skip


def open_for(line: Line, days: Days | None) -> Cycle:
    """The cycle that the line names, opened when the item has none of that name.

    Refused where the new one overlaps another, where other days are asked for than it has, or
    where the line's period does not lie within it.
    """
    bureau, code, name = line.plan.bureau, line.item.code, line.cycle
    cycle = cycle_named(bureau, code, name)
    if cycle is None:
        days = days or named_days(name, line.plan.year)
        refuse_days(days)
        refuse_overlap(bureau, code, days)
        cycle = Cycle(bureau=bureau, item_code=code, name=name, starts=days[0], ends=days[1])
    elif days and days != (cycle.starts, cycle.ends):
        raise Refused(
            _(
                "Cycle “%(name)s” of this item runs from %(starts)s to %(ends)s. Leave the days "
                "empty, write these, or change the cycle on the page of cycles."
            )
            % {"name": name, "starts": cycle.starts, "ends": cycle.ends}
        )
    refuse_outside(cycle, [line])
    if cycle._state.adding:
        cycle.save(force_insert=True)
    return cycle


def refuse_outside(cycle: Cycle, lines: Iterable[Line]) -> None:
    """Refuse a cycle that does not hold the whole period of each of these lines."""
    for line in lines:
        if not holds((cycle.starts, cycle.ends), line.period):
            raise Refused(
                _(
                    "The period of line %(line)s, %(first)s to %(last)s, does not lie within cycle "
                    "“%(name)s”, %(starts)s to %(ends)s. Change the period or the cycle."
                )
                % {
                    "line": line.label, "first": line.period_start, "last": line.period_end,
                    "name": cycle.name, "starts": cycle.starts, "ends": cycle.ends,
                }
            )  # fmt: skip


def refuse_begun(cycle: Cycle, starts: date) -> None:
    """Refuse another first day once a line was drawn: who is passed over follows from it."""
    drawn = lines_of(cycle).exclude(drawn_as="").first()
    if drawn and starts != cycle.starts:
        raise Refused(
            _(
                "Line %(line)s of this cycle is drawn (%(draw)s), so its first day stands. Only "
                "the last day can be moved."
            )
            % {"line": drawn.label, "draw": drawn.drawn_as}
        )

"""`{% deadline due %}`: the working days left until a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from yaohao.ground.calendars.queries import years_table
from yaohao.ground.calendars.rules import YearTable, working_days_left
from yaohao.ground.calendars.wording import describe

register = template.Library()


@register.inclusion_tag("calendars/deadline.html", takes_context=True)
def deadline(context: Context, due: date | None) -> dict[str, Any]:
    """Show `due` with class word and shape; nothing for None."""
    if due is None:
        return {"words": None}
    today = timezone.localdate()
    left = working_days_left(today, due, _years(context))
    return {"words": describe(due=due, today=today, left=left), "due": due}


def _years(context: Context) -> Mapping[int, YearTable]:
    # A list shows a deadline per row: the table is read once per page, not once per row. The
    # lowest dictionary is the one that included templates share.
    cache: dict[Any, Any] = context.render_context.dicts[0]
    if "calendars_years" not in cache:
        cache["calendars_years"] = years_table()
    years: Mapping[int, YearTable] = cache["calendars_years"]
    return years

"""A deadline in words, with a class word and a shape: never by colour alone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yaohao.ground.calendars.rules import Left, State

SOON = 2  # working days: screens call the last two days soon
SHAPES = {"left": "○", "soon": "◆", "today": "■", "overdue": "▲"}


@dataclass(frozen=True)
class Words:
    """`level` is left, soon, today or overdue; `css` the classes; `shape` one character."""

    text: str
    level: str
    css: str
    shape: str


def describe(*, due: date, today: date, left: Left) -> Words:
    """Put a deadline in words: 还剩 2 个工作日（11月25日 周三）."""
    soon = left.state is State.LEFT and left.days <= SOON
    level = "soon" if soon else left.state.value
    text = _TEXTS[left.state](left.days) % {"days": left.days, "day": day_words(due, today)}
    if left.provisional:
        text = _("%(deadline)s, provisional") % {"deadline": text}
    css = f"deadline deadline-{level}" + (" deadline-provisional" if left.provisional else "")
    return Words(text, level, css, SHAPES[level])


def _left(days: int) -> str:
    return ngettext(
        "%(days)d working day left (%(day)s)", "%(days)d working days left (%(day)s)", days
    )


def _today(_days: int) -> str:
    return _("due today (%(day)s)")


def _overdue(days: int) -> str:
    if days == 0:
        return _("overdue since the last working day (%(day)s)")
    return ngettext(
        "overdue by %(days)d working day (%(day)s)",
        "overdue by %(days)d working days (%(day)s)",
        days,
    )


_TEXTS = {State.LEFT: _left, State.TODAY: _today, State.OVERDUE: _overdue}


def day_words(day: date, today: date) -> str:
    """11月25日 周三; with the year in front when it is not this year's."""
    values = {
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "weekday": _weekdays()[day.weekday()],
    }
    if day.year == today.year:
        return pgettext("day of this year", "%(weekday)s %(month)02d-%(day)02d") % values
    return pgettext("day of another year", "%(weekday)s %(year)d-%(month)02d-%(day)02d") % values


def _weekdays() -> tuple[str, ...]:
    return (
        pgettext("short weekday", "Mon"),
        pgettext("short weekday", "Tue"),
        pgettext("short weekday", "Wed"),
        pgettext("short weekday", "Thu"),
        pgettext("short weekday", "Fri"),
        pgettext("short weekday", "Sat"),
        pgettext("short weekday", "Sun"),
    )

"""Laws that change, for the clerk: items, lines, and once a year what nothing uses (article 7)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.grounds import reason, remedy
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import grounds, reported, unused_items
from yaohao.stages.planning.rules import LineState
from yaohao.stages.publication.queries import latest, rows
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.queries import items_in_force
from yaohao.stages.registers.queries.bases import Flagged, current, flagged, flags_of
from yaohao.stages.registers.rules.bases import Flag
from yaohao.surfaces.desk.rules import Duty

ITEMS: dict[Flag, Promise] = {
    Flag.ENDED: ngettext_lazy(
        "%(count)d item rests on a basis that ended",
        "%(count)d items rest on a basis that ended",
        "count",
    ),
    Flag.NOT_YET: ngettext_lazy(
        "%(count)d item rests on a basis that is not yet in force",
        "%(count)d items rest on a basis that is not yet in force",
        "count",
    ),
    Flag.AMENDED: ngettext_lazy(
        "%(count)d item rests on a basis that was amended",
        "%(count)d items rest on a basis that was amended",
        "count",
    ),
    Flag.ENDING: ngettext_lazy(
        "%(count)d item rests on a basis that ends soon",
        "%(count)d items rest on a basis that ends soon",
        "count",
    ),
}
COMPARE_WITHIN = timedelta(days=30)  # after an amendment
NAMED = 5  # items that a duty names
DONE = [State.OPENING.value, State.REVEALED.value, State.VOID.value, State.ABORTED.value]


def law_duties(user: User) -> Iterator[Duty]:
    """What a change of law leaves the clerk to do."""
    if not user.holds(Role.CLERK):
        return
    today = timezone.localdate()
    yield from _items(user, today)
    yield from _lines(user, today)
    yield from _published(user, today)
    yield from _unused(user, today)


def _items(user: User, today: date) -> Iterator[Duty]:
    """One duty for each kind of change, however many items; it leads to the filtered list."""
    touched = flagged(current(user.bureau, today), today).order_by("code")
    by_flag: dict[Flag, dict[int, list[Flagged]]] = {}
    for pk, found in flags_of(touched, today).items():
        for one in found:
            by_flag.setdefault(one.flag, {}).setdefault(pk, []).append(one)
    for flag, items in by_flag.items():
        all_of_it = [one for found in items.values() for one in found]
        named = "、".join(sorted({str(one.basis) for one in all_of_it}))
        title = str(ITEMS[flag] % {"count": len(items)})
        url = f"{reverse('registers:items')}?basis={flag.value}"
        yield Duty(title, _("See to the items: %(bases)s") % {"bases": named}, url, _due(all_of_it))


def _due(found: list[Flagged]) -> date:
    days = [one.day + COMPARE_WITHIN if one.flag is Flag.AMENDED else one.day for one in found]
    return min(days)


def _lines(user: User, today: date) -> Iterator[Duty]:
    """Lines that wait or are being drawn; of those whose envelopes are open the visits tell."""
    lines = Line.objects.visible_to(user).exclude(state=LineState.REPLACED.value)
    lines = lines.select_related("plan__bureau", "item")
    over = Draw.objects.filter(exercise=False, state__in=DONE).values("line")
    waiting = list(lines.filter(window_end__gte=today).exclude(pk__in=over).order_by("pk"))
    grounded = grounds(waiting, today)
    for line in waiting:
        if found := grounded.get(line.pk):
            url = reverse("planning:line", args=[line.pk])
            act = f"{reason(line, found)} {remedy(found)}"
            yield Duty(str(line), act, url, max(line.window_start, today))


def _published(user: User, today: date) -> Iterator[Duty]:
    """The public reads another list than the one that applies (articles 6 and 7)."""
    shown = latest(Kind.ITEMS, user.bureau.code)
    if shown is None:
        return
    now = {(item.code, str(item.version)) for item in items_in_force(user.bureau, today)}
    differing = now ^ {(row["code"], row["version"]) for row in rows(shown)}
    if differing:
        codes = "、".join(sorted({code for code, _version in differing})[:NAMED])
        act = _("Publish the item list anew: the public reads an earlier one")
        yield Duty(codes, act, reverse("publication:snapshots"), today)


def _unused(user: User, today: date) -> Iterator[Duty]:
    if reported(user.bureau, today.year):
        return
    if count := len(unused_items(user.bureau, today)):
        title = ngettext(
            "%(count)d item was not used for five years",
            "%(count)d items were not used for five years",
            count,
        ) % {"count": count}
        url = f"{reverse('planning:unused')}?year={today.year}"
        yield Duty(title, _("Report them, once a year"), url, date(today.year, 12, 31))

"""Template tags of every page: `{% load theme %}`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from yaohao.ground.theme import rules
from yaohao.ground.theme.charts import Bar, Strip, TileMap
from yaohao.ground.theme.parts import Event, Export, Fact, Mistake, Step
from yaohao.ground.theme.views import TYPE_COOKIE

register = template.Library()

STEP_ICONS = {
    "done": "check-circle-fill",
    "current": "arrow-right",
    "future": "circle",
    "failed": "x-circle-fill",
}
URGENCY_ICONS = {
    rules.Urgency.OVERDUE: "exclamation-triangle-fill",
    rules.Urgency.TODAY: "hourglass-split",
    rules.Urgency.SOON: "clock",
    rules.Urgency.LATER: "calendar-event",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return one icon of the sprite; it is decoration, so words must stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def percent(parts: int) -> str:
    """Show a ratio in 1/10,000: 1234 → 12.34%."""
    return rules.percent(parts)


@register.inclusion_tag("theme/partials/digest.html")
def digest(value: str, whole: bool = False) -> dict[str, object]:
    """Show a digest in groups of four: its beginning, or `whole`; the copy is always whole."""
    shown = value if whole else value[: rules.SHORT]
    return {"value": value, "groups": rules.groups(shown), "cut": len(shown) < len(value)}


@register.filter
def local_time(value: datetime | None) -> SafeString | str:
    """Show a time in the bureau's zone to the minute, with UTC to the second in its title."""
    if value is None:
        return "—"
    utc = value.astimezone(UTC)
    return format_html(
        '<time datetime="{}" title="{} UTC">{}</time>',
        utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        utc.strftime("%Y-%m-%d %H:%M:%S"),
        timezone.localtime(value).strftime("%Y-%m-%d %H:%M"),
    )


@register.filter
def day(value: date | None) -> str:
    """Show a date with its weekday: 11月25日 周三, in English 25 Nov, Wed."""
    if value is None:
        return "—"
    weekday = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )[value.weekday()]
    # Translators: a date format of Django, day and month: 25 Nov, 11月25日
    pattern = pgettext("date format", "j M,")
    return f"{formats.date_format(value, pattern)} {weekday}"


@register.inclusion_tag("theme/partials/statebar.html")
def statebar(steps: Iterable[Step]) -> dict[str, object]:
    """Show where a record stands, left to right."""
    return {"steps": steps, "icons": STEP_ICONS}


@register.inclusion_tag("theme/partials/timeline.html")
def timeline(events: Iterable[Event]) -> dict[str, object]:
    """Show what happened, in the order given."""
    return {"events": events}


@register.inclusion_tag("theme/partials/facts.html")
def facts(facts: Iterable[Fact]) -> dict[str, object]:
    """Show the facts of a record."""
    return {"facts": facts}


@register.inclusion_tag("theme/partials/errors.html")
def mistakes(mistakes: Iterable[Mistake], title: str = "") -> dict[str, object]:
    """Show what is wrong and how to mend it, as one box above the form."""
    return {"mistakes": mistakes, "title": title}


@register.inclusion_tag("theme/partials/empty.html")
def empty(message: str, url: str = "", label: str = "") -> dict[str, object]:
    """Say that there is nothing here, and what to do about it."""
    return {"message": message, "url": url, "label": label}


@register.inclusion_tag("theme/partials/count_sentence.html")
def count_sentence(sentence: str, exports: Iterable[Export] = ()) -> dict[str, object]:
    """Show the sentence with the counts, and the downloads of what it counts."""
    return {"sentence": sentence, "exports": exports}


@register.inclusion_tag("theme/partials/deadline.html")
def deadline(due: date, working_days: int, provisional: bool = False) -> dict[str, object]:
    """Show a deadline by colour, word and shape; `working_days` is negative once it is past."""
    urgency = rules.urgency(working_days)
    return {
        "due": due,
        "days": abs(working_days),
        "urgency": urgency.value,
        "icon_name": URGENCY_ICONS[urgency],
        "provisional": provisional,
    }


@register.inclusion_tag("theme/partials/bar.html")
def bar(bar: Bar) -> dict[str, object]:
    """Draw a value with its span, beside the number."""
    return {"bar": bar}


@register.inclusion_tag("theme/partials/strip.html")
def strip(strip: Strip) -> dict[str, object]:
    """Draw values one after the other, beside the table that holds them."""
    return {"strip": strip}


@register.inclusion_tag("theme/partials/tiles.html")
def tiles(tiles: TileMap) -> dict[str, object]:
    """Draw places as tiles; each leads to the row of the table beside it."""
    return {"map": tiles}


@register.simple_tag(takes_context=True)
def with_parameter(context: template.Context, name: str, value: object) -> str:
    """Return the page's own query string with one parameter replaced."""
    request = context.get("request")
    query = request.GET.copy() if isinstance(request, HttpRequest) else None
    if query is None:
        return f"?{name}={value}"
    query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def larger_type(context: template.Context) -> bool:
    """Return whether the visitor asked for larger type (cookie, or `?type=larger`)."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return False
    wish = request.GET.get("type") or request.COOKIES.get(TYPE_COOKIE, "")
    return wish == "larger"


@register.simple_tag(takes_context=True)
def request_number(context: template.Context) -> str:
    """Return the number of this request, empty where there is none."""
    return str(getattr(context.get("request"), "number", ""))


@register.simple_tag
def address(name: str) -> str:
    """Return the address called `name`, empty where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag
def product_version() -> str:
    """Return the version that runs."""
    try:
        return version("yaohao")
    except PackageNotFoundError:
        return gettext("unpackaged")

"""Lines that meet the same enterprises in one quarter, each proposed as one joint visit."""

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.planning import queries
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.overlaps import Overlap
from yaohao.stages.planning.queries.overlaps import overlaps as find
from yaohao.stages.planning.views.reading import READERS, plan_crumb

TITLE = gettext_lazy("Joint visits")
COLUMNS = [
    Column("one", gettext_lazy("Line")),
    Column("other", gettext_lazy("Other line")),
    Column("quarters", gettext_lazy("Quarter")),
    Column("common", gettext_lazy("Common enterprises"), Integer()),
    Column("alone", gettext_lazy("Visits, each alone")),
    Column("both", gettext_lazy("Met by both")),
    Column("saved", gettext_lazy("Visits saved")),
]
_NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}


class OverlapTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per pair; both lines lead to their pages."""

    one = tables.Column(verbose_name=gettext_lazy("Line"), orderable=False)
    other = tables.Column(verbose_name=gettext_lazy("Other line"), orderable=False)
    quarters = tables.Column(verbose_name=gettext_lazy("Quarter"))
    common = tables.Column(verbose_name=gettext_lazy("Common enterprises"), attrs=_NUMBER)
    alone = tables.Column(verbose_name=gettext_lazy("Visits, each alone"), attrs=_NUMBER)
    both = tables.Column(verbose_name=gettext_lazy("Met by both"), attrs=_NUMBER)
    saved = tables.Column(verbose_name=gettext_lazy("Visits saved"), attrs=_NUMBER)
    act = tables.Column(verbose_name="", empty_values=(), orderable=False)

    def render_one(self, record: dict[str, Any]) -> SafeString:
        """The line with its section."""
        return _link(record["lines"][0])

    def render_other(self, record: dict[str, Any]) -> SafeString:
        """The other one."""
        return _link(record["lines"][1])

    def render_act(self, record: dict[str, Any]) -> SafeString:
        """To the form of the joint line, filled as far as it follows."""
        if not record["url"]:
            return SafeString("")
        return format_html(
            '<a class="btn btn-sm btn-outline-primary" href="{}">{}</a>',
            record["url"], _("Draft one joint visit"),
        )  # fmt: skip


@may(*READERS)
def overlaps(request: HttpRequest) -> HttpResponse:
    """The pairs of lines of a year, with the export."""
    user = person(request)
    today = timezone.localdate().year
    years = sorted({*queries.years(user.bureau), today}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else today
    clerk = user.holds(Role.CLERK)
    rows = [_row(each, clerk) for each in find(user.bureau, year)]
    sentence = ngettext(
        "%(year)s: %(count)d pair of lines meets the same enterprises in one quarter.",
        "%(year)s: %(count)d pairs of lines meet the same enterprises in one quarter.",
        len(rows),
    ) % {"year": year, "count": len(rows)}
    if (kind := request.GET.get("export", "")) in TYPES:
        return download(
            kind, COLUMNS, rows, name=f"overlaps-{year}", title=str(TITLE), sentence=sentence,
            at=timezone.localtime(),
        )  # fmt: skip
    context = {
        "table": OverlapTable(rows, order_by=request.GET.get("sort", "")),
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "year": year,
        "years": years,
        "breadcrumbs": [plan_crumb(year), {"label": TITLE}],
    }
    return render(request, "planning/overlaps.html", context)


def _row(each: Overlap, clerk: bool) -> dict[str, Any]:
    add = reverse("planning:line-add", args=[each.one.plan.year])
    return {
        "lines": (each.one, each.other),
        "one": _words(each.one),
        "other": _words(each.other),
        "quarters": "、".join(f"{year}Q{quarter}" for year, quarter in each.quarters),
        "common": each.meeting.common,
        "alone": f"{each.meeting.alone:.1f}",
        "both": f"{each.meeting.both:.1f}",
        "saved": f"{each.meeting.saved:.1f}",
        "url": f"{add}?joint={each.one.pk},{each.other.pk}" if clerk else "",
    }


def _words(line: Line) -> str:
    section = f"（{line.section.name}）" if line.section else ""
    return f"{line} {section}"


def _link(line: Line) -> SafeString:
    return format_html(
        '<a href="{}">{}</a>', reverse("planning:line", args=[line.pk]), _words(line)
    )

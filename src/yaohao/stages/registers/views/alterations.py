"""Changes of the register between two roots, and who made them."""

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tables2 import RequestConfig

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.stages.registers.choosing import AlterationFilter, moment
from yaohao.stages.registers.models import RegisterRoot
from yaohao.stages.registers.queries.alterations import Alteration, alterations, usual_start
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.roots import roots
from yaohao.stages.registers.queries.trail import Deed
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import change_words, column_name
from yaohao.stages.registers.views.links import export_links
from yaohao.stages.registers.views.lists import PAGE
from yaohao.stages.registers.views.shelves import READERS, SHELVES
from yaohao.stages.registers.views.timeline import ACTS
from yaohao.stages.registers.wording import NATURES

MOST_ROOTS = 400  # offered as a beginning or an end: more than a year of days
COLUMNS = [
    Column("name", gettext_lazy("Name")),
    Column("nature", gettext_lazy("Kind of change")),
    Column("steps", gettext_lazy("From what to what")),
    Column("by", gettext_lazy("By whom")),
    Column("reason", gettext_lazy("Reason")),
    Column("object_id", gettext_lazy("Object id")),
]


class AlterationTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per object; its name leads to its page."""

    name = tables.Column(
        verbose_name=gettext_lazy("Name"), linkify=lambda record: record["url"] or None
    )
    nature = tables.Column(
        verbose_name=gettext_lazy("Kind of change"), attrs={"td": {"class": "day"}}
    )
    steps = tables.Column(verbose_name=gettext_lazy("From what to what"), orderable=False)
    by = tables.Column(verbose_name=gettext_lazy("By whom"))
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), orderable=False)
    object_id = tables.Column(
        verbose_name=gettext_lazy("Object id"), attrs={"td": {"class": "code"}}
    )


@may(*READERS)
def changes(request: HttpRequest) -> HttpResponse:
    """Who entered the register, left it, or was graded anew (articles 10 and 11)."""
    user = person(request)
    dated = list(roots()[:MOST_ROOTS])
    chosen = AlterationFilter(request.GET, dated, counties(user.bureau), usual_start())
    found: list[Alteration] = []
    if chosen.since and not chosen.backwards:
        found = alterations(user.bureau, chosen.since, chosen.until)
    rows = alteration_rows(chosen.among(found))
    sentence = _sentence(chosen, len(rows), len(found))
    if (kind := request.GET.get("export", "")) in TYPES:
        now = timezone.localtime()
        title = _("Changes of the register")
        return download(
            kind, COLUMNS, rows, name=f"{title}-{now:%Y%m%d}", title=title, sentence=sentence,
            at=now,
        )  # fmt: skip
    table = AlterationTable(rows)
    RequestConfig(request, paginate={"per_page": PAGE, "silent": True}).configure(table)
    context = {
        "filter": chosen,
        "table": table,
        "sentence": sentence,
        "exports": export_links(request),
        "roots": bool(dated),
        "backwards": chosen.backwards,
        "breadcrumbs": [SHELVES[Kind.OBJECTS].crumb, {"label": _("Changes of the register")}],
    }
    return render(request, "registers/changes.html", context)


def alteration_rows(found: list[Alteration]) -> list[dict[str, Any]]:
    """Alterations as values of `COLUMNS`, with the address of the object."""
    return [
        {
            "name": row.name or row.object_id,
            "object_id": row.object_id,
            "url": reverse("registers:object", args=[row.pk]) if row.pk else "",
            "nature": str(NATURES[row.nature]),
            "steps": "；".join(change_words(Kind.OBJECTS, step) for step in row.steps) or "—",
            "by": "；".join([*map(_deed_words, row.deeds), *_unexplained(row)]),
            "reason": "；".join(dict.fromkeys(_reasons(row.deeds))) or "—",
        }
        for row in found
    ]


def _unexplained(row: Alteration) -> list[str]:
    if not row.unexplained:
        return []
    names = "、".join(column_name(Kind.OBJECTS, key) for key in sorted(row.unexplained))
    return [_("no act is known for: %(names)s") % {"names": names}]


def _deed_words(deed: Deed) -> str:
    when = date_format(timezone.localtime(deed.at), "Y-m-d H:i")
    return f"{deed.by} {when} {ACTS[deed.action]}"


def _reasons(deeds: tuple[Deed, ...]) -> list[str]:
    return [
        f"{deed.reason}（{deed.basis}）" if deed.basis else deed.reason
        for deed in deeds
        if deed.reason
    ]


def _sentence(chosen: AlterationFilter, shown: int, whole: int) -> str:
    words = {
        "shown": f"{shown:,}",
        "whole": f"{whole:,}",
        "since": _moment(chosen.since),
        "until": _moment(chosen.until),
    }
    if shown == whole:
        text = ngettext(
            "%(whole)s object changed from %(since)s to %(until)s",
            "%(whole)s objects changed from %(since)s to %(until)s",
            whole,
        )
    else:
        text = _("%(shown)s of %(whole)s objects that changed from %(since)s to %(until)s")
    return text % words


def _moment(root: RegisterRoot | None) -> str:
    return moment(root) if root else _("the register as it stands now")

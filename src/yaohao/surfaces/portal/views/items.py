"""One item with all its public versions, and what changed in the item list (articles 6 and 7)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.parts import Fact
from yaohao.stages.publication import queries
from yaohao.stages.publication.columns import COLUMNS as TABLES
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import ItemChange, PublicBureau
from yaohao.stages.publication.rules import Kind
from yaohao.surfaces.portal.export import exports
from yaohao.surfaces.portal.page import fresh, page

PAGE = 50  # rows
NEWEST = 100  # changes in the feed
NATURES = {
    "new": gettext_lazy("newly in the list"),
    "changed": gettext_lazy("changed"),
    "ended": gettext_lazy("left the list"),
}
COLUMNS = [
    Column("day", gettext_lazy("Public since")),
    Column("code", gettext_lazy("Item code")),
    Column("name", gettext_lazy("Item")),
    Column("nature", gettext_lazy("Kind of change")),
    Column("version", gettext_lazy("Version")),
    Column("steps", gettext_lazy("From what to what")),
    Column("reason", gettext_lazy("Reason")),
    Column("bureau", gettext_lazy("Bureau")),
    Column("entry", gettext_lazy("Log entry")),
]


@public
@fresh
def item(request: HttpRequest, code: str) -> HttpResponse:
    """What an item says now, its versions and why they came."""
    bureau = bureau_of(request)
    versions = queries.item_versions(bureau.code, code) if bureau else []
    if not versions:
        raise Http404
    assert bureau is not None
    shown = queries.latest(Kind.ITEMS, bureau.code)
    listed = shown is not None and any(row["code"] == code for row in queries.rows(shown))
    chosen = next(
        (one for one in versions if one.row["version"] == request.GET.get("version")), versions[0]
    )
    changes = queries.item_changes(bureau.code, code)
    context = {
        "item": chosen.row,
        "facts": [
            Fact(column.name, linebreaksbr(chosen.row[column.key]) or "—")
            for column in TABLES[Kind.ITEMS]
        ],
        "chosen": chosen,
        "versions": versions,
        "changes": [(one, words(one)) for one in changes],
        "listed": listed,
        "newest": chosen is versions[0],
        "bureau": bureau,
    }
    return page(request, "portal/item.html", context)


@public
@fresh
def item_changes(request: HttpRequest) -> HttpResponse:
    """The change log: csv and xlsx as shown, json with every field."""
    bureau = bureau_of(request)
    found = queries.item_changes(bureau.code) if bureau else []
    text = queries.folded(request.GET.get("q", ""))
    rows = [_row(one, bureau) for one in found if bureau]
    chosen = [
        (one, row)
        for one, row in zip(found, rows, strict=True)
        if not text or queries.matches(row, text)
    ]
    title = _("Changes of the item list")
    sentence = ngettext("%(count)s change", "%(count)s changes", len(chosen)) % {
        "count": f"{len(chosen):,}"
    }
    wanted = request.GET.get("format", "")
    if wanted == "json":
        told = [_told(one) for one, _row_ in chosen]
        return JsonResponse(told, safe=False, json_dumps_params={"ensure_ascii": False})
    if wanted in TYPES:
        return download(
            wanted, COLUMNS, [row for _one, row in chosen], name="item-changes", title=title,
            sentence=sentence, at=timezone.localtime(),
        )  # fmt: skip
    if wanted:
        raise Http404
    paged = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": paged,
        "rows": [(one, words(one)) for one, _row_ in paged.object_list],
        "sentence": sentence,
        "exports": exports(request, "csv", "xlsx", "json"),
        "bureau": bureau,
        "q": request.GET.get("q", ""),
    }
    return page(request, "portal/item_changes.html", context)


@public
@fresh
def item_feed(request: HttpRequest) -> HttpResponse:
    """The newest changes as Atom, for whoever wants to be told."""
    bureau = bureau_of(request)
    found = queries.item_changes(bureau.code)[:NEWEST] if bureau else []
    feed = Atom1Feed(
        title=_("Changes of the item list"),
        link=request.build_absolute_uri(reverse("portal:item-changes")),
        description="",
        feed_url=request.build_absolute_uri(),
    )
    for one in found:
        address = reverse("portal:item", args=[one.code])
        feed.add_item(
            title=f"{one.code} {one.name}: {NATURES[one.nature]}",
            link=request.build_absolute_uri(address),
            description="；".join([*words(one), *([one.reason] if one.reason else [])]),
            updateddate=one.at,
            pubdate=one.at,
            unique_id=f"urn:yaohao:{bureau.code if bureau else ''}:items:{one.table}:{one.code}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def bureau_of(request: HttpRequest) -> PublicBureau | None:
    """The bureau asked for, else the first; Http404 for one that is not public."""
    known = queries.bureaus()
    wanted = request.GET.get("bureau")
    if not wanted:
        return known[0] if known else None
    found = next((bureau for bureau in known if bureau.code == wanted), None)
    if found is None:
        raise Http404
    return found


def words(one: ItemChange) -> list[str]:
    """Each field that changed: `Ratio: 5% → 10%`."""
    names = {column.key: column.name for column in TABLES[Kind.ITEMS]}
    return [
        f"{names[step.field]}：{step.before or '—'} → {step.after or '—'}" for step in one.steps
    ]


def _row(one: ItemChange, bureau: PublicBureau | None) -> dict[str, str]:
    return {
        "day": timezone.localdate(one.at).isoformat(),
        "code": one.code,
        "name": one.name,
        "nature": str(NATURES[one.nature]),
        "version": one.version,
        "steps": "；".join(words(one)),
        "reason": one.reason,
        "bureau": bureau.name if bureau else "",
        "entry": str(one.entry),
    }


def _told(one: ItemChange) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "nature": one.nature,
        "version": one.version,
        "steps": [step._asdict() for step in one.steps],
        "reason": one.reason,
        "published_at": one.at.isoformat(),
        "entry": one.entry,
        "table_version": one.table,
    }

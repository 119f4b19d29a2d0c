"""The yearly editions of the register: who is in it, what changed since last year, and why."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.parts import Fact
from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import PublicEdition
from yaohao.surfaces.portal.export import exports
from yaohao.surfaces.portal.page import fresh, page
from yaohao.surfaces.portal.views.draws import FOREVER

PAGE = 50  # rows
OBJECTS = "objects"
CHANGES = [
    Column("object_id", gettext_lazy("Object id")),
    Column("name", gettext_lazy("Name")),
    Column("kind", gettext_lazy("Kind of change")),
    Column("steps", gettext_lazy("From what to what")),
    Column("reason", gettext_lazy("Reason")),
]
EVERYBODY = [
    Column("object_id", gettext_lazy("Object id")),
    Column("name", gettext_lazy("Name")),
    Column("county", gettext_lazy("County")),
    Column("field", gettext_lazy("Industry field")),
    Column("affiliation", gettext_lazy("Affiliation")),
    Column("scale", gettext_lazy("Scale")),
    Column("risk", gettext_lazy("Risk grade")),
    Column("standardisation", gettext_lazy("Standardisation grade")),
    Column("blacklist", gettext_lazy("Blacklist grade")),
    Column("credit", gettext_lazy("Credit grade")),
    Column("state", gettext_lazy("State")),
]


@public
@fresh
def editions(request: HttpRequest) -> HttpResponse:
    """Every published edition."""
    return page(request, "portal/editions.html", {"rows": queries.public_editions()})


@public
@fresh
def edition(request: HttpRequest, year: int) -> HttpResponse:
    """One edition: what differs from the one before, or, with `?show=objects`, everybody in it."""
    found = _edition(request, year)
    everybody = request.GET.get("show") == OBJECTS or found.first
    rows = _everybody(found) if everybody else _changes(found)
    q = queries.folded(request.GET.get("q", ""))
    rows = [row for row in rows if not q or queries.matches(row, q)]
    title = _("Register of objects, edition %(year)d") % {"year": year}
    columns = EVERYBODY if everybody else CHANGES
    if (wanted := request.GET.get("format", "")) in TYPES:
        name = f"edition-{found.bureau}-{year}-{OBJECTS if everybody else 'changes'}"
        return download(
            wanted, columns, rows, name=name, title=title, sentence=_sentence(rows, everybody),
            at=timezone.localtime(),
        )  # fmt: skip
    paged = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "title": title,
        "edition": found,
        "others": [one for one in queries.public_editions() if one.year == year],
        "years": queries.public_editions(found.bureau),
        "facts": _facts(found),
        "everybody": everybody,
        "columns": columns,
        "cells": [[row[column.key] for column in columns] for row in paged.object_list],
        "page": paged,
        "q": request.GET.get("q", ""),
        "sentence": _sentence(rows, everybody),
        "exports": exports(request, "csv", "xlsx"),
    }
    return page(request, "portal/edition.html", context)


@public
def edition_lines(request: HttpRequest, year: int) -> HttpResponseBase:
    """The lines of an edition, to recompute its root from."""
    found = _edition(request, year)
    try:
        file = queries.edition_lines(found.bureau, year)
        stream = file.path.open("rb")
    except (LookupError, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(
        stream, as_attachment=True, filename=file.filename,
        content_type="text/plain; charset=us-ascii",
    )  # fmt: skip
    response["ETag"] = f'"{file.digest}"'
    response["Cache-Control"] = FOREVER
    return response


def _edition(request: HttpRequest, year: int) -> PublicEdition:
    """That of the bureau asked for, else of the first that published one."""
    known = [one for one in queries.public_editions() if one.year == year]
    wanted = request.GET.get("bureau", "")
    found = next((one for one in known if wanted in ("", one.bureau)), None)
    if found is None:
        raise Http404
    return found


def _changes(found: PublicEdition) -> list[dict[str, str]]:
    lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    rows = queries.edition_changes(found.bureau, found.year, lang)  # type: ignore[arg-type]
    return [
        {"object_id": one.object_id, "name": one.name, "kind": one.kind, "steps": one.steps or "—",
         "reason": one.reason}
        for one in rows
    ]  # fmt: skip


def _everybody(found: PublicEdition) -> list[dict[str, str]]:
    return queries.edition_objects(found.bureau, found.year)


def _facts(found: PublicEdition) -> list[Fact]:
    facts = [Fact(_("Objects"), f"{found.rows:,}"), Fact(_("Compared with"), _before(found))]
    if not found.first:
        counts = queries.edition_counts(found.bureau, found.year)
        other = counts["reclassified"] + counts["resumed"]
        facts += [
            Fact(_("Newly entered"), f"{counts['added']:,}"),
            Fact(_("Left the register"), f"{counts['ended']:,}"),
            Fact(_("Regraded"), f"{counts['regraded']:,}"),
            Fact(_("Changed otherwise"), f"{other:,}"),
        ]
    return [*facts, Fact(_("Root of the edition"), found.root, digest=True)]


def _before(found: PublicEdition) -> str:
    if found.before is not None:
        return _("edition %(year)d") % {"year": found.before}
    if found.day is not None:
        return _("the register of %(day)s") % {"day": found.day}
    return _("nothing: this is the first edition")


def _sentence(rows: list[dict[str, str]], everybody: bool) -> str:
    if everybody:
        words = ngettext("%(count)s object in the edition", "%(count)s objects in the edition",
                         len(rows))  # fmt: skip
    else:
        words = ngettext("%(count)s object differs", "%(count)s objects differ", len(rows))
    return words % {"count": f"{len(rows):,}"}

"""The roots of the register of objects, and what changed from one to the next."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.parts import Fact
from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import PublicChange, PublicRoot
from yaohao.surfaces.portal.export import exports
from yaohao.surfaces.portal.page import fresh, page
from yaohao.surfaces.portal.views.draws import FOREVER

PAGE = 50  # rows
DIGITS = 9  # more cannot be an entry of ours
COLUMNS = [
    Column("bureau", gettext_lazy("Bureau")),
    Column("object_id", gettext_lazy("Object id")),
    Column("name", gettext_lazy("Name")),
    Column("nature", gettext_lazy("Kind of change")),
    Column("steps", gettext_lazy("From what to what")),
]


@public
@fresh
def register(request: HttpRequest) -> HttpResponse:
    """Every root, the newest first."""
    paged = Paginator(queries.register_roots(), PAGE).get_page(request.GET.get("page"))
    return page(request, "portal/register.html", {"page": paged})


@public
@fresh
def register_root(request: HttpRequest, index: int) -> HttpResponse:
    """One root: what changed since the one before, or since the root `?since=`."""
    since = request.GET.get("since", "")
    earlier = int(since) if since.isdecimal() and len(since) <= DIGITS else None
    try:
        root = queries.register_root(index)
        before = root.before if earlier is None else queries.register_root(earlier).index
        found = queries.register_changes(index, earlier)
    except LookupError:
        raise Http404 from None
    if before is not None and before >= index:
        raise Http404
    sentence = _sentence(root, len(found), before)
    if (wanted := request.GET.get("format", "")) in TYPES:
        return _download(wanted, root, found, sentence)
    paged = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "root": root,
        "before": before,
        "others": [one for one in queries.register_roots() if one.index < index],
        "facts": _facts(root),
        "page": paged,
        "sentence": sentence,
        "exports": exports(request, "csv", "xlsx"),
    }
    return page(request, "portal/register_root.html", context)


@public
def register_lines(request: HttpRequest, index: int) -> HttpResponseBase:
    """The lines behind a root, to recompute it from."""
    try:
        found = queries.register_lines(index)
        stream = found.path.open("rb")
    except (LookupError, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(
        stream, as_attachment=True, filename=found.filename,
        content_type="text/plain; charset=us-ascii",
    )  # fmt: skip
    response["ETag"] = f'"{found.digest}"'
    response["Cache-Control"] = FOREVER
    return response


def _facts(root: PublicRoot) -> list[Fact]:
    return [
        Fact(_("Root of the register"), root.root, digest=True),
        Fact(_("Objects"), f"{root.rows:,}"),
        Fact(_("Newly entered"), f"{root.added:,}"),
        Fact(_("Left the register"), f"{root.ended:,}"),
        Fact(_("Changed otherwise"), f"{root.changed:,}"),
    ]


def _sentence(root: PublicRoot, count: int, before: int | None) -> str:
    if before is None:
        return _("The first root: nothing stands before it to compare with.")
    return ngettext(
        "%(count)s object differs from the root of log entry %(before)d",
        "%(count)s objects differ from the root of log entry %(before)d",
        count,
    ) % {"count": f"{count:,}", "before": before}


def _download(
    wanted: str, root: PublicRoot, found: list[PublicChange], sentence: str
) -> HttpResponse:
    rows = [{column.key: getattr(one, column.key) for column in COLUMNS} for one in found]
    title = _("Changes of the register")
    return download(
        wanted, COLUMNS, rows, name=f"register-changes-{root.index}", title=title,
        sentence=sentence, at=timezone.localtime(),
    )  # fmt: skip

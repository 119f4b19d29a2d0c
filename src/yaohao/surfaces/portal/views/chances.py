"""The probabilities published before a draw: in the page of the draw, and as files."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells import Integer, Number
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.parts import Export
from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import PublicDraw
from yaohao.surfaces.portal import texts

KINDS = (*TYPES, "json")


@public
def probabilities(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Strata and officers with their chances; officers one by one only after the reveal."""
    try:
        draw = queries.draw(number)
    except LookupError:
        raise Http404 from None
    if kind not in KINDS or draw.probabilities is None:
        raise Http404
    name = f"{draw.number}-probabilities"
    if kind == "json":
        response = JsonResponse(_plain(draw), json_dumps_params={"ensure_ascii": False})
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return response
    mark = _("Exercise") + " · " if draw.exercise else ""
    columns = [
        Column("kind", _("What")),
        Column("of", _("Of whom")),
        Column("count", _("How many"), Integer()),
        Column("expected", _("Expected visits of each"), Number()),
        Column("chance", _("Chance of at least one"), Number()),
    ]
    return download(
        kind, columns, _rows(draw), name=name, title=f"{mark}{draw.number} {draw.title}",
        sentence=mark + texts.filter_word(draw), at=timezone.localtime(),
    )  # fmt: skip


def class_rows(draw: PublicDraw) -> list[dict[str, Any]]:
    """The classes of officers, as the page of the draw shows them."""
    told = draw.probabilities
    if told is None:
        return []
    return [
        {
            "fields": _fields(one.fields, draw),
            "officers": one.officers,
            "expected": round(one.visits / told.keys / one.officers, 2),
            "chance": round(100 * one.met / told.keys / one.officers, 1),
        }
        for one in told.classes
    ]


def links(draw: PublicDraw) -> list[Export]:
    """The files of it."""
    return [
        Export(kind, reverse("portal:probabilities", args=[draw.number, kind])) for kind in KINDS
    ]


def _rows(draw: PublicDraw) -> Iterable[dict[str, Any]]:
    told = draw.probabilities
    for stratum in draw.strata:
        share = (stratum.quota or 0) / stratum.base if stratum.base else 0
        yield {
            "kind": _("Stratum"), "of": texts.stratum(stratum.code), "count": stratum.base,
            "expected": round(share, 4), "chance": round(100 * share, 2),
        }  # fmt: skip
    for row in class_rows(draw):
        yield {
            "kind": _("Officers who may lead in"), "of": row["fields"], "count": row["officers"],
            "expected": row["expected"], "chance": row["chance"],
        }  # fmt: skip
    for one in told.officers if told else ():
        yield {
            "kind": _("Officer"), "of": one.certificate, "count": 1,
            "expected": round(one.visits / told.keys, 4) if told else 0,
            "chance": round(100 * one.met / told.keys, 2) if told else 0,
        }  # fmt: skip


def _plain(draw: PublicDraw) -> dict[str, Any]:
    """Whole numbers, for whoever computes again: sums over all rehearsals."""
    told = draw.probabilities
    assert told is not None  # the view asked
    return {
        "draw": draw.number,
        "at": told.at.isoformat(),
        "pool_root": draw.pool_root,
        "seed": told.seed,
        "keys": told.keys,
        "largest_pair": str(told.largest) if told.largest else None,
        "strata": [
            {"code": one.code, "base": one.base, "quota": one.quota} for one in draw.strata
        ],
        "classes": [
            {
                "fields": [list(fields) for fields in one.fields], "officers": one.officers,
                "visits": one.visits, "met": one.met,
            }
            for one in told.classes
        ],
        "officers": [
            {"certificate": one.certificate, "visits": one.visits, "met": one.met}
            for one in told.officers
        ],
    }  # fmt: skip


def _fields(groups: Iterable[Iterable[str]], draw: PublicDraw) -> str:
    told = ("、".join(_kind(code, draw) for code in fields) for fields in groups)
    return _(" or ").join(words or _("no field of this list") for words in told)


def _kind(code: str, draw: PublicDraw) -> str:
    """A field, or the place that a department or an expert takes."""
    place = texts.role(code, draw.departments)
    return texts.stratum(code) if place == code else place

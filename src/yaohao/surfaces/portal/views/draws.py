"""The draws: the list, the page of one with its acts, and its files."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.messages import level_text

from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import download
from yaohao.ground.theme.parts import Fact, Step
from yaohao.stages.publication import queries
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries import PublicDraw, Result
from yaohao.surfaces.portal import rules, texts
from yaohao.surfaces.portal.export import exports
from yaohao.surfaces.portal.page import fresh, page
from yaohao.surfaces.portal.views.chances import class_rows, links

SHOWN = 100  # rows of a result on the page; the downloads hold all
FOREVER = "public, max-age=31536000, immutable"


@public
@fresh
def draws(request: HttpRequest) -> HttpResponse:
    """Every announced draw with its state in words."""
    rows = [
        {
            "draw": draw,
            "state": texts.STATES[draw.state],
            "filter": texts.filter_word(draw),
            "missed": missed(draw),
        }
        for draw in queries.draws()
    ]
    return page(request, "portal/draws.html", {"rows": rows})


@public
@fresh
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """One draw: what is fixed, what happened, what is still sealed, and the result once open."""
    found = known(number)
    revealed = found.state == "revealed"
    result = queries.result(number) if found.told else []
    wanted = request.GET.get("format", "")
    if wanted and found.told:
        return _download(wanted, found, result)
    context = {
        "draw": found,
        "exercise": found.exercise,
        "steps": _steps(found),
        "meaning": texts.meaning(found),
        "sealed": rules.sealed(found.state) and not found.told,
        "revealed": revealed,
        "recorded": bool(found.record),
        "missed": missed(found),
        "level": level_text(found.level, "zh" if texts.chinese() else "en"),
        "facts": _facts(found),
        "strata": [
            (texts.stratum(row.code), texts.share_word(row.rule, row.value), row)
            for row in sorted(found.strata, key=lambda row: queries.stratum_rank(row.code))
        ],
        "chances": class_rows(found),
        "chance_exports": links(found),
        "acts": _acts(found),
        "rounds": _rounds(found),
        "result": [_shown(row, found) for row in result[:SHOWN]],
        "drawn": len(result),
        "cut": len(result) > SHOWN,
        "exports": exports(request, "csv", "xlsx") if found.told else [],
        "record_name": f"{found.number}-draw-record.zip",
        "breadcrumbs": crumbs(found),
    }
    return page(request, "portal/draw.html", context)


@public
def record(request: HttpRequest, number: str) -> HttpResponseBase:
    """The record of a revealed draw: everything needed to recompute it."""
    return _file(lambda: queries.record(number), "application/zip")


@public
def verifier_of(request: HttpRequest, number: str) -> HttpResponseBase:
    """The verifier whose digest this draw announced."""
    return _file(lambda: queries.verifier(number), "application/octet-stream")


def known(number: str) -> PublicDraw:
    """The announced draw of this number; 404 otherwise."""
    try:
        return queries.draw(number)
    except LookupError:
        raise Http404 from None


def missed(draw: PublicDraw) -> bool:
    """Whether the reveal is owed: its announced deadline has passed and there is no record."""
    return not draw.record and timezone.now() > draw.deadline


def crumbs(draw: PublicDraw) -> list[dict[str, str]]:
    """The way back to the list."""
    return [{"label": _("Draws"), "url": reverse("portal:draws")}, {"label": draw.number}]


def _file(find: Any, content_type: str) -> HttpResponseBase:
    try:
        found = find()
    except LookupError:  # unknown, or still sealed: the same answer to both
        raise Http404 from None
    response = FileResponse(
        found.path.open("rb"), as_attachment=True, filename=found.filename,
        content_type=content_type,
    )  # fmt: skip
    response["ETag"] = f'"{found.digest}"'
    response["Cache-Control"] = FOREVER
    return response


def _steps(draw: PublicDraw) -> list[Step]:
    times = {act.kind: act.at for act in draw.acts}
    kinds = {
        "announced": "announce", "frozen": "pool", "bound": "round", "drawn": "seal",
        "opening": "open", "revealed": "reveal", "aborted": "abort", "void": "reveal",
    }  # fmt: skip
    return [
        Step(texts.STATES[name], state, times.get(kinds[name]))
        for name, state in rules.progress(draw.state)
    ]


def _acts(draw: PublicDraw) -> list[dict[str, Any]]:
    """The acts with their entries. Openings, one per visit, are told by their number."""
    opened = [act for act in draw.acts if act.kind == "open"]
    events = [act for act in draw.acts if act.kind == "event"]
    last = [*opened[-1:], *events[-1:]]
    told = [act for act in draw.acts if act.kind not in ("open", "event") or act in last]
    entries = {line.index: line for line in queries.log_lines([act.index for act in told])}
    words = {
        "open": texts.opened_word(len(opened)),
        "event": texts.events_word(len(events)),
    }
    return [
        {
            "act": act,
            "word": words.get(act.kind) or texts.act_word(act.kind),
            "line": entries[act.index],
        }
        for act in told
    ]


def _rounds(draw: PublicDraw) -> list[dict[str, Any]]:
    """Each round with its days, its randomness and the fingerprint of its sealed result."""
    return [
        {
            "round": each,
            "stage": texts.stage_word(each.stage),
            "sources": [texts.source_word(source) for source in each.sources],
            "values": [(texts.act_word(kind), value) for kind, value in each.values],
            "failed": [texts.source_word(source) for source in each.failed],
        }
        for each in draw.rounds
    ]


def _facts(draw: PublicDraw) -> list[Fact]:
    shown = [
        Fact(_("Bureau"), draw.bureau),
        Fact(_("Item"), draw.item),
        Fact(_("From where"), texts.filter_word(draw)),
        Fact(_("Period"), draw.period.replace("/", " – ")),
        Fact(_("Visits"), f"{draw.window[0]} – {draw.window[1]}"),
        Fact(_("Result"), _("told with the draw (open draw)") if draw.openly else ""),
        Fact(_("Randomness"), "；".join(texts.source_word(source) for source in draw.sources)),
        Fact(_("Announced by"), "、".join(draw.by)),
        Fact(_("Attempt"), draw.attempt),
        Fact(_("Broken off because"), draw.abort_cause),
        Fact(_("What may give way"), "；".join(draw.ladder)),
        Fact(_("Cosigned by"), texts.policy_word(draw.policy)),
        Fact(_("Shares of the key with"), "、".join(draw.holders)),
        Fact(_("Commitment to the secret key"), draw.commitment, digest=True),
        Fact(_("Fingerprint of the list"), draw.pool_root, digest=True),
    ]
    return [fact for fact in shown if fact.value]


def _shown(row: Result, draw: PublicDraw) -> tuple[Result, str, list[tuple[str, str, str]]]:
    """A drawn enterprise with its stratum and its team: place, name, number."""
    team = [
        (texts.role(role, draw.departments), name, certificate)
        for role, name, certificate in row.team
    ]
    return row, texts.stratum(row.stratum), team


def _download(kind: str, draw: PublicDraw, result: list[Any]) -> HttpResponse:
    if kind not in {"csv", "xlsx"}:
        raise Http404
    # A team may lack a place that the lot had nobody left for.
    fullest = max(result, key=lambda row: len(row.team), default=None)
    places = [role for role, _name, _certificate in fullest.team] if fullest else []
    columns = [
        Column("round", _("Round"), Integer()),
        Column("position", _("Place"), Integer()),
        Column("object_id", _("Object id")),
        Column("name", _("Name")),
        Column("stratum", _("Stratum")),
        *[Column(role, texts.role(role, draw.departments)) for role in places],
        Column("ticket", _("Ticket")),
    ]
    rows = [
        {
            "round": row.round,
            "position": row.position + 1,
            "object_id": row.object_id,
            "name": row.name,
            "stratum": texts.stratum(row.stratum),
            "ticket": row.ticket,
            **{role: f"{name} {certificate}" for role, name, certificate in row.team},
        }
        for row in result
    ]
    title = f"{draw.number} {draw.title}"
    mark = _("Exercise") + " · " if draw.exercise else ""
    return download(
        kind,
        columns,
        rows,
        name=f"{draw.number}-result",
        title=mark + title,
        sentence=mark + texts.filter_word(draw),
        at=timezone.localtime(),
    )

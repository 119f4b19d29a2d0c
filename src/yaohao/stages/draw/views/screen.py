"""The big screen of the hall: six scenes of a draw, which follow the public log (article 14).

The page brings every scene as the log has it; its script shows one after the other, plays the
draw back and asks every two seconds whether the log went on. Nothing on it is an act.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page
from fairdraw.announcement import Stratum as Share
from fairdraw.messages import level_text

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.documents.draw_record import qr
from yaohao.ground.theme.rules import groups
from yaohao.stages.draw.assignments import Assignment
from yaohao.stages.draw.minutes import portal_address
from yaohao.stages.draw.models import Session
from yaohao.stages.draw.queries.hall import session
from yaohao.stages.draw.queries.public import PublicStratum
from yaohao.stages.draw.queries.screen import Screen, screen, session_screens
from yaohao.stages.draw.rules import READERS, STARTERS, kind_of, opens_at, spoken
from yaohao.stages.draw.rules.screen import Scene, in_work
from yaohao.stages.draw.texts import ENTRIES, source_words
from yaohao.stages.draw.views.finding import own_draw
from yaohao.stages.draw.wording import lang
from yaohao.stages.planning.teams import place_words
from yaohao.stages.planning.texts import filter_words, share_words, strata_codes, stratum_word

SCENES = {
    Scene.TITLE: ("title", _("Opening")),
    Scene.LIST: ("list", _("List")),
    Scene.NUMBERS: ("numbers", _("Numbers")),
    Scene.DRAW: ("draw", _("Draw")),
    Scene.TEAMS: ("teams", _("Teams")),
    Scene.RESULT: ("result", _("Result")),
}
SEATS, STRATA, NAMES, TEAMS = 7, 7, 24, 13  # rows that a scene holds; more are on its next page
ENVELOPES = 40  # drawn at most; they are a sign, not a count


@may(*READERS)
def draw_screen(request: HttpRequest, number: str) -> HttpResponse:
    """The big screen of one draw."""
    found = own_draw(request, number)
    source = reverse("draw:screen-data", args=[number])
    return _page(request, number, source, _parts(request, [screen(found)]))


@may(*READERS)
@conditional_page
def draw_screen_data(request: HttpRequest, number: str) -> HttpResponse:
    """What the screen of one draw shows now; 304 where nothing is new."""
    return _data(_parts(request, [screen(own_draw(request, number))]))


@may(*READERS)
def session_screen(request: HttpRequest, number: str) -> HttpResponse:
    """The big screen of a session, which leads through its draws in order."""
    found = _own_session(request, number)
    source = reverse("draw:session-screen-data", args=[number])
    return _page(request, found.title, source, _agenda(request, found))


@may(*READERS)
@conditional_page
def session_screen_data(request: HttpRequest, number: str) -> HttpResponse:
    """What the screen of a session shows now; 304 where nothing is new."""
    return _data(_agenda(request, _own_session(request, number)))


@may(*READERS)
def screen_worker(request: HttpRequest) -> HttpResponse:
    """The worker that keeps the page of a screen; its address lets it keep pages of the draw."""
    return render(request, "draw/screen-worker.js", content_type="text/javascript")


def _own_session(request: HttpRequest, number: str) -> Session:
    try:
        return session(number, person(request))
    except Session.DoesNotExist:
        raise Http404 from None


def _page(request: HttpRequest, title: str, source: str, told: dict[str, Any]) -> HttpResponse:
    return render(request, "draw/screen.html", {"title": title, "source": source, "told": told})


def _data(told: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-cache"
    return response


def _agenda(request: HttpRequest, held: Session) -> dict[str, Any]:
    """The cover of a session before the scenes of its draws."""
    screens = session_screens(held)
    seats = held.seats.filter(withdrawn_at=None).order_by("number")
    context = {"session": held, "screens": screens, "seats": seats}
    cover = {
        "id": "session",
        "leads": Scene.TITLE,
        "mark": "",
        "head": render_to_string("draw/screen_head.html", {"session": held}),
        "scenes": [render_to_string("draw/screen_session.html", context)],
    }
    told = _parts(request, screens)
    begun = any(each.leads >= Scene.NUMBERS for each in screens)
    return {"begin": told["begin"] + 1 if begun else 0, "parts": [cover, *told["parts"]]}


def _parts(request: HttpRequest, screens: Sequence[Screen]) -> dict[str, Any]:
    """Every draw as the script takes it: the scene the log leads to, and scenes as HTML."""
    begin = in_work([each.leads for each in screens]) if screens else 0
    return {"begin": begin, "parts": [_part(request, each) for each in screens]}


def _part(request: HttpRequest, shown: Screen) -> dict[str, Any]:
    context = _context(request, shown)
    reached = [(scene, *SCENES[scene]) for scene in Scene if scene <= shown.last]
    rail = [(scene, label, scene <= shown.last) for scene, (_name, label) in SCENES.items()]
    head = render_to_string("draw/screen_head.html", context | {"rail": rail})
    scenes = [
        render_to_string(f"draw/screen_{name}.html", context | {"scene": scene, "label": label})
        for scene, name, label in reached
    ]
    number = shown.here.number if shown.here else 1
    return {
        "id": f"{shown.draw.number}/{number}",
        "leads": shown.leads,
        "mark": f"{shown.leads:d}{_standing(shown)}",
        "head": head,
        "scenes": scenes,
    }


def _standing(shown: Screen) -> str:
    """Part of the mark by which the script knows that a scene has become another."""
    if shown.broken:
        return "-broken"
    return "-revealed" if shown.revealed else "-told" if shown.named else ""


def _context(request: HttpRequest, shown: Screen) -> dict[str, Any]:
    draw, told, here = shown.draw, shown.told, shown.here
    line = draw.line
    address = portal_address(request.build_absolute_uri("/"), draw.number)
    context = {
        "screen": shown,
        "draw": draw,
        "told": told,
        "here": here,
        "drawn_from": filter_words(line),
        "roles": list(place_words(line).values()),
        "sources": [source_words(each) for each in (here.sources if here else draw.sources)],
        "seats": _pages(shown.witnesses, SEATS),
        "numbered": any(each.commitment for each in shown.witnesses),
        "starters": STARTERS,
        "started": sum(each.started for each in shown.witnesses),
    }
    if told is None or here is None:
        return context
    return context | {
        "shares": _shares(shown),
        "strata": _pages(_strata(shown), STRATA),
        "reasons": [(text, count) for _code, text, count in told.reasons if count],
        "list_print": _print(told.pool_root),
        "sealed_print": _print(here.sealed_root),
        "values": _values(shown),
        "level": level_text(told.level, lang()),
        "envelopes": _envelopes(shown),
        "opens": opens_at(here.window[0]),
        "ladder": told.ladder,
        "landing": _pages(_landing(shown), NAMES),
        "bars": _bars(shown),
        "teams": _pages(_teams(shown), TEAMS),
        "address": address,
        "code": _code(address),
    }


@lru_cache(maxsize=64)
def _code(address: str) -> str:
    return qr(address, sized=False)  # asked for every two seconds, and never another


def _print(digest: str) -> dict[str, Any] | None:
    """A fingerprint as it is read aloud: eight digits and four words, and the whole of it."""
    if not digest:
        return None
    return {"head": groups(digest[:8], 2), "words": spoken(digest), "whole": groups(digest, 8)}


def _pages(rows: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """Rows cut into pages of equal length, at least one page."""
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]


def _ranked(shown: Screen) -> list[PublicStratum]:
    """The announced strata in the order in which people name them, red before blue."""
    strata = shown.told.strata if shown.told else ()
    order = strata_codes(shown.draw.line.stratify_by, [each.code for each in strata])
    return sorted(strata, key=lambda each: order.index(each.code))


def _shares(shown: Screen) -> list[tuple[str, str]]:
    by = shown.draw.line.stratify_by
    return [
        (stratum_word(by, each.code), share_words(Share(each.code, each.rule, each.value)))
        for each in _ranked(shown)
        if each.value
    ]


def _strata(shown: Screen) -> list[tuple[str, PublicStratum]]:
    by = shown.draw.line.stratify_by
    return [(stratum_word(by, each.code), each) for each in _ranked(shown) if each.rows]


def _values(shown: Screen) -> list[dict[str, Any]]:
    """Each bound source but the witnesses, with its value once it is in the log."""
    assert shown.here
    known = dict(shown.here.values)
    rows = []
    for source in shown.here.sources:
        kind = kind_of(source)
        if kind == "witnesses":
            continue
        value = known.get(kind, "")
        cut = groups(value, 5) if kind == "dice" else groups(value, 8) if kind == "drand" else []
        rows.append({
            "kind": kind, "name": source_words(source), "word": ENTRIES.get(kind, kind),
            "value": value, "cut": cut,
        })  # fmt: skip
    return rows


def _envelopes(shown: Screen) -> int:
    """How many envelopes are pictured: from what was public before the draw, never its result."""
    assert shown.told
    quota = ENVELOPES if shown.told.several else shown.quota or 1
    return max(1, min(quota, ENVELOPES))


def _landing(shown: Screen) -> list[dict[str, Any]]:
    by = shown.draw.line.stratify_by
    codes = [code for code, _target in _targets(shown)]
    return [
        {
            "name": row.name, "ticket": row.ticket, "place": place, "void": row.void,
            "bar": codes.index(row.stratum), "stratum": stratum_word(by, row.stratum),
        }
        for place, row in enumerate(shown.result, 1)
    ]  # fmt: skip


def _teams(shown: Screen) -> list[tuple[Assignment, list[str]]]:
    """Each enterprise with a name for every place; empty where the lot found nobody."""
    found = []
    for row in shown.result:
        names = {member.role: member.name for member in row.team}
        found.append((row, [names.get(role, "") for role in shown.draw.line.roles]))
    return found


def _targets(shown: Screen) -> list[tuple[str, int]]:
    """Strata with what is to be drawn; in instalments the split becomes known with the result."""
    if not shown.result or shown.told is None:
        return []
    drawn = [row.stratum for row in shown.result]
    if shown.told.several:
        return [(each.code, drawn.count(each.code)) for each in _ranked(shown) if each.rows]
    return [(each.code, each.quota or 0) for each in _ranked(shown) if each.quota]


def _bars(shown: Screen) -> list[dict[str, Any]]:
    by = shown.draw.line.stratify_by
    drawn = [row.stratum for row in shown.result]
    return [
        {"name": stratum_word(by, code), "target": target, "drawn": drawn.count(code)}
        for code, target in _targets(shown)
    ]

"""The page of a seat: what is next, what was done, and the way to an objection."""

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yaohao.ground.theme.rules import groups
from yaohao.stages.draw.forms.hall import NumberForm
from yaohao.stages.draw.hall_texts import STEPS, witness_words
from yaohao.stages.draw.models import Seat
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.queries.hall import Own, first_step, own_agenda
from yaohao.stages.draw.rules import POLL, Step, spoken
from yaohao.stages.draw.views.hall.phones import seated
from yaohao.stages.planning.texts import strata_codes, stratum_word


@seated
def seat(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The one thing that is next for this witness, in the first draw that waits for it."""
    return page(request, seat)


@seated
def watch(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Whether something is new for a phone that waits: 204 when nothing is."""
    response = HttpResponse(status=204)
    if request.GET.get("mark") != mark(seat, own_agenda(seat)):
        response["HX-Refresh"] = "true"
    return response


def page(
    request: HttpRequest, seat: Seat, *, form: NumberForm | None = None, refused: str = ""
) -> HttpResponse:
    """The page, with what was typed when it was refused."""
    items = own_agenda(seat)
    first = first_step(items) if _may_act(seat) else None
    context: dict[str, Any] = {
        "session": seat.session,
        "seat": seat,
        "items": [(own, STEPS[own.step]) for own in items],
        "first": first,
        "words": STEPS[first.step] if first else "",
        "objections": seat.objections.select_related("answer", "item__draw").order_by("pk"),
        "done": witness_words(items),
        "may_act": _may_act(seat),
        "over": all(own.step in (Step.DONE, Step.BROKEN) for own in items),
        "mark": mark(seat, items),
        "poll": POLL,
        "refused": refused,
        **(_step_context(first, items, form) if first else {}),
    }
    return render(request, "draw/hall/seat.html", context, status=422 if refused else 200)


def mark(seat: Seat, items: Sequence[Own]) -> str:
    """A sign of what the page shows: another sign, another page."""
    shown = [f"{own.item.pk} {own.step} {own.root} {own.seal}" for own in items]
    answered = seat.objections.filter(answer__isnull=False).count()
    shown += [str(answered), str(seat.withdrawn_at), str(seat.session.closed_at)]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:16]


def _may_act(seat: Seat) -> bool:
    return seat.withdrawn_at is None and seat.session.closed_at is None


def _step_context(own: Own, items: Sequence[Own], form: NumberForm | None) -> dict[str, Any]:
    match own.step:
        case Step.COMPARE:
            return {"told": _told(own), **fingerprint(own.root)}
        case Step.COMMIT:
            code = secrets.token_hex(32)
            slip = form or NumberForm(initial={"nonce": code})
            return {"form": slip, "code": slip["nonce"].value()}
        case Step.SIGN:
            waiting = [each for each in items if each.step is Step.SIGN]
            return {"records": [(each, fingerprint(each.seal)) for each in waiting]}
        case _:
            return {}


def fingerprint(digest: str) -> dict[str, Any]:
    """A digest to read aloud, and the whole of it."""
    return {
        "digest": digest,
        "head": groups(digest[:8], 2),
        "spoken": spoken(digest),
        "whole": groups(digest, 8),
    }


def _told(own: Own) -> dict[str, Any]:
    """The counts of the frozen list, as the print has them: nothing of a result."""
    told = public_draw(own.item.draw.number)
    by = own.item.draw.line.stratify_by
    known = {each.code: each for each in told.strata}
    order = strata_codes(by, known)
    return {
        "rows": told.rows,
        "strata": [(stratum_word(by, code), known[code]) for code in order if code in known],
        "reasons": [(text, count) for _code, text, count in told.reasons if count],
    }

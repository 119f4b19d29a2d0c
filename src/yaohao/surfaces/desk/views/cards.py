"""The leader's stack of cards: one at a time, approved by one tap, returned with a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.operations import announce, freeze
from yaohao.stages.inspection.operations import approve as approve_visit
from yaohao.stages.inspection.operations import return_for_mending
from yaohao.stages.planning.operations import approve_line, return_line
from yaohao.stages.publication.operations import approve as publish
from yaohao.stages.publication.operations import return_proposal
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.operations.editions import approve_edition, return_edition
from yaohao.stages.registers.operations.listings import approve_listing, return_listing
from yaohao.surfaces.desk.cards import Card, Subject, placed, stacked
from yaohao.surfaces.desk.queries.cards import cards_of

MOST = 50  # cards put off in one day
leaders = may(Role.DIRECTOR, Role.DEPUTY)


@leaders
@never_cache
@require_GET
def cards(request: HttpRequest) -> HttpResponse:
    """The card that `?card=` names, or the nearest; the whole stack as a list below it."""
    user = person(request)
    stack = stacked(cards_of(user), _put_off(request))
    place = placed(stack, request.GET.get("card", ""))
    card = stack[place] if stack else None
    context = {
        "stack": stack,
        "card": card,
        "nth": place + 1,
        "later": stack[(place + 1) % len(stack)] if len(stack) > 1 else None,
        "before": stack[place - 1] if len(stack) > 1 else None,
        "acting_for": user.acting_for,
        "reason": request.session.pop("card-reason", ""),
    }
    return render(request, "desk/cards.html", context)


@leaders
@sensitive_post_parameters("password")
@require_POST
def card_approve(request: HttpRequest) -> HttpResponse:
    """Approve the card that was shown; what cannot be undone asks for the password again."""
    user = person(request)
    card = _shown(request, user)
    if card.stepped_up and not _confirmed(request, user):
        messages.error(request, _("The password is not right. Nothing was done; type it again."))
        return redirect(_address(card))
    return _answer(request, card, _("Done: %(act)s."), _approval(card, user))


@leaders
@require_POST
def card_later(request: HttpRequest) -> HttpResponse:
    """Put the card at the end of the stack until tomorrow."""
    key = request.POST.get("card", "")[:200]
    kept = [one for one in _put_off(request) if one != key]
    request.session["cards-later"] = [timezone.localdate().isoformat(), [*kept, key][-MOST:]]
    return redirect("desk:cards")


def _put_off(request: HttpRequest) -> list[str]:
    day, keys = request.session.get("cards-later", ["", []])
    return list(keys) if day == timezone.localdate().isoformat() else []


@leaders
@require_POST
def card_return(request: HttpRequest) -> HttpResponse:
    """Send the card back with a reason."""
    user = person(request)
    card = _shown(request, user)
    reason = request.POST.get("reason", "")[:300]
    request.session["card-reason"] = reason
    said = _("It went back with your reason.")
    return _answer(request, card, said, _giving_back(card, user, reason))


def _shown(request: HttpRequest, user: User) -> Card:
    """The card as it stands now; Http404 when it was decided or changed meanwhile."""
    key = request.POST.get("card", "")
    for card in cards_of(user):
        if card.key == key and card.decidable:
            return card
    raise Http404


def _confirmed(request: HttpRequest, user: User) -> bool:
    """Whether the person typed the own password; failures count as those of signing in."""
    found = authenticate(request, username=user.username, password=request.POST.get("password", ""))
    return found is not None and found.pk == user.pk


def _approval(card: Card, user: User) -> Callable[[], Any]:
    first, _dot, second = card.mark.partition(".")
    acts: dict[Subject, Callable[[], Any]] = {
        Subject.LINE: lambda: approve_line(by=user, pk=int(first)),
        Subject.EDITION: lambda: approve_edition(by=user, year=int(first), revision=int(second)),
        Subject.LISTING: lambda: approve_listing(by=user, pk=int(first)),
        Subject.DRAW: lambda: announce(by=user, number=card.mark),
        Subject.FREEZE: lambda: freeze(by=user, number=first),
        Subject.VISIT: lambda: approve_visit(by=user, pk=int(first)),
        Subject.TABLE: lambda: publish(by=user, pk=int(first), digest=second),
    }
    return acts[card.subject]


def _giving_back(card: Card, user: User, reason: str) -> Callable[[], Any]:
    if not card.returnable:
        raise Http404
    first, _dot, second = card.mark.partition(".")
    acts: dict[Subject, Callable[[], Any]] = {
        Subject.LINE: lambda: return_line(by=user, pk=int(first), reason=reason),
        Subject.EDITION: lambda: return_edition(
            by=user, year=int(first), revision=int(second), reason=reason
        ),
        Subject.LISTING: lambda: return_listing(by=user, pk=int(first), reason=reason),
        Subject.VISIT: lambda: return_for_mending(by=user, pk=int(first), reason=reason),
        Subject.TABLE: lambda: return_proposal(by=user, pk=int(first), reason=reason),
    }
    return acts[card.subject]


def _answer(request: HttpRequest, card: Card, said: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except (Refused, RegisterError) as refusal:
        messages.error(request, str(refusal))
        return redirect(_address(card))
    except ObjectDoesNotExist as error:
        raise Http404 from error
    request.session.pop("card-reason", None)
    messages.success(request, said % {"act": card.act} if "%(act)s" in said else said)
    return redirect("desk:cards")


def _address(card: Card) -> str:
    return f"{reverse('desk:cards')}?card={card.key}"

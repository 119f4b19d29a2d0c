"""The blacklist with its clocks, and the proposals of clerks that directors decide."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.download import TYPES, download
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.facts import clock_words
from yaohao.stages.registers.forms.grades import ListForm, ReturnForm, UnlistForm
from yaohao.stages.registers.models import InspectionObject, ListingProposal, ListingState
from yaohao.stages.registers.proposing import COLUMNS, proposal_facts, proposal_rows
from yaohao.stages.registers.queries.grades import blacklist_clock, blacklisted
from yaohao.stages.registers.queries.listings import count_by_state, proposals
from yaohao.stages.registers.rules.blacklist import Ground
from yaohao.stages.registers.rules.kinds import Blacklist, Kind
from yaohao.stages.registers.views.grades import ask, own_object
from yaohao.stages.registers.views.links import export_links
from yaohao.stages.registers.views.shelves import READERS, SHELVES
from yaohao.stages.registers.views.timeline import events

PAGE = 50  # rows


@may(Role.CLERK)
def list_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to put an object on the blacklist, or into another grade of it."""
    row = own_object(request, pk)

    def propose(values: dict[str, Any]) -> ListingProposal:
        return operations.propose_listing(
            by=person(request), pk=pk, revision=values["revision"],
            grade=Blacklist(values["grade"]), since=values["since"], reason=values["reason"],
            article=values["article"], source=values["source"],
        )  # fmt: skip

    words = _("It stays for three years, or for twelve months if it then asks to be taken off.")
    return _proposed(request, row, ListForm, propose, _("Propose for the blacklist"), words)


@may(Role.CLERK)
def unlist_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to take an object off, when its time has come or the decision was annulled."""
    row = own_object(request, pk)

    def propose(values: dict[str, Any]) -> ListingProposal:
        return operations.propose_unlisting(
            by=person(request), pk=pk, revision=values["revision"],
            ground=Ground(values["ground"]), reason=values["reason"], article=values["article"],
            source=values["source"],
        )  # fmt: skip

    title = _("Propose taking it off the blacklist")
    return _proposed(request, row, UnlistForm, propose, title, clock_words(row))


@may(*READERS)
def blacklist(request: HttpRequest) -> HttpResponse:
    """Who stands on the blacklist, since when, and until when at least."""
    user, today = person(request), timezone.localdate()
    page = Paginator(blacklisted(user.bureau), PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [{"row": row, "clock": blacklist_clock(row, today)} for row in page.object_list],
        "page": page,
        "waiting": count_by_state(user)[ListingState.WAITING],
        "breadcrumbs": [SHELVES[Kind.OBJECTS].crumb, {"label": _("Blacklist")}],
    }
    return render(request, "registers/blacklist.html", context)


@may(*READERS)
def listings(request: HttpRequest) -> HttpResponse:
    """Proposals of one state or all, as a list and as an export."""
    user, show = person(request), request.GET.get("show", ListingState.WAITING.value)
    show = show if show in ListingState else ""
    found, counts = proposals(user, show), count_by_state(user)
    total = found.count()
    sentence = ngettext("%(count)d proposal", "%(count)d proposals", total) % {"count": total}
    title = _("Proposals for the blacklist")
    if (kind := request.GET.get("export", "")) in TYPES:
        now = timezone.localtime()
        return download(
            kind, COLUMNS, proposal_rows(found), name=f"{title}-{now:%Y%m%d}", title=title,
            sentence=sentence, at=now,
        )  # fmt: skip
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    tabs = [(state.value, state.label, counts[state.value]) for state in ListingState]
    context = {
        "title": title,
        "page": page,
        "rows": proposal_rows(page.object_list),
        "show": show,
        "tabs": [*tabs, ("all", _("all"), counts.total())],
        "sentence": sentence,
        "exports": export_links(request),
        "breadcrumbs": [*_crumbs(), {"label": _("Proposals")}],
    }
    return render(request, "registers/listings.html", context)


@may(*READERS)
def listing_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, and the decision for a director who is not its proposer."""
    return _page(request, _own(request, pk), ReturnForm())


@may(Role.DIRECTOR)
@require_POST
def approve_listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was proposed."""
    return _decided(request, pk, operations.approve_listing, _("Approved: the register follows."))


@may(Role.DIRECTOR)
@require_POST
def return_listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the clerk, with the reason; the register stays as it is."""
    found, form = _own(request, pk), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    said = _("Returned. The register stays as it is.")
    reason = form.cleaned_data["returned"]
    return _decided(request, pk, operations.return_listing, said, reason=reason)


@may(Role.CLERK)
@require_POST
def withdraw_listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The clerk takes it back, to mend it."""
    return _decided(request, pk, operations.withdraw_listing, _("Taken back. Nothing was changed."))


def _proposed(
    request: HttpRequest,
    row: InspectionObject,
    kind: type[forms.Form],
    propose: Callable[[dict[str, Any]], ListingProposal],
    title: str,
    words: str,
) -> HttpResponse:
    initial = {"revision": row.revision, "since": timezone.localdate()}
    form = kind(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = propose(form.cleaned_data)
        except StaleError as refusal:
            # What was typed stays; sent again, it is proposed for the row as it now stands.
            fresh = own_object(request, row.pk)
            form = kind({**request.POST.dict(), "revision": fresh.revision})
            form.full_clean()
            form.add_error(None, str(refusal))
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Proposed. It waits for the director; nothing is changed."))
            return redirect("registers:listing", pk=proposal.pk)
    return ask(request, form, row, title, words)


def _page(request: HttpRequest, found: ListingProposal, form: ReturnForm) -> HttpResponse:
    user = person(request)
    waiting, own = found.state == ListingState.WAITING, found.proposed_by_id == user.pk
    context = {
        "row": found,
        "facts": proposal_facts(found),
        "events": events(Kind.OBJECTS, found.subject),
        "form": form,
        "decides": waiting and user.holds(Role.DIRECTOR) and not own,
        "own": waiting and user.holds(Role.DIRECTOR) and own,
        "withdraws": waiting and user.holds(Role.CLERK),
        "breadcrumbs": [
            *_crumbs(),
            {"label": _("Proposals"), "url": reverse("registers:listings")},
            {"label": found.object.name},
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "registers/listing.html", context, status=status)


def _decided(
    request: HttpRequest, pk: int, act: Callable[..., ListingProposal], said: str, **values: str
) -> HttpResponse:
    try:
        act(by=person(request), pk=pk, **values)
    except ListingProposal.DoesNotExist:
        raise Http404 from None
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("registers:listing", pk=pk)


def _own(request: HttpRequest, pk: int) -> ListingProposal:
    found: ListingProposal = get_object_or_404(proposals(person(request)), pk=pk)
    return found


def _crumbs() -> list[dict[str, Any]]:
    back = {"label": _("Blacklist"), "url": reverse("registers:blacklist")}
    return [SHELVES[Kind.OBJECTS].crumb, back]

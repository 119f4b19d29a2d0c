"""The year's plan, and the page of one line."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.accounts.scope import heirs_and_own
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.ground.theme.parts import Event, Fact, Step
from yaohao.stages.planning import queries
from yaohao.stages.planning.filters import LineFilter
from yaohao.stages.planning.forms import OverloadForm, ReturnForm
from yaohao.stages.planning.grounds import reason, remedy
from yaohao.stages.planning.models import STATES, Line
from yaohao.stages.planning.queries.capacity import carryings
from yaohao.stages.planning.queries.copying import copyable
from yaohao.stages.planning.queries.cycles import cycle_named
from yaohao.stages.planning.queries.process import underway
from yaohao.stages.planning.rules import Act, LineState, startable
from yaohao.stages.planning.simulated import overload_words
from yaohao.stages.planning.strata import stratum_rank
from yaohao.stages.planning.tables import COLUMNS, LineTable, rows_of
from yaohao.stages.planning.teams import partner_words, team_words
from yaohao.stages.planning.texts import (
    ACTIONS,
    filter_words,
    officers_for,
    openly_words,
    plan_words,
    problem_words,
    remaining_words,
    sentence_words,
    share_words,
    stratum_word,
)
from yaohao.stages.planning.views.way import way

READERS = (
    Role.CLERK,
    Role.DIRECTOR,
    Role.DEPUTY,
    Role.SECTION_HEAD,
    Role.OFFICER,
    Role.HALL,
    Role.AUDITOR,
)


TYPED = ("words", "reason", "minutes", "met_on")  # fields of the acts on a line


@may(*READERS)
def lines(request: HttpRequest) -> HttpResponse:
    """The plan of a year: filter, sentence, table, export."""
    user = person(request)
    this, bureau = timezone.localdate().year, _whose(request)
    years = sorted({*queries.years(bureau), this, this + 1}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else this
    data = request.GET.copy()
    data["year"] = str(year)
    chosen = LineFilter(
        data, queryset=queries.lines(bureau, year), years=years, sections=_sections(bureau)
    )
    rows = rows_of(chosen.qs)
    sentence = plan_words(year, rows)
    kind = request.GET.get("export", "")
    if kind in TYPES:
        title = _("Annual plan %(year)s") % {"year": year}
        return download(
            kind,
            COLUMNS,
            rows,
            name=f"plan-{year}",
            title=title,
            sentence=sentence,
            at=timezone.localtime(),
        )
    table = LineTable(rows, order_by=request.GET.get("sort", ""))
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": table,
        "year": year,
        "whose": bureau,
        "others": heirs_and_own(user.bureau_id).exclude(pk=bureau.pk).order_by("code"),
        "clerk": user.holds(Role.CLERK) and bureau.pk == user.bureau_id,
        "copyable": copyable(bureau, year),
        "unused": len(queries.unused_items(user.bureau, timezone.localdate())),
        **_piles(user, bureau, year),
        "filings": queries.filings(bureau, year),
    }
    return render(request, "planning/lines.html", context)


def _piles(user: User, bureau: Bureau, year: int) -> dict[str, int]:
    """How many lines of the year wait for one act of the visitor on all of them."""
    own = queries.lines(bureau, year) if bureau.pk == user.bureau_id else Line.objects.none()
    states = Counter(own.values_list("state", flat=True))
    return {
        "drafts": states[LineState.DRAFT.value] if user.holds(Role.CLERK) else 0,
        "undecided": states[LineState.SUBMITTED.value] if user.holds(Role.DIRECTOR) else 0,
        "waiting": states[LineState.APPROVED.value] if user.holds(Role.CLERK) else 0,
    }


@may(*READERS)
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line: where it stands, what it says, what happened."""
    user = person(request)
    found, typed = _seen_line(request, pk), typed_before(request, pk)
    own = found.bureau.pk == user.bureau_id
    counted = queries.sentence(found)
    acts = startable(LineState(found.state), user.roles) if own else ()
    drawable = own and found.state == LineState.FILED.value and user.holds(Role.CLERK)
    ground = queries.ground(found, timezone.localdate())
    context = {
        "ground": ground,
        "ground_reason": reason(found, ground) if ground else "",
        "ground_remedy": remedy(ground) if ground else "",
        "line": found,
        "steps": _steps(found),
        "facts": _facts(found),
        "events": _events(found),
        "sentence": sentence_words(counted, officers_for(found, counted)),
        "remaining": remaining_words(queries.left_for(found, counted)),
        "without_place": queries.count_without_place(found),
        "eligible": counted.eligible,
        "overload": overload_words(found, counted),
        "overload_form": OverloadForm(initial=typed)
        if any(each.overloaded for each in carryings(found, counted))
        else None,
        "portions": portions(counted, found.stratify_by),
        "problems": [problem_words(p, found.stratify_by) for p in counted.problems],
        "acts": {act.value for act in acts if act is not Act.FILE},
        "may_file": Act.FILE in acts,
        "prepare": _prepare(found) if drawable and not underway(found) else "",
        "return_form": ReturnForm(initial=typed),
        "process": way(found, user, {act.value for act in acts}, typed),
        "breadcrumbs": [
            {
                "label": _("Annual plan"),
                "url": f"{reverse('planning:lines')}?year={found.plan.year}",
            },
            {"label": found.label},
        ],
    }
    return render(request, "planning/line.html", context)


def keep_typed(request: HttpRequest, pk: int) -> None:
    """Keep what was typed on the page of a line for its next showing: the act was refused."""
    texts = {name: request.POST[name][:500] for name in TYPED if request.POST.get(name)}
    request.session["planning-typed"] = {"line": str(pk), **texts}


def typed_before(request: HttpRequest, pk: int) -> dict[str, str]:
    """What `keep_typed` kept for this line, once."""
    kept: dict[str, str] = request.session.pop("planning-typed", {})
    return kept if kept.get("line") == str(pk) else {}


def plan_url(year: int) -> str:
    """The page of a year's plan."""
    return f"{reverse('planning:lines')}?year={year}"


def plan_crumb(year: int) -> dict[str, str]:
    """The way back to a year's plan."""
    return {"label": _("Annual plan"), "url": plan_url(year)}


def own_line(request: HttpRequest, pk: int) -> Line:
    """The line of the visitor's own bureau; 404 otherwise."""
    try:
        return queries.line(pk, person(request).bureau)
    except Line.DoesNotExist:
        raise Http404 from None


def _seen_line(request: HttpRequest, pk: int) -> Line:
    """The line, also of a bureau that went into the visitor's own; 404 otherwise."""
    found = Line.objects.visible_to(person(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return queries.line(pk, found.bureau)


def _whose(request: HttpRequest) -> Bureau:
    """The bureau whose plan is shown: the own one, or one that went into it."""
    user = person(request)
    asked = request.GET.get("bureau", "")
    return heirs_and_own(user.bureau_id).filter(code=asked).first() or user.bureau


def portions(sentence: Any, stratify_by: str) -> list[dict[str, Any]]:
    """The strata of a sentence with their names, for the table under it."""
    return [
        {
            "word": stratum_word(stratify_by, portion.code),
            "base": portion.base,
            "share": share_words(portion.share) if portion.share else "—",
            "drawn": portion.drawn,
        }
        for portion in sorted(sentence.portions, key=lambda portion: stratum_rank(portion.code))
    ]


def _prepare(line: Line) -> str:
    try:
        return reverse("draw:prepare", args=[line.pk])
    except NoReverseMatch:  # an installation without the draw
        return ""


# Stops that not every line has: shown where the line is.
_ASIDE = (LineState.OPINIONS.value, LineState.GROUP.value, LineState.REPLACED.value)


def _steps(line: Line) -> list[Step]:
    shown = [
        (value, label) for value, label in STATES if value == line.state or value not in _ASIDE
    ]
    states = [value for value, _label in shown]
    here = states.index(line.state)
    last = len(states) - 1
    return [
        Step(
            label,
            "done" if place < here or here == last else "current" if place == here else "future",
            line.approved_at if value == LineState.APPROVED.value else None,
        )
        for place, (value, label) in enumerate(shown)
    ]


def _facts(line: Line) -> list[Fact]:
    shown = [
        Fact(
            _("Item"),
            f"{line.item.code} {line.item.name}",
            url=reverse("registers:item", args=[line.item_id]),
        ),
        Fact(_("Kind of inspection"), line.get_regime_display()),
        *([Fact(_("Ordered by (document)"), line.ordered_by)] if line.ordered_by else []),
        Fact(_("Kind of draw"), line.get_type_display()),
        Fact(_("From where"), filter_words(line)),
        Fact(_("Strata by"), line.get_stratify_by_display()),
        Fact(_("Rounding"), line.get_rounding_display()),
        Fact(_("Period"), f"{line.period_start} – {line.period_end}"),
        Fact(_("Visits"), f"{line.window_start} – {line.window_end}"),
        Fact(_("Draws in the period"), line.frequency),
        Fact(_("Result of the draw"), openly_words(line.openly)),
        Fact(_("Cycle"), _cycle(line), url=reverse("planning:cycles")),
        Fact(_("Team"), team_words(line)),
        Fact(_("Most visits per officer"), line.cap),
        Fact(_("Responsible section"), line.section or "—"),
        *_joined(line),
    ]
    if line.approved_by:
        shown.append(Fact(_("Approved by"), line.approved_by.full_name))
    if line.filing:
        filed = f"{line.filing.receipt}（{line.filing.filed_on}）"
        shown.append(Fact(_("Filed with the hall"), filed))
    return shown


def _cycle(line: Line) -> str:
    known = cycle_named(line.bureau, line.item.code, line.cycle)
    return f"{line.cycle}（{known.starts} – {known.ends}）" if known else line.cycle


def _joined(line: Line) -> list[Fact]:
    """Further items and partners, where there are any."""
    items = "；".join(f"{item.code} {item.name}" for item in line.further_items.order_by("code"))
    partners = "；".join(map(partner_words, line.partners.order_by("pk")))
    found = [
        (_("Further items on the same visit"), items),
        (_("Inspected together with"), partners),
    ]
    return [Fact(label, value) for label, value in found if value]


def _events(line: Line) -> list[Event]:
    entries = [*of_subject(line.subject), *_filed(line)]
    entries.sort(key=lambda entry: entry.index, reverse=True)
    return [
        Event(entry.at, ACTIONS.get(entry.action, entry.action), entry.actor_name, entry.reason)
        for entry in entries
    ]


def _filed(line: Line) -> list[Any]:
    if not line.filing:
        return []
    filings = of_subject(line.plan.subject).filter(action="planning.plan.file")
    return [entry for entry in filings if f'"{line.filing.receipt}"' in entry.detail]


def _sections(bureau: Bureau) -> list[tuple[int, str]]:
    return list(Section.objects.filter(bureau=bureau).order_by("name").values_list("pk", "name"))

"""The list of inspections, the page of one, and its photos."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.documents.download import links
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.ground.theme.parts import Event, Fact, Step
from yaohao.stages.inspection import queries
from yaohao.stages.inspection.files import read
from yaohao.stages.inspection.filters import InspectionFilter
from yaohao.stages.inspection.forms import ReasonForm
from yaohao.stages.inspection.models import Inspection, Photo
from yaohao.stages.inspection.models.inspections import STATES
from yaohao.stages.inspection.rules import HEADS, State
from yaohao.stages.inspection.tables import COLUMNS, InspectionTable, rows_of
from yaohao.stages.inspection.views.finding import (
    READERS,
    crumbs,
    is_of_team,
    own,
    served,
    withdrawing,
)
from yaohao.stages.inspection.views.held import Held, kept
from yaohao.stages.inspection.wording import act_words, experts_words, member_words
from yaohao.stages.planning.queries import visit_of


@may(*READERS)
def inspections(request: HttpRequest) -> HttpResponse:
    """What the reader may see; a drawn visit appears for the desk once it was shown at the door."""
    user = person(request)
    chosen = InspectionFilter(request.GET, queryset=queries.inspections(user))
    rows = rows_of(chosen.qs)
    sentence = ngettext("%(count)d inspection", "%(count)d inspections", len(rows)) % {
        "count": len(rows)
    }
    kind = request.GET.get("export", "")
    if kind in TYPES:
        return download(
            kind, COLUMNS, rows, name="inspections", title=_("Inspections"), sentence=sentence,
            at=timezone.localtime(),
        )  # fmt: skip
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": InspectionTable(rows, order_by=request.GET.get("sort", "")),
        "may_add": user.holds(Role.CLERK, Role.SECTION_HEAD),
    }
    return render(request, "inspection/inspections.html", context)


@may(*READERS)
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspection: state, facts, checklist, problems, photos, what happened."""
    return inspection_page(request, own(request, pk))


def inspection_page(
    request: HttpRequest, made: Inspection, held: Held | None = None
) -> HttpResponse:
    """The page of one inspection; after a refused reason with what was typed, status 422."""
    mine = is_of_team(request, made)
    reason = held.act if held and held.act in {"return", "void"} else "return"
    context = {
        "inspection": made,
        "booking": visit_of(made.visit) if made.nth else None,
        "steps": _steps(made),
        "facts": _facts(made),
        "events": [
            Event(entry.at, act_words(entry.action), entry.actor_name, entry.reason)
            for entry in of_subject(made.subject).reverse()
        ],
        "questions": made.questions.order_by("number"),
        "problems": made.problems.order_by("number"),
        "photos": made.photos.order_by("pk"),
        "papers": links(made.subject, "inspection:paper", made.pk),
        "mine": mine,
        "head": person(request).holds(*HEADS) and not mine,
        "late": mine is False and _waits_for_approval(made),
        "reason_form": kept(held, reason, ReasonForm()),
        "breadcrumbs": crumbs(made),
        **withdrawing(request, made),
    }
    return render(request, "inspection/inspection.html", context, status=422 if held else 200)


@may(*READERS)
def photo(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The photo as it came, checked against its digest."""
    found = Photo.objects.filter(inspection=own(request, pk), digest=digest).first()
    if found is None:
        raise Http404
    response = HttpResponse(read(found.digest), content_type=f"image/{found.kind}")
    name = f"{found.inspection.number}-{found.digest[:8]}.{found.kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _waits_for_approval(made: Inspection) -> bool:
    cause = getattr(made, "cause", None)
    return bool(cause and cause.emergency and not cause.late_at)


def _steps(made: Inspection) -> list[Step]:
    if made.state == State.VOID.value:
        return [Step(made.get_state_display(), "failed")]
    names = [(state, label) for state, label in STATES if state != State.VOID.value]
    place = [state for state, _label in names].index(made.state)
    return [
        Step(label, "done" if i < place else "current" if i == place else "future")
        for i, (_state, label) in enumerate(names)
    ]


def _facts(made: Inspection) -> list[Fact]:
    facts = [
        Fact(_("Enterprise"), made.object.name),
        Fact(_("Code of the object"), made.object.object_id),
        Fact(_("Address"), made.object.address),
        Fact(_("Item"), f"{made.item} v{made.item.version}"),
        Fact(_("Origin"), made.get_origin_display()),
        Fact(_("Team"), "；".join(_team(made))),
        Fact(_("Experts who come along"), experts_words(made)),
        Fact(_("Planned for"), made.planned_on),
        Fact(_("Method"), made.get_method_display()),
        Fact(_("Purpose and points of the visit"), made.purpose),
        Fact(_("Void because"), made.void_reason),
        *_cause(made),
        *_record(made),
    ]
    return [fact for fact in facts if fact.value]


def _team(made: Inspection) -> list[str]:
    return [
        f"{member_words(member)} {member.officer.name}（{member.certificate}）{served(member)}"
        for member in made.members.select_related("officer").order_by("pk")
    ]


def _cause(made: Inspection) -> list[Fact]:
    cause: Any = getattr(made, "cause", None)
    if cause is None:
        return []
    return [
        Fact(_("Cause"), f"{cause.get_kind_display()} {cause.source} {cause.document}"),
        Fact(_("What the document says"), cause.summary),
        Fact(_("Why it could not wait"), cause.emergency_reason),
    ]


def _record(made: Inspection) -> list[Fact]:
    log: Any = getattr(made, "record", None)
    if log is None:
        return []
    return [
        Fact(_("Person in charge on site"), f"{log.person} {log.post} {log.phone}".strip()),
        Fact(_("What was found"), log.situation),
        Fact(_("Statement of the enterprise"), log.statement),
        Fact(_("Result"), made.get_outcome_display() if made.outcome else ""),
        Fact(_("Disposal"), made.get_disposal_display() if made.disposal else ""),
        Fact(_("Digest of the record"), log.digest, digest=True),
    ]

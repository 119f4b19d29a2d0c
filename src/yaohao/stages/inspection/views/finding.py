"""The inspection behind an address, and the crumbs above its pages."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rules import Role
from yaohao.stages.inspection import queries
from yaohao.stages.inspection.gate import keeps
from yaohao.stages.inspection.models import Inspection

READERS = (
    Role.OFFICER, Role.SECTION_HEAD, Role.DIRECTOR, Role.DEPUTY, Role.CLERK, Role.AUDITOR,
)  # fmt: skip
ACTORS = (Role.OFFICER, Role.SECTION_HEAD, Role.DIRECTOR, Role.DEPUTY)


def own(request: HttpRequest, pk: int) -> Inspection:
    """The inspection, or 404 where the reader may not see it."""
    try:
        return queries.inspection(pk, person(request))
    except Inspection.DoesNotExist as error:
        raise Http404 from error


def crumbs(made: Inspection, label: str = "") -> list[dict[str, Any]]:
    """From the list to this page."""
    above: list[dict[str, Any]] = [
        {"label": _("Inspections"), "url": reverse("inspection:inspections")}
    ]
    if not label:
        return [*above, {"label": made.number}]
    page = reverse("inspection:inspection", args=[made.pk])
    return [*above, {"label": made.number, "url": page}, {"label": label}]


def is_of_team(request: HttpRequest, made: Inspection) -> bool:
    """Whether the reader is one of the officers, or carries on what one left open."""
    return keeps(made, person(request))

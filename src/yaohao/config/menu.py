"""The menu of the desk: one entry per stage, shown to those who may open it."""

from functools import lru_cache
from typing import TypedDict

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import right_of
from yaohao.ground.accounts.rules import Right

ENTRIES: list[tuple[str, Promise | str]] = [
    ("desk:home", _("My tasks")),
    ("desk:cards", _("To decide")),
    ("registers:objects", _("Objects")),
    ("desk:dossiers", _("Dossiers")),
    ("registers:officers", _("Officers")),
    ("registers:experts", _("Experts")),
    ("registers:items", _("Item list")),
    ("registers:imports", _("Import centre")),
    ("registers:visits", _("Before this system")),
    ("registers:regions", _("Counties over time")),
    ("registers:mine", _("My recusals")),
    ("planning:lines", _("Annual plan")),
    ("desk:year", _("Board of the year")),
    ("draw:draws", _("Draws")),
    ("draw:sessions", _("Sessions in the hall")),
    ("draw:visits", _("My visits")),
    ("cosigning:cosigners", _("Cosigners")),
    ("inspection:inspections", _("Inspections")),
    ("inspection:summaries", _("Summaries to the hall")),
    ("followup:orders", _("Orders")),
    ("followup:cases", _("Penalty cases")),
    ("followup:circulars", _("Circulars")),
    ("publication:snapshots", _("Publication")),
    ("credit:outbox", _("Credit exchange")),
    ("desk:handovers", _("Handover")),
    ("oversight:tasks", _("Tasks")),
    ("oversight:exceptions", _("Exceptions")),
    ("oversight:complaints", _("Complaints")),
    ("oversight:statistics", _("Statistics")),
    ("oversight:fairness", _("Fairness of the lot")),
    ("accounts:delegations", _("Delegations")),
    ("accounts:people", _("People")),
    ("accounts:bureaus", _("Bureaus")),
    ("desk:mergers", _("Mergers of bureaus")),
    ("accounts:tokens", _("API keys")),
]


class Entry(TypedDict):
    """One line of the menu."""

    label: str
    url: str
    active: bool


@lru_cache(maxsize=1)
def doors() -> list[tuple[str, Right | None]]:
    """Address and right of each entry; both stand as long as the process runs."""
    found = []
    for name, _label in ENTRIES:
        url = reverse(name)
        found.append((url, right_of(resolve(url).func)))
    return found


def menu(request: HttpRequest) -> dict[str, list[Entry]]:
    """Context processor: the entries the visitor may open, the current one marked."""
    user = request.user if hasattr(request, "user") else None
    if not isinstance(user, User):
        return {"menu": []}
    entries: list[Entry] = []
    for (_name, label), (url, right) in zip(ENTRIES, doors(), strict=True):
        if right and right.allows(user.roles):
            entries.append({"label": str(label), "url": url, "active": False})
    here = [entry for entry in entries if request.path.startswith(entry["url"])]
    if here:  # the nearest: what lies below the desk is not the desk
        max(here, key=lambda entry: len(entry["url"]))["active"] = True
    return {"menu": entries}

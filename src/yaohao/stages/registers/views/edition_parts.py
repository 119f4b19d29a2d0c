"""What the page of an edition is made of: state bar, facts, rows, time line."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from yaohao.ground.audit.queries import of_subject
from yaohao.ground.sheets.columns import Column
from yaohao.ground.theme.parts import Event, Fact, Step
from yaohao.stages.registers.forms.editions import knowledge
from yaohao.stages.registers.models import Edition, EditionState, RegisterRoot
from yaohao.stages.registers.queries.comparing import Basis, Comparison, Differing
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.root_lines import Nature
from yaohao.stages.registers.rules.words import Language
from yaohao.stages.registers.showing import change_words
from yaohao.stages.registers.views.shelves import SHELVES
from yaohao.stages.registers.wording import NATURES

COLUMNS = [
    Column("name", gettext_lazy("Name")),
    Column("object_id", gettext_lazy("Object id")),
    Column("nature", gettext_lazy("Kind of change")),
    Column("steps", gettext_lazy("From what to what")),
    Column("reason", gettext_lazy("Reason")),
    Column("known", gettext_lazy("Where the reason is from")),
]
KNOWN = {
    "typed": gettext_lazy("typed"),
    "told": gettext_lazy("told by an act"),
    "missing": gettext_lazy("missing"),
}
ACTS = {
    "registers.edition.open": gettext_lazy("Opened"),
    "registers.edition.reason": gettext_lazy("Reason given"),
    "registers.edition.submit": gettext_lazy("Submitted to the director"),
    "registers.edition.return": gettext_lazy("Returned"),
    "registers.edition.approve": gettext_lazy("Approved"),
    "registers.edition.publish": gettext_lazy("Published"),
}


def differing_rows(found: list[Differing], groups: Mapping[str, str]) -> list[dict[str, Any]]:
    """Differences as values of `COLUMNS`, with the address of the object."""
    return [_row(one, _language(), groups) for one in found]


def steps(row: Edition) -> list[Step]:
    """The state bar."""
    times = {
        EditionState.OPEN: row.opened_at,
        EditionState.SUBMITTED: row.submitted_at,
        EditionState.APPROVED: row.approved_at,
        EditionState.PUBLISHED: row.published_at,
    }
    order = list(times)
    here = order.index(EditionState(row.state))
    return [
        Step(
            state.label,
            "done" if place < here or (state is EditionState.PUBLISHED and place == here)
            else "current" if place == here else "future",
            times[state] if place <= here else None,
        )
        for place, state in enumerate(order)
    ]  # fmt: skip


def edition_facts(row: Edition, found: Comparison, root: RegisterRoot | None) -> list[Fact]:
    """Counts by kind of change, and where the lines lie."""
    facts = [
        Fact(_("Objects"), f"{found.rows:,}"),
        Fact(_("Compared with"), basis_words(found.basis)),
    ]
    if not found.basis.nothing:
        for natures, label in (
            ((Nature.ADDED,), _("Newly entered")),
            ((Nature.ENDED,), _("Left the register")),
            ((Nature.REGRADED,), _("Regraded")),
            ((Nature.RECLASSIFIED, Nature.RESUMED), _("Changed otherwise")),
        ):
            facts.append(Fact(label, f"{found.count(*natures):,}"))
        facts.append(Fact(_("Without a reason"), f"{len(found.missing):,}"))
    if row.root:
        facts.append(Fact(_("Root of the edition"), row.root, digest=True))
    if root is not None:
        facts.append(Fact(_("Public log"), _("log entry %(index)d") % {"index": root.entry}))
    return facts


def basis_words(basis: Basis) -> str:
    """What the edition is compared with."""
    if basis.edition is not None:
        return _("edition %(year)d") % {"year": basis.edition.year}
    if basis.root is not None:
        return _("the register of %(day)s") % {"day": basis.root.date}
    return _("nothing: this is the first edition")


def edition_events(row: Edition) -> list[Event]:
    """The time line, newest first."""
    entries = sorted(of_subject(row.subject), key=lambda one: one.index, reverse=True)
    return [
        Event(
            time=entry.at, title=ACTS.get(entry.action, entry.action), actor=entry.actor_name,
            text=entry.reason,
        )
        for entry in entries
    ]  # fmt: skip


def crumbs(title: str) -> list[dict[str, Any]]:
    """The way back."""
    return [
        SHELVES[Kind.OBJECTS].crumb,
        {"label": _("Yearly editions"), "url": reverse("registers:editions")},
        {"label": title},
    ]


def _row(one: Differing, lang: Language, groups: Mapping[str, str]) -> dict[str, Any]:
    found, known = one.alteration, knowledge(one)
    return {
        "name": found.name or found.object_id,
        "object_id": found.object_id,
        "url": reverse("registers:object", args=[found.pk]) if found.pk else "",
        "nature": str(NATURES[found.nature]),
        "steps": "；".join(change_words(Kind.OBJECTS, step, groups) for step in found.steps) or "—",
        "reason": one.reason(lang),
        "hint": "；".join(one.told.words) if known == "missing" else "",
        "acts": "；".join(f"{deed.by} {_day(deed.at)}" for deed in found.deeds),
        "known": str(KNOWN[known]),
        "missing": known == "missing",
    }


def _day(at: Any) -> str:
    return date_format(timezone.localtime(at), "Y-m-d")


def _language() -> Language:
    return "zh" if (get_language() or "zh").startswith("zh") else "en"

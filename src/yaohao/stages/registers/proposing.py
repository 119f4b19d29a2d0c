"""A proposal for the blacklist in words: its facts, and its row of a list."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.sheets.columns import Column
from yaohao.ground.theme.parts import Fact
from yaohao.stages.registers.facts import clock_words
from yaohao.stages.registers.models import ListingProposal
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import shown

COLUMNS = [
    Column("name", gettext_lazy("Name of the object")),
    Column("object_id", gettext_lazy("Object id")),
    Column("change", gettext_lazy("From what to what")),
    Column("since", gettext_lazy("Listed since")),
    Column("reason", gettext_lazy("Reason")),
    Column("source", gettext_lazy("Document")),
    Column("proposed", gettext_lazy("Proposed by")),
    Column("state", gettext_lazy("State")),
    Column("decided", gettext_lazy("Decision by")),
]


def proposal_rows(found: Iterable[ListingProposal]) -> list[dict[str, Any]]:
    """Proposals as values of `COLUMNS`, with their address."""
    return [
        {
            "url": reverse("registers:listing", args=[row.pk]),
            "name": row.object.name,
            "object_id": row.object.object_id,
            "change": _change(row),
            "since": row.since.isoformat() if row.since else "",
            "reason": row.reason,
            "source": row.source,
            "proposed": f"{row.proposed_by.full_name} {_day(row.proposed_at)}",
            "state": row.get_state_display() + (f"：{row.returned}" if row.returned else ""),
            "decided": (
                f"{row.decided_by.full_name} {_day(row.decided_at)}" if row.decided_by else ""
            ),
        }
        for row in found
    ]


def proposal_facts(row: ListingProposal) -> list[Fact]:
    """What is proposed, why, and what has become of it."""
    facts = [
        Fact(_("State"), row.get_state_display()),
        Fact(_("From what to what"), _change(row)),
        Fact(_("Reason"), row.reason),
        Fact(_("Law and article"), row.article or "—"),
        Fact(_("Document"), row.source),
        Fact(_("Proposed by"), f"{row.proposed_by.full_name} {_day(row.proposed_at)}"),
    ]
    if row.since:
        facts.insert(2, Fact(_("Listed since"), row.since.isoformat()))
    else:
        facts.insert(2, Fact(_("Ground"), row.get_ground_display()))
        if clock := clock_words(row.object):
            facts.insert(3, Fact(_("Until now"), clock))
    if row.decided_by:
        facts.append(Fact(_("Decision by"), f"{row.decided_by.full_name} {_day(row.decided_at)}"))
    if row.returned:
        facts.append(Fact(_("Returned because"), row.returned))
    return facts


def _change(row: ListingProposal) -> str:
    return " → ".join(shown(Kind.OBJECTS, "blacklist", grade) for grade in (row.before, row.after))


def _day(at: Any) -> str:
    return date_format(timezone.localtime(at), "Y-m-d")

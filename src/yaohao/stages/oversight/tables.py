"""Tasks, exceptions, complaints and statistics as tables and exports."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date, Integer
from yaohao.ground.sheets.columns import Column
from yaohao.stages.oversight.models import Complaint
from yaohao.stages.oversight.queries.figures import Part
from yaohao.stages.oversight.rules.exceptions import Anomaly
from yaohao.stages.oversight.wording import CODES, SEVERITIES, STEPS
from yaohao.stages.planning.models import REGIMES
from yaohao.stages.planning.rules import Regime

EXCEPTIONS = [
    Column("on", _("Day"), Date()),
    Column("kind", _("What")),
    Column("severity", _("Weight")),
    Column("article", _("Article")),
    Column("subject", _("About")),
    Column("detail", _("Detail")),
]
COMPLAINTS = [
    Column("number", _("Number")),
    Column("received_on", _("Received on"), Date()),
    Column("due", _("Answer due"), Date()),
    Column("state", _("State")),
    Column("finding", _("Finding")),
    Column("answered_on", _("Answered on"), Date()),
]
KINDS = {Regime(value): label for value, label in REGIMES}
STATISTICS = [
    Column("label", _("Line")),
    Column("title", _("Title")),
    Column("section", _("Section")),
    Column("regime", _("Kind of inspection")),
    *(Column(name, word, Integer()) for name, word in STEPS.items()),
]


def exception_rows(found: Iterable[Anomaly]) -> list[dict[str, Any]]:
    """Exceptions as values of `EXCEPTIONS`, with their address."""
    return [
        {
            "on": one.on,
            "kind": str(CODES[one.code]),
            "severity": str(SEVERITIES[one.rule.severity]),
            "article": one.rule.article,
            "subject": one.subject,
            "detail": one.detail,
            "url": one.url,
        }
        for one in found
    ]


def complaint_rows(found: Iterable[Complaint]) -> list[dict[str, Any]]:
    """Complaints as values of `COMPLAINTS`; without names, so that a list may be printed."""
    return [
        {
            "pk": one.pk,
            "number": one.number,
            "received_on": one.received_on,
            "due": one.due,
            "state": one.get_state_display(),
            "finding": one.get_finding_display() if one.finding else "",
            "answered_on": one.answered_on,
        }
        for one in found
    ]


def statistics_rows(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The funnel of every line as values of `STATISTICS`."""
    return [
        {
            "label": part.label,
            "title": part.title,
            "section": part.section,
            "regime": str(KINDS[part.regime]),
            "url": part.url,
            **dict(part.funnel.steps),
        }
        for part in parts
    ]


class ExceptionTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per exception; its subject leads there."""

    on = tables.Column(verbose_name=_("Day"), attrs={"td": {"class": "text-nowrap"}})
    kind = tables.Column(verbose_name=_("What"))
    severity = tables.Column(verbose_name=_("Weight"))
    article = tables.Column(verbose_name=_("Article"), attrs={"td": {"class": "num"}})
    subject = tables.Column(verbose_name=_("About"), linkify=lambda record: record["url"] or None)
    detail = tables.Column(verbose_name=_("Detail"))


class ComplaintTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per complaint."""

    number = tables.Column(
        verbose_name=_("Number"),
        linkify=("oversight:complaint", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "text-nowrap"}},
    )
    received_on = tables.Column(verbose_name=_("Received on"))
    due = tables.Column(verbose_name=_("Answer due"))
    state = tables.Column(verbose_name=_("State"))
    finding = tables.Column(verbose_name=_("Finding"))


class StatisticsTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per line of the plan; every line leads to its rows."""

    label = tables.Column(
        verbose_name=_("Line"),
        linkify=lambda record: record["url"],
        attrs={"td": {"class": "text-nowrap"}},
    )
    title = tables.Column(verbose_name=_("Title"))
    regime = tables.Column(verbose_name=_("Kind of inspection"))
    planned = tables.Column(verbose_name=STEPS["planned"], attrs={"td": {"class": "num"}})
    drawn = tables.Column(verbose_name=STEPS["drawn"], attrs={"td": {"class": "num"}})
    inspected = tables.Column(verbose_name=STEPS["inspected"], attrs={"td": {"class": "num"}})
    with_problems = tables.Column(
        verbose_name=STEPS["with_problems"], attrs={"td": {"class": "num"}}
    )
    rectified = tables.Column(verbose_name=STEPS["rectified"], attrs={"td": {"class": "num"}})
    published = tables.Column(verbose_name=STEPS["published"], attrs={"td": {"class": "num"}})

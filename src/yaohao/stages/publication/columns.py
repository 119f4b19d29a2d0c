"""The columns of the public tables: all of them in downloads, the telling ones on pages."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.sheets.columns import Column
from yaohao.stages.publication.rules import Kind, Row

COLUMNS: dict[Kind, list[Column]] = {
    Kind.ITEMS: [
        Column("code", _("Item code")),
        Column("name", _("Item")),
        Column("basis", _("Legal basis")),
        Column("body", _("Inspecting body")),
        Column("object_kind", _("Kind of objects")),
        Column("content", _("Content")),
        Column("standard", _("Standard")),
        Column("questions", _("Checklist questions")),
        Column("method", _("Method")),
        Column("ratio", _("Ratio")),
        Column("frequency", _("Frequency")),
        Column("mandatory", _("Mandatory")),
        Column("valid_from", _("In force from")),
        Column("valid_to", _("In force to")),
        Column("version", _("Version")),
        Column("reason", _("Reason for the change")),
    ],
    Kind.OFFICERS: [
        Column("name", pgettext_lazy("person", "Name")),
        Column("bureau", _("Bureau")),
        Column("certificate", _("Certificate number")),
    ],
    Kind.EXPERTS: [
        Column("code", _("Expert number")),
        Column("name", pgettext_lazy("person", "Name")),
        Column("title", _("Professional title")),
        Column("trades", _("Trades")),
        Column("bureau", _("Bureau")),
    ],
    Kind.OBJECTS: [
        Column("object_id", _("Object id")),
        Column("name", _("Name")),
        Column("county", _("County")),
        Column("region", _("County code")),
        Column("field", _("Industry field")),
        Column("number", _("Object number")),
        Column("state", _("State")),
    ],
    Kind.PLAN: [
        Column("number", _("Number")),
        Column("title", _("Title")),
        Column("item_code", _("Item code")),
        Column("item", _("Item")),
        Column("kind", _("Kind of draw")),
        Column("filter", _("From where")),
        Column("strata", _("Ratios")),
        Column("period_start", _("Period from")),
        Column("period_end", _("Period to")),
        Column("window_start", _("Visits from")),
        Column("window_end", _("Visits to")),
        Column("cycle", _("Cycle")),
        Column("receipt", _("Receipt of the hall")),
        Column("filed_on", _("Filed on")),
        Column("version", _("Version")),
        Column("amended_because", _("Amended because")),
        Column("standing", _("In force or replaced")),
        Column("regime", _("Kind of inspection")),
        Column("partners", _("Inspects together with")),
        Column("further_items", _("Further items")),
        Column("team", _("Team")),
    ],
    Kind.RESULTS: [
        Column("number", _("Inspection")),
        Column("task", _("Number of the task")),
        Column("title", _("Title")),
        Column("name", _("Enterprise")),
        Column("object_id", _("Object id")),
        Column("item", _("Item")),
        Column("day", _("Inspected on")),
        Column("officers", _("Certificates of the officers")),
        Column("result", _("Result")),
        Column("disposal", _("Disposal")),
        Column("rectification", _("Rectification")),
    ],
    Kind.CIRCULARS: [
        Column("number", _("Number")),
        Column("title", _("Title")),
        Column("task", _("Number of the task")),
        Column("issued_on", _("Issued on")),
        Column("overview", _("Overview")),
        Column("findings", _("Violations found")),
        Column("common", _("Common problems")),
        Column("demands", _("What is asked")),
    ],
    Kind.PENALTIES: [
        Column("decision", _("Number of the decision")),
        Column("name", _("Enterprise")),
        Column("object_id", _("Object id")),
        Column("violation", _("Violation")),
        Column("basis", _("Legal ground")),
        Column("kind", _("Kind of penalty")),
        Column("penalty", _("Penalty")),
        Column("amount", _("Amount (yuan)")),
        Column("decided_on", _("Decided on")),
    ],
}

# What a page shows: a heading and the columns joined under it.
VIEWS: dict[Kind, list[tuple[Any, tuple[str, ...]]]] = {
    Kind.ITEMS: [
        (_("Item code"), ("code",)),
        (_("Item"), ("name",)),
        (_("Legal basis"), ("basis",)),
        (_("Inspecting body"), ("body",)),
        (_("Content"), ("content",)),
        (_("Standard"), ("standard",)),
        (_("Ratio"), ("ratio",)),
        (_("Frequency"), ("frequency",)),
    ],
    Kind.OFFICERS: [(column.name, (column.key,)) for column in COLUMNS[Kind.OFFICERS]],
    Kind.EXPERTS: [
        (column.name, (column.key,)) for column in COLUMNS[Kind.EXPERTS] if column.key != "code"
    ],
    Kind.OBJECTS: [
        (column.name, (column.key,)) for column in COLUMNS[Kind.OBJECTS] if column.key != "region"
    ],
    Kind.PLAN: [
        (_("Number"), ("number",)),
        (_("Title"), ("title",)),
        (_("Item"), ("item",)),
        (_("Further items"), ("further_items",)),
        (_("Kind of inspection"), ("regime",)),
        (_("Kind of draw"), ("kind",)),
        (_("Inspects together with"), ("partners",)),
        (_("Team"), ("team",)),
        (_("From where"), ("filter",)),
        (_("Ratios"), ("strata",)),
        (_("Visits"), ("window_start", "window_end")),
        (_("Receipt of the hall"), ("receipt",)),
        (_("Version"), ("version", "standing")),
        (_("Amended because"), ("amended_because",)),
    ],
    Kind.RESULTS: [
        (_("Enterprise"), ("name",)),
        (_("Result"), ("result",)),
        (_("Rectification"), ("rectification",)),
        (_("Inspected on"), ("day",)),
        (_("Disposal"), ("disposal",)),
        (_("Item"), ("item",)),
        (_("Object id"), ("object_id",)),
        (_("Number of the task"), ("task",)),
    ],
    Kind.PENALTIES: [
        (_("Number of the decision"), ("decision",)),
        (_("Enterprise"), ("name",)),
        (_("Violation"), ("violation",)),
        (_("Legal ground"), ("basis",)),
        (_("Penalty"), ("penalty",)),
        (_("Decided on"), ("decided_on",)),
    ],
}


def view(kind: Kind, rows: Iterable[Row]) -> dict[str, Any]:
    """What a page shows: headings and cells of a table; circulars one under the other, as texts."""
    if kind is Kind.CIRCULARS:
        parts = [column for column in COLUMNS[kind] if column.key != "title"]
        return {
            "articles": [
                (row["title"], [(part.name, row[part.key]) for part in parts if row[part.key]])
                for row in rows
            ]
        }
    columns = VIEWS[kind]
    return {
        "headings": [heading for heading, _keys in columns],
        "rows": [[" – ".join(row[key] for key in keys) for _name, keys in columns] for row in rows],
    }

"""One object in words: what the register says of it, and how its grades came about."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.theme.parts import Fact
from yaohao.stages.registers.marks import risk_mark, state_mark
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.grades import GradeStep, blacklist_clock
from yaohao.stages.registers.queries.groups import group_name
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import column_name, shown

_KIND = Kind.OBJECTS
_GRADES = ("affiliation", "scale", "standardisation", "credit", "major_hazard")


def object_facts(row: InspectionObject) -> list[Fact]:
    """What the register says of an object."""
    place = f"{region_table().name(row.region)} ({row.region})"
    facts = [
        Fact(column_name(_KIND, "exclusion"), state_mark(row)),
        Fact(column_name(_KIND, "number"), row.number),
        Fact(column_name(_KIND, "object_id"), row.object_id),
        Fact(column_name(_KIND, "credit_code"), row.credit_code or _("none")),
        Fact(column_name(_KIND, "region"), place),
        Fact(column_name(_KIND, "address"), row.address or "—"),
        Fact(_("Coordinates"), _coordinates(row) or "—"),
        Fact(column_name(_KIND, "field"), shown(_KIND, "field", row.field)),
        Fact(column_name(_KIND, "industry"), row.industry or "—"),
        Fact(column_name(_KIND, "focus"), _("yes") if row.focus else _("no")),
        Fact(column_name(_KIND, "level"), shown(_KIND, "level", row.level)),
        Fact(column_name(_KIND, "risk"), risk_mark(row)),
    ]
    if row.group:
        facts.insert(9, Fact(column_name(_KIND, "group"), group_name(row.bureau, row.group)))
    for key in _GRADES:
        facts.append(Fact(column_name(_KIND, key), shown(_KIND, key, getattr(row, key))))
    listed = shown(_KIND, "blacklist", row.blacklist)
    if clock := clock_words(row):
        listed = f"{listed} · {clock}"
    facts.append(Fact(column_name(_KIND, "blacklist"), listed))
    if row.ended_on:
        facts.insert(1, Fact(column_name(_KIND, "ended_on"), row.ended_on.isoformat()))
    facts.append(Fact(column_name(_KIND, "legal_person"), row.legal_person or "—"))
    facts.append(Fact(column_name(_KIND, "contact"), f"{row.contact} {row.phone}".strip() or "—"))
    return facts


def _coordinates(row: InspectionObject) -> str:
    """As given: longitude, latitude, datum, accuracy; never converted, never a link."""
    if row.longitude is None or row.latitude is None:
        return ""
    said = f"{_degrees(row.longitude)}°E {_degrees(row.latitude)}°N · {row.get_datum_display()}"
    return said if row.accuracy is None else f"{said} · ±{row.accuracy} m"


def _degrees(value: Decimal) -> str:
    return f"{value:.6f}"


def clock_words(row: InspectionObject) -> str:
    """Since when, from when off, and how many days that is; empty when it is not listed."""
    clock = blacklist_clock(row, timezone.localdate())
    if clock is None:
        return ""
    left = ngettext("%(days)d day left", "%(days)d days left", clock.days_left)
    words = _("listed since %(since)s; may be taken off from %(off)s, on request from %(asked)s")
    said = words % {"since": clock.since, "off": clock.off_from, "asked": clock.asked_from}
    return f"{said}（{left % {'days': clock.days_left}}）"


def history_rows(steps: list[GradeStep]) -> list[dict[str, Any]]:
    """Changed grades in words, for the object's page."""
    return [
        {
            "at": step.at,
            "since": step.since,
            "name": column_name(Kind.OBJECTS, step.attribute),
            "before": shown(Kind.OBJECTS, step.attribute, step.before),
            "after": shown(Kind.OBJECTS, step.attribute, step.after),
            "by": step.by,
            "proposed": step.proposed,
            "reason": f"{step.reason}（{step.basis}）" if step.basis else step.reason,
        }
        for step in steps
    ]

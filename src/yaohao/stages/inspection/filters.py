"""Which inspections are shown."""

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.inspections import ORIGINS, STATES, InspectionQuerySet
from yaohao.stages.inspection.rules import SHOWN, VISITED
from yaohao.stages.planning.models import REGIMES

TOOK_PLACE, AT_THE_DOOR = "visited", "shown"  # asked for by links, no states of their own
SEVERAL = {TOOK_PLACE: VISITED, AT_THE_DOOR: tuple(state.value for state in SHOWN)}
BY_LINK = ("line", "regime", "section", "on", "officer")  # shown where an address asks for them
DAYS = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)


class InspectionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State, origin, words of the enterprise or the number."""

    state = django_filters.ChoiceFilter(
        label=_("State"), empty_label=_("all"), method="by_state",
        choices=[
            *STATES,
            (TOOK_PLACE, _("visited (recorded or reported)")),
            (AT_THE_DOOR, _("shown at the door, or visited")),
        ],
    )  # fmt: skip
    origin = django_filters.ChoiceFilter(label=_("Origin"), empty_label=_("all"), choices=ORIGINS)
    q = django_filters.CharFilter(
        label=_("Enterprise or number"), method="by_words", widget=forms.SearchInput
    )
    plan = django_filters.NumberFilter(label=_("Year of the plan"), field_name="line__plan__year")
    county = django_filters.CharFilter(label=_("County (code)"), field_name="object__region")
    line = django_filters.NumberFilter(
        label=_("Line of the plan (number)"), field_name="line__number"
    )
    regime = django_filters.ChoiceFilter(
        label=_("Kind of inspection"), empty_label=_("all"), choices=REGIMES,
        field_name="line__regime",
    )  # fmt: skip
    section = django_filters.CharFilter(label=_("Section (key)"), method="by_section")
    on = django_filters.CharFilter(label=_("Year or month of the visit"), method="by_days")
    officer = django_filters.NumberFilter(label=_("Officer (key)"), method="by_officer")

    class Meta:
        model = Inspection
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in BY_LINK:
            if not self.data.get(name):
                self.form.fields[name].widget = forms.HiddenInput()

    def by_state(self, rows: InspectionQuerySet, _name: str, value: str) -> InspectionQuerySet:
        """Inspections in a state; `visited` and `shown` are several of them."""
        return rows.filter(state__in=SEVERAL.get(value, [value]))

    def by_words(self, rows: InspectionQuerySet, _name: str, value: str) -> InspectionQuerySet:
        """Inspections whose number or enterprise contains the text."""
        return rows.filter(Q(number__icontains=value) | Q(object__name__icontains=value))

    def by_section(self, rows: InspectionQuerySet, _name: str, value: str) -> InspectionQuerySet:
        """Drawn visits by the section of their line; `none` is a line without one."""
        if value == "none":
            return rows.filter(line__isnull=False, line__section=None)
        return rows.filter(line__section=int(value)) if value.isdecimal() else rows.none()

    def by_days(self, rows: InspectionQuerySet, _name: str, value: str) -> InspectionQuerySet:
        """Visits of a year or a month (2026, 2026-03), by the day they are planned for."""
        found = DAYS.fullmatch(value)
        if not found:
            return rows.none()
        rows = rows.annotate(day=Coalesce("planned_on", TruncDate("made_at")))
        rows = rows.filter(day__year=int(found[1]))  # type: ignore[misc]  # made above
        month = found[2]
        return rows.filter(day__month=int(month)) if month else rows  # type: ignore[misc]

    def by_officer(self, rows: InspectionQuerySet, _name: str, value: int) -> InspectionQuerySet:
        """Visits of one officer."""
        return rows.filter(members__officer=int(value))

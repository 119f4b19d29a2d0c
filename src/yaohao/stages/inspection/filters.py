"""Which inspections are shown."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.inspections import ORIGINS, STATES, InspectionQuerySet
from yaohao.stages.inspection.rules import VISITED

TOOK_PLACE = "visited"  # asked for by links, no state of its own


class InspectionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State, origin, words of the enterprise or the number."""

    state = django_filters.ChoiceFilter(
        label=_("State"), empty_label=_("all"), method="by_state",
        choices=[*STATES, (TOOK_PLACE, _("visited (recorded or reported)"))],
    )  # fmt: skip
    origin = django_filters.ChoiceFilter(label=_("Origin"), empty_label=_("all"), choices=ORIGINS)
    q = django_filters.CharFilter(
        label=_("Enterprise or number"), method="by_words", widget=forms.SearchInput
    )
    plan = django_filters.NumberFilter(label=_("Year of the plan"), field_name="line__plan__year")
    county = django_filters.CharFilter(label=_("County (code)"), field_name="object__region")

    class Meta:
        model = Inspection
        fields: list[str] = []

    def by_state(self, rows: InspectionQuerySet, _name: str, value: str) -> InspectionQuerySet:
        """Inspections in a state; `visited` is two of them."""
        return rows.filter(state__in=VISITED if value == TOOK_PLACE else [value])

    def by_words(self, rows: InspectionQuerySet, _name: str, value: str) -> InspectionQuerySet:
        """Inspections whose number or enterprise contains the text."""
        return rows.filter(Q(number__icontains=value) | Q(object__name__icontains=value))

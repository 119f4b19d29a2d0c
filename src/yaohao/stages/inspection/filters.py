"""Which inspections are shown."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.inspections import ORIGINS, STATES, InspectionQuerySet


class InspectionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State, origin, words of the enterprise or the number."""

    state = django_filters.ChoiceFilter(label=_("State"), empty_label=_("all"), choices=STATES)
    origin = django_filters.ChoiceFilter(label=_("Origin"), empty_label=_("all"), choices=ORIGINS)
    q = django_filters.CharFilter(
        label=_("Enterprise or number"), method="by_words", widget=forms.SearchInput
    )

    class Meta:
        model = Inspection
        fields: list[str] = []

    def by_words(self, rows: InspectionQuerySet, _name: str, value: str) -> InspectionQuerySet:
        """Inspections whose number or enterprise contains the text."""
        return rows.filter(Q(number__icontains=value) | Q(object__name__icontains=value))

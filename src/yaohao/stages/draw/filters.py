"""Which draws are shown."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.stages.draw.models import STATES, Draw, DrawQuerySet


class DrawFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State, kind, words of number, title or item."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=[("draw", _("draws")), ("exercise", _("exercises"))],
        method="by_kind",
    )
    q = django_filters.CharFilter(
        label=_("Number or title"), method="by_words", widget=forms.SearchInput
    )

    class Meta:
        model = Draw
        fields: list[str] = []

    def by_kind(self, rows: DrawQuerySet, _name: str, value: str) -> DrawQuerySet:
        """Draws that count, or exercises."""
        return rows.filter(exercise=value == "exercise")

    def by_words(self, rows: DrawQuerySet, _name: str, value: str) -> DrawQuerySet:
        """Draws whose number, title or item contains the text."""
        return rows.filter(
            Q(number__icontains=value)
            | Q(line__title__icontains=value)
            | Q(line__item__name__icontains=value)
        )

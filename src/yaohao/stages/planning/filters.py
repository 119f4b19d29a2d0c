"""Which lines of the plan are shown."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.stages.planning.models import REGIMES, STATES, Line, LineQuerySet


class LineFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Year, state, words of title or item, kind, section. The year is chosen by the view."""

    year = django_filters.ChoiceFilter(
        label=_("Year"), empty_label=None, method="by_year", choices=()
    )
    state = django_filters.ChoiceFilter(label=_("State"), empty_label=_("all"), choices=STATES)
    q = django_filters.CharFilter(
        label=_("Title or item"), method="by_words", widget=forms.SearchInput
    )

    regime = django_filters.ChoiceFilter(
        label=_("Kind of inspection"), empty_label=_("all"), choices=REGIMES
    )
    section = django_filters.ChoiceFilter(
        label=_("Section"), empty_label=_("all"), choices=(), field_name="section"
    )

    class Meta:
        model = Line
        fields: list[str] = []

    def __init__(
        self, *args: Any, years: list[int], sections: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["section"].choices = [
            ("", _("all")), *((str(pk), name) for pk, name in sections)
        ]  # fmt: skip
        self.form.fields["year"].choices = [(str(year), str(year)) for year in years]

    def by_year(self, rows: LineQuerySet, _name: str, value: str) -> LineQuerySet:
        """The plan of one year."""
        return rows.filter(plan__year=int(value))

    def by_words(self, rows: LineQuerySet, _name: str, value: str) -> LineQuerySet:
        """Lines whose title or item contains the text."""
        return rows.filter(
            Q(title__icontains=value) | Q(item__name__icontains=value) | Q(item__code=value)
        )

"""Which orders and cases are shown."""

from collections.abc import Iterable

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yaohao.stages.followup.models import Order, PenaltyCase
from yaohao.stages.followup.models.cases import CASE_STATES
from yaohao.stages.followup.models.orders import ORDER_STATES
from yaohao.stages.followup.queries import PastState

OWN, BEFORE = "own", "before"
ORIGINS = [(OWN, _("this system")), (BEFORE, _("before this system, not proven"))]


class OrderFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State of the order; whether it is of this product."""

    state = django_filters.ChoiceFilter(
        label=_("State"), empty_label=_("all"), choices=ORDER_STATES
    )

    origin = django_filters.ChoiceFilter(
        label=_("Where from"), empty_label=_("all"), choices=ORIGINS, method="by_origin"
    )

    class Meta:
        model = Order
        fields: list[str] = []

    def by_origin(self, rows: QuerySet[Order], _name: str, value: str) -> QuerySet[Order]:
        """None of the orders of this product when only earlier ones are asked for."""
        return rows.none() if value == BEFORE else rows

    def among(self, past: Iterable[PastState]) -> list[PastState]:
        """The orders from before this product that match."""
        if not self.form.is_valid():
            return []
        values = self.form.cleaned_data
        if values.get("origin") == OWN:
            return []
        return [one for one in past if values.get("state") in ("", None, one.state.value)]


class CaseFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State of the case."""

    state = django_filters.ChoiceFilter(label=_("State"), empty_label=_("all"), choices=CASE_STATES)

    class Meta:
        model = PenaltyCase
        fields: list[str] = []

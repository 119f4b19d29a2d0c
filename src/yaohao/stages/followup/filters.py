"""Which orders and cases are shown."""

import django_filters
from django.utils.translation import gettext_lazy as _

from yaohao.stages.followup.models import Order, PenaltyCase
from yaohao.stages.followup.models.cases import CASE_STATES
from yaohao.stages.followup.models.orders import ORDER_STATES


class OrderFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State of the order."""

    state = django_filters.ChoiceFilter(
        label=_("State"), empty_label=_("all"), choices=ORDER_STATES
    )

    class Meta:
        model = Order
        fields: list[str] = []


class CaseFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State of the case."""

    state = django_filters.ChoiceFilter(label=_("State"), empty_label=_("all"), choices=CASE_STATES)

    class Meta:
        model = PenaltyCase
        fields: list[str] = []

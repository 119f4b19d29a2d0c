"""Narrowing the outbox."""

import django_filters
from django.utils.translation import gettext_lazy as _

from yaohao.stages.credit.mapping import receivers
from yaohao.stages.credit.models import KINDS, STATES, Dispatch


class DispatchFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State, kind, receiver, name of the enterprise."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KINDS)
    receiver = django_filters.ChoiceFilter(
        label=_("Receiver"), choices=lambda: list(receivers().items())
    )
    name = django_filters.CharFilter(
        label=_("Enterprise"), field_name="object__name", lookup_expr="icontains"
    )

    class Meta:
        model = Dispatch
        fields = ("state", "kind", "receiver", "name")

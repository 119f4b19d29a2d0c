"""Which exceptions and complaints are shown."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.stages.oversight.models import STATES, Complaint
from yaohao.stages.oversight.rules.exceptions import Anomaly
from yaohao.stages.oversight.wording import CODES, SEVERITIES


class ExceptionForm(forms.Form):
    """Kind and weight; empty is all."""

    kind = forms.ChoiceField(
        label=_("What"), required=False,
        choices=[("", _("all")), *((code.value, word) for code, word in CODES.items())],
    )  # fmt: skip
    severity = forms.ChoiceField(
        label=_("Weight"), required=False,
        choices=[("", _("all")), *((one.value, word) for one, word in SEVERITIES.items())],
    )  # fmt: skip


class ExceptionFilter:
    """The filter row over found exceptions, which are no rows of a table."""

    def __init__(self, data: Any) -> None:
        self.form = ExceptionForm(data)

    def among(self, found: Iterable[Anomaly]) -> list[Anomaly]:
        """Those that match; an unknown value matches nothing away."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        kind, severity = values.get("kind", ""), values.get("severity", "")
        return [
            one
            for one in found
            if kind in ("", one.code.value) and severity in ("", one.rule.severity.value)
        ]


class ComplaintFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State of the complaint."""

    state = django_filters.ChoiceFilter(label=_("State"), empty_label=_("all"), choices=STATES)

    class Meta:
        model = Complaint
        fields: list[str] = []

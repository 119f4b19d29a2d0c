"""To whom open work goes, and why."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yaohao.stages.registers.models import Officer


class HandoverForm(forms.Form):
    """One colleague and a reason; `people` are those who may take it."""

    to = forms.ModelChoiceField(label=_("Who carries it on"), queryset=Officer.objects.none())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Stands in the trail of the visit."),
    )

    def __init__(self, *args: Any, people: QuerySet[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]

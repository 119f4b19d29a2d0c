"""To whom open work goes, and why; which bureaus become one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.theme.fields import day
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


class MergerForm(forms.Form):
    """One bureau goes into another on a day."""

    bureau = forms.ModelChoiceField(label=_("Bureau that ends"), queryset=Bureau.objects.none())
    successor = forms.ModelChoiceField(
        label=_("Bureau that goes on"), queryset=Bureau.objects.none()
    )
    on = day(pgettext_lazy("merger", "First day together"))
    document = forms.CharField(label=_("Document that orders it"), max_length=200)

    def __init__(self, *args: Any, bureaus: QuerySet[Bureau], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("bureau", "successor"):
            self.fields[name].queryset = bureaus  # type: ignore[attr-defined]

"""Which counties end, what they become, since when, and by which document."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date
from yaohao.stages.registers.forms.rows import CellField


class SuccessionForm(forms.Form):
    """What is checked by the act itself is not required here: the act says what is missing."""

    olds = forms.MultipleChoiceField(
        label=_("Counties that end"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("One for a new name or code, several for a merger."),
    )  # fmt: skip
    new = forms.CharField(
        label=_("Code of the county from then on"), max_length=6, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "list": "counties"}),
        help_text=_("Six digits; that of a county that stays, or a new one."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name of the county from then on"), max_length=60, required=False
    )
    document = forms.CharField(
        label=_("Document that orders it"), max_length=200, required=False,
        help_text=_("Number of the notice, such as 国函〔2019〕71号."),
    )  # fmt: skip

    def __init__(self, *args: Any, counties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, f"{code} {name}") for code, name in counties if not code.endswith("00")]
        self.fields["olds"].choices = named  # type: ignore[attr-defined]
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        day = CellField(
            Date(), label=_("From"), widget=widget, initial=timezone.localdate, required=True
        )
        self.fields["on"] = day
        self.order_fields(["olds", "new", "name", "on", "document"])

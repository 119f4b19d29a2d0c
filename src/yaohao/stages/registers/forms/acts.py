"""Short forms for single acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Code, Date
from yaohao.stages.registers.forms.rows import CellField
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.rules.kinds import Exclusion


class EndForm(forms.Form):
    """Why and when an object ended; the reason is public."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Public reason"),
        choices=[pair for pair in choices(Exclusion) if pair[0]],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.fields["on"] = CellField(Date(), label=_("Ended on"), widget=widget)


class RecusalForm(forms.Form):
    """From whom an officer is to be kept away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["object_id"] = CellField(
            Code(pattern=r"[0-9A-Z]{1,23}", hint=_("0–9 and A–Z, at most 23")),
            label=_("Object id"),
            help_text=_("Credit code with site suffix, as the list of objects shows it."),
        )
        self.fields["reason"] = forms.CharField(
            label=_("Grounds"),
            max_length=200,
            help_text=_("Kept in the trail, never published."),
        )

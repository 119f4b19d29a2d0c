"""Short forms for single acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date
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

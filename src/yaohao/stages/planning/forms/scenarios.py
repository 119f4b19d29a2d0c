"""What a simulation assumes, with figures that suit most bureaus to begin with."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations.scenarios import MOST_CHECKED, MOST_YEARS


class ScenarioForm(forms.Form):
    """Name, lines of the plan, and the figures that no register holds."""

    name = forms.CharField(label=_("Name of the scenario"), max_length=100)
    lines = forms.TypedMultipleChoiceField(
        label=_("Lines of the plan"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    limits = forms.BooleanField(
        label=_("The yearly limits of visits hold"), required=False, initial=True
    )
    other = forms.IntegerField(
        label=_("Working days for other duties (%)"), min_value=0, max_value=99, initial=40
    )
    leave = forms.IntegerField(
        label=_("Days of leave of each officer that are not entered yet"),
        min_value=0, max_value=366, initial=5,
    )  # fmt: skip
    a_day = forms.DecimalField(
        label=_("Visits one team makes a day"), min_value=0, max_value=20, max_digits=4,
        decimal_places=2, initial="1",
    )  # fmt: skip
    years = forms.IntegerField(
        label=_("Years to simulate"), min_value=1, max_value=MOST_YEARS, initial=1000,
        help_text=_("With 1,000 years a mean is told to about a thirtieth of its spread."),
    )  # fmt: skip
    checked = forms.IntegerField(
        label=_("Years with the draw's own tickets and teams, as a check"),
        min_value=0, max_value=MOST_CHECKED, initial=10,
    )  # fmt: skip
    seed = forms.RegexField(
        label=_("Seed, to repeat a simulation (empty: a new one)"), regex=r"^([0-9a-f]{2}){8,32}$",
        required=False, error_messages={"invalid": _("A seed is 16 to 64 characters 0–9 a–f.")},
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(line.pk, f"{line} · {line.get_state_display()}") for line in lines]
        self.fields["lines"].choices = choices  # type: ignore[attr-defined]
        self.fields["lines"].initial = [pk for pk, _label in choices]


class CompareForm(forms.Form):
    """Two scenarios to set side by side."""

    one = forms.IntegerField()
    other = forms.IntegerField()

"""A complaint, and what is written on its way."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.theme.fields import day
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.oversight.models import FINDINGS
from yaohao.stages.oversight.rules.complaints import Act
from yaohao.stages.registers.models import Officer


class ComplaintForm(forms.Form):
    """What is known when a complaint arrives."""

    received_on = day(_("Received on"), initial=timezone.localdate)
    text = forms.CharField(label=_("What it says"), widget=forms.Textarea(attrs={"rows": 5}))
    complainant = forms.CharField(
        label=_("Complainant"), max_length=100, required=False, help_text=_("empty: anonymous")
    )
    contact = forms.CharField(label=_("How to reach"), max_length=100, required=False)
    inspection = forms.ModelChoiceField(
        label=_("About the inspection"), queryset=Inspection.objects.none(), required=False
    )
    officer = forms.ModelChoiceField(
        label=_("About the officer"), queryset=Officer.objects.none(), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Inspection.objects.visible_to(user).order_by("-pk")
        self.fields["inspection"].queryset = seen  # type: ignore[attr-defined]
        officers = Officer.objects.of(user.bureau).order_by("certificate")
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


class FindingForm(forms.Form):
    """The finding and why."""

    finding = forms.ChoiceField(label=_("Finding"), choices=FINDINGS)
    text = forms.CharField(
        label=_("What was established"), widget=forms.Textarea(attrs={"rows": 4})
    )


class MeasureForm(forms.Form):
    """What is done about it."""

    measure = forms.CharField(label=_("Measure"), widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(forms.Form):
    """What the complainant is told."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 4}))


FORMS: dict[Act, type[forms.Form]] = {
    Act.INVESTIGATE: forms.Form,
    Act.FIND: FindingForm,
    Act.TAKE_MEASURE: MeasureForm,
    Act.ANSWER: AnswerForm,
    Act.CLOSE: forms.Form,
}

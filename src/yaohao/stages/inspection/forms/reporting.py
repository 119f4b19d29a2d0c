"""The five parts, the summary, the receipt."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.theme.fields import day
from yaohao.stages.inspection.forms.preparing import lines


class ReportForm(forms.Form):
    """Article 15 names the five parts; an empty one is named when the report is closed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    time = lines(_("1. Time of the inspection"), rows=2, required=False)
    content = lines(_("2. Content of the inspection"), rows=6, required=False)
    record = lines(_("3. Record of the inspection"), rows=6, required=False)
    evaluation = lines(_("4. Evaluation of compliance"), rows=3, required=False)
    advice = lines(_("5. Handling opinion and advice"), rows=3, required=False)


class SummaryForm(forms.Form):
    """The text of the summary; as generated when left empty."""

    text = lines(_("Text (empty: as generated below)"), rows=4, required=False)


class DeliveryForm(forms.Form):
    """The hall's receipt."""

    receipt = forms.CharField(label=_("Receipt number of the hall"), max_length=60, required=False)
    delivered_on = day(_("Delivered on"), initial=timezone.localdate)

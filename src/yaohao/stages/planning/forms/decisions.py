"""The small forms: a receipt, a reason."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.theme.fields import day


class FilingForm(forms.Form):
    """The hall's receipt for the plan (article 4)."""

    receipt = forms.CharField(label=_("Receipt number of the hall"), max_length=60)
    filed_on = day(_("Filed on"), initial=timezone.localdate)


class ReturnForm(forms.Form):
    """Why a line goes back."""

    reason = forms.CharField(
        label=_("Why it goes back"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class OverloadForm(forms.Form):
    """Why a line is handed in that the officers cannot carry."""

    reason = forms.CharField(
        label=_("Why it is handed in all the same"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever decides reads it. As: two officers more from May on."),
    )


class UnusedForm(forms.Form):
    """That the unused items were reported, and what becomes of them."""

    note = forms.CharField(
        label=_("To whom it was reported, and what becomes of the items"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

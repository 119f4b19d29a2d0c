"""The reason of a withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Why a table goes off the portal; shown there in its place."""

    reason = forms.CharField(
        label=_("Reason (public)"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

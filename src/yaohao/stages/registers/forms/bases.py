"""A law changes: the day, what it is, and whether it concerns every article; an item confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date
from yaohao.stages.registers.forms.rows import CellField


def day(label: Any, *, required: bool = True, help_text: Any = "") -> CellField:
    """A day, typed or chosen."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return CellField(Date(), label=label, required=required, widget=widget, help_text=help_text)


def reason(label: Any, help_text: Any = "") -> forms.CharField:
    """A sentence that stays."""
    return forms.CharField(
        label=label, max_length=300, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2})
    )


class BasisForm(forms.Form):
    """Amendment or end of a basis."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    on = day(_("Day"))
    note = reason(_("What changes, and by which decision"))
    whole_law = forms.BooleanField(
        label=_("It concerns every article of this law in the list"), required=False
    )


class MendForm(forms.Form):
    """The days of a basis as they should have been."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = day(_("In force from"), required=False)
    valid_to = day(_("In force to"), required=False)
    amended_on = day(_("Amended on"), required=False)
    note = reason(_("Why it is mended"))


class ConfirmForm(forms.Form):
    """An item that stays as it is although its basis was amended."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = day(_("In force from"))
    reason = reason(
        _("Reason for the change"),
        _("Such as: compared with the amendment of 2026, article 65 stays. The public reads it."),
    )

"""Receipts to read in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.stages.credit.mapping import receivers


class ReceiptsForm(forms.Form):
    """A sheet of answers and whose it is."""

    receiver = forms.ChoiceField(label=_("Receiver"), choices=lambda: list(receivers().items()))
    sheet = forms.FileField(
        label=_("Sheet of receipts (csv or xlsx)"),
        help_text=_("Columns: 流水号, 结果代码, 结果说明. Code 0 means received."),
    )

"""A sheet to be imported."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class UploadForm(forms.Form):
    """One file, not larger than the product reads."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet (xlsx, xls, csv or tab-separated text)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.YAOHAO_MAX_UPLOAD:
            raise forms.ValidationError(
                _("The file has %(size)d MB; at most %(most)d MB are read. Split the table.")
                % {
                    "size": -(-file.size // 2**20),
                    "most": settings.YAOHAO_MAX_UPLOAD // 2**20,
                }
            )
        return file

"""Reasons: of a withdrawal, a return, a correction, a closed field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.stages.publication.columns import COLUMNS
from yaohao.stages.publication.models.proposals import SECRETS
from yaohao.stages.publication.rules import KEYS, Kind


class WithdrawForm(forms.Form):
    """Why a table goes off the portal; shown there in its place."""

    reason = forms.CharField(
        label=_("Reason (public)"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class NoteForm(forms.Form):
    """What a version corrects; shown beside it."""

    note = forms.CharField(
        label=_("What is corrected (public)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReturnForm(forms.Form):
    """Why a proposal goes back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class RedactForm(forms.Form):
    """One field of one row that stays closed."""

    key = forms.CharField(label=_("Row"), max_length=100)
    field = forms.ChoiceField(label=_("Column"))
    secret = forms.ChoiceField(label=_("Protected as"), choices=SECRETS)
    words = forms.CharField(label=_("Reason (internal)"), max_length=300)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [column for column in COLUMNS[kind] if column.key != KEYS[kind]]
        key = next(column for column in COLUMNS[kind] if column.key == KEYS[kind])
        self.fields["field"].choices = [(column.key, column.name) for column in columns]  # type: ignore[attr-defined]
        self.fields["key"].help_text = _("The row by its column “%(column)s”") % {
            "column": key.name
        }

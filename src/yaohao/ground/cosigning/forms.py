"""The forms of the cosigners' pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """A cosigner to be named."""

    key = forms.CharField(
        label=_("Public key of the witness"),
        max_length=160,
        help_text=_(
            "The line that “fairdraw cosign key” showed: name, plus sign, eight characters, plus "
            "sign, 44 characters. Never the secret key."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
    )
    holder = forms.CharField(
        label=_("Who holds the secret key"),
        max_length=100,
        help_text=_("Office or person as everybody may read it, such as the notary's office."),
    )


class EndForm(forms.Form):
    """Why a cosigner ends."""

    cause = forms.CharField(
        label=_("Why it ends"),
        max_length=200,
        help_text=_("Key lost, office gone, another key: the bureau's own note, not public."),
    )


class AnswerForm(forms.Form):
    """The file that a witness handed back."""

    answer = forms.FileField(
        label=_("Answer of the witness"),
        help_text=_("The file that “fairdraw cosign sign” wrote, unchanged."),
    )

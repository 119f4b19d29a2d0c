"""What a clerk decides of two objects that look like one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TWO = "two"


class DecisionForm(forms.Form):
    """Two objects as the page showed them, which stays (or that both do), and why."""

    one = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.IntegerField(widget=forms.HiddenInput)
    one_revision = forms.IntegerField(widget=forms.HiddenInput)
    other_revision = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("What they are"), choices=())
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        choices = [(TWO, ""), ("one", ""), ("other", "")]
        self.fields["verdict"].choices = choices  # type: ignore[attr-defined]
        self.fields["verdict"].error_messages["required"] = _(
            "Choose: two different objects, or which of the two stays."
        )
        self.fields["reason"].error_messages["required"] = _(
            "Say why: the reason is kept with the decision."
        )

    @property
    def revisions(self) -> dict[int, int]:
        """By key of the object."""
        values = self.cleaned_data
        return {
            values["one"]: values["one_revision"],
            values["other"]: values["other_revision"],
        }

    @property
    def kept(self) -> int | None:
        """The key of the object that stays; None where both do."""
        verdict = self.cleaned_data["verdict"]
        return None if verdict == TWO else self.cleaned_data[verdict]

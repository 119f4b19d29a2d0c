"""What is typed in a session: by the clerk who holds it, and by a witness on a phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.stages.draw.forms.preparing import hour
from yaohao.stages.draw.models import Draw

LARGE = {"class": "form-control form-control-lg"}


class SessionForm(forms.Form):
    """Title, time and place of a session, and its draws in the order in which they are drawn."""

    title = forms.CharField(label=_("Title"), max_length=100)
    held_at = forms.DateTimeField(label=_("Held at"), widget=hour())
    place = forms.CharField(label=_("Venue"), max_length=100)
    draws = forms.MultipleChoiceField(
        label=_("Draws"), widget=forms.CheckboxSelectMultiple,
        help_text=_("They are drawn in this order. Each with the round that comes next."),
        error_messages={"required": _("Choose the draws of the session: one at least.")},
    )  # fmt: skip

    def __init__(self, *args: Any, free: list[Draw], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["draws"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices_of(free)


class AddDrawForm(forms.Form):
    """One more draw for the agenda."""

    draw = forms.ChoiceField(label=_("Draw"))

    def __init__(self, *args: Any, free: list[Draw], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["draw"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices_of(free)


def choices_of(free: list[Draw]) -> list[tuple[str, str]]:
    """Draws to choose from, each with its title and state."""
    return [
        (draw.number, f"{draw.number} {draw.line.title}（{draw.get_state_display()}）")
        for draw in free
    ]


class JoinForm(forms.Form):
    """Who takes a seat."""

    name = forms.CharField(
        label=_("My name"), max_length=60,
        widget=forms.TextInput(attrs=LARGE | {"autocomplete": "name"}),
    )  # fmt: skip
    office = forms.CharField(
        label=_("For whom I am here"), max_length=100,
        help_text=_("As discipline inspection, another bureau, citizens’ representative."),
        widget=forms.TextInput(attrs=LARGE | {"autocomplete": "organization"}),
    )  # fmt: skip


class NumberForm(forms.Form):
    """The digits on the witness's own paper, and the code of the slip."""

    witness_number = forms.CharField(
        label=_("My number"), max_length=80,
        help_text=_("1 to 64 digits that nobody can guess, from your own paper."),
        widget=forms.TextInput(attrs=LARGE | {"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    nonce = forms.CharField(widget=forms.HiddenInput)


class WordsForm(forms.Form):
    """An objection, or the answer to one."""

    text = forms.CharField(
        label=_("In your words"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
    )  # fmt: skip


class CauseForm(forms.Form):
    """Why a seat is withdrawn."""

    cause = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Stands in the minutes."),
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )  # fmt: skip

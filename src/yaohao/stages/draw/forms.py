"""The forms of the acts."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from fairdraw.randomness import Source

from yaohao.stages.draw.rules import ABSENCES, typed
from yaohao.stages.draw.texts import ABSENCE_LABELS, role_words

GROUP = 5


class PrepareForm(forms.Form):
    """What kind of draw, and where its randomness comes from."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("draw", _("The draw of this line (counts, happens once)")),
            ("exercise", _("An exercise (counts for nothing, marked everywhere)")),
        ],
        initial="draw",
        widget=forms.RadioSelect,
    )
    witnesses = forms.BooleanField(
        label=_("Witnesses bring numbers"),
        help_text=_("Discipline inspection, citizens, other bureaus: at least one must come."),
        required=False,
        initial=True,
    )
    dice = forms.ChoiceField(
        label=_("Public dice"),
        choices=[
            ("d10", _("39 throws of ten-sided dice")),
            ("d6", _("50 throws of six-sided dice")),
            ("", _("none: randomness of the server, for an exercise only")),
        ],
        required=False,
        initial="d10",
    )

    def clean(self) -> dict[str, Any]:
        """A draw that counts ends with dice."""
        data = super().clean() or {}
        if data.get("kind") == "draw" and not data.get("dice"):
            self.add_error("dice", _("A draw that counts ends with public dice. Choose them."))
        return data


class CommitForm(forms.Form):
    """A witness's number and the code of the slip."""

    name = forms.CharField(label=_("Name of the witness"), max_length=60)
    office = forms.CharField(
        label=_("Office"), max_length=100, help_text=_("For whom the witness is here.")
    )
    witness_number = forms.CharField(
        label=_("Number of the witness"),
        max_length=80,
        help_text=_("1 to 64 digits, from the witness's own paper."),
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "form-control form-control-lg",
            }
        ),
    )
    nonce = forms.CharField(widget=forms.HiddenInput)


class DiceForm(forms.Form):
    """The throws in groups of five, as they are called out."""

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        for place in range(0, source.throws, GROUP):
            first, last = place + 1, min(place + GROUP, source.throws)
            self.fields[f"g{place // GROUP}"] = forms.CharField(
                label=f"{first}–{last}",
                max_length=2 * GROUP,
                widget=forms.TextInput(
                    attrs={
                        "inputmode": "numeric",
                        "autocomplete": "off",
                        "data-throws": str(last - first + 1),
                        "class": "form-control form-control-lg",
                    }
                ),
            )

    def clean(self) -> dict[str, Any]:
        """Every group holds as many throws as its label says, and only faces of the dice."""
        data = super().clean() or {}
        for name, value in list(data.items()):  # add_error removes the value
            digits, label = typed(value), str(self.fields[name].label)
            first, last = (int(part) for part in label.split("–"))
            if len(digits) != last - first + 1 or not set(digits) <= set(self.source.faces):
                self.add_error(
                    name,
                    _("%(count)d throws, each one of %(faces)s.")
                    % {"count": last - first + 1, "faces": self.source.faces},
                )
        return data

    @property
    def throws(self) -> str:
        """All groups together."""
        return "".join(self.cleaned_data[name] for name in self.fields)


class AbortForm(forms.Form):
    """Why a draw is broken off."""

    cause = forms.CharField(
        label=_("Why it is broken off"),
        max_length=200,
        help_text=_("Everybody reads it: it goes into the public log."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PostponeForm(forms.Form):
    """What stands in the way of a visit for the time being."""

    cause = forms.CharField(
        label=_("What stands in the way"),
        max_length=100,
        help_text=_("No names: it goes into the public log."),
    )


class SubstituteForm(forms.Form):
    """Whose place is drawn again, and why."""

    role = forms.ChoiceField(label=_("Place in the team"))
    cause = forms.ChoiceField(
        label=_("Why the officer cannot go"),
        choices=[(code, ABSENCE_LABELS[code]) for code in ABSENCES],
    )

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = cast(forms.ChoiceField, self.fields["role"])
        places.choices = [(role, role_words(role)) for role in roles]


class OpenForm(forms.Form):
    """How many envelopes to open next; `opened` is what the page showed."""

    opened = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    count = forms.IntegerField(label=_("Envelopes to open now"), min_value=1, max_value=100_000)

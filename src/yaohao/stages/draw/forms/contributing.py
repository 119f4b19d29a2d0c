"""What people bring to a draw: numbers, dice, lottery, drand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from fairdraw.randomness import Source

from yaohao.stages.draw.rules import LOTTERY_NUMBERS, typed, typed_lottery

GROUP = 5


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


class LotteryForm(forms.Form):
    """The numbers of the bound issue, as published."""

    numbers = forms.CharField(
        label=_("Numbers as published"),
        max_length=128,
        help_text=_(
            "In the published order, with a space between two numbers: 03 08 15 22 27 31+09"
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "form-control form-control-lg"}
        ),
    )

    def clean_numbers(self) -> str:
        """Digits, spaces and the signs lotteries use."""
        text = typed_lottery(self.cleaned_data["numbers"])
        if not LOTTERY_NUMBERS.fullmatch(text):
            raise forms.ValidationError(
                _("Only digits, spaces, commas, colons, + and |, as in 03 08 15 22 27 31+09.")
            )
        return text


class DrandForm(forms.Form):
    """The signature of a drand round, pasted."""

    signature = forms.CharField(
        label=_("Signature of this round"),
        help_text=_("96 characters, 0–9 and a–f, from any archive of drand quicknet."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )

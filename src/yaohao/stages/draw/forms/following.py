"""What follows a seal: envelopes, absences, obstacles, breaking off, bringing the key back."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.stages.draw.operations.set_opening import MOST
from yaohao.stages.draw.rules import ABSENCES
from yaohao.stages.draw.texts import ABSENCE_LABELS


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


class OpeningForm(forms.Form):
    """Who opens the envelopes, and how many a day."""

    how = forms.ChoiceField(
        label=_("Envelopes are opened"),
        choices=[
            ("hand", _("by hand")),
            ("all", _("by the clock, all at the hour of the first day")),
            ("daily", _("by the clock, some at the hour of every working day")),
        ],
        help_text=_("Whoever learns of a visit weeks ahead has weeks to talk: better some a day."),
    )
    daily = forms.IntegerField(
        label=_("How many a working day"), min_value=1, max_value=MOST, required=False
    )

    @classmethod
    def of(cls, daily: int | None) -> "OpeningForm":
        """The form as it stands now."""
        how = "hand" if daily is None else "daily" if daily else "all"
        return cls(initial={"how": how, "daily": daily or None})

    def clean(self) -> dict[str, Any]:
        """A number where some a day are opened."""
        values = cast(dict[str, Any], super().clean())
        if values.get("how") == "daily" and not values.get("daily") and "daily" not in self.errors:
            self.add_error("daily", _("Say how many a day."))
        return values

    @property
    def chosen(self) -> int | None:
        """As `set_opening` takes it."""
        daily: int = self.cleaned_data["daily"] or 0
        return {"hand": None, "all": 0, "daily": daily}[self.cleaned_data["how"]]


class SubstituteForm(forms.Form):
    """Whose place is drawn again, and why."""

    role = forms.ChoiceField(label=_("Place in the team"))
    cause = forms.ChoiceField(
        label=_("Why the officer cannot go"),
        choices=[(code, ABSENCE_LABELS[code]) for code in ABSENCES],
    )

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["role"]).choices = list(places.items())


class OpenForm(forms.Form):
    """How many envelopes to open next; `opened` is what the page showed."""

    opened = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    count = forms.IntegerField(label=_("Envelopes to open now"), min_value=1, max_value=100_000)


class FailureForm(forms.Form):
    """Why a lottery gives no numbers."""

    cause = forms.CharField(
        label=_("Why the lottery gives no numbers"),
        max_length=100,
        help_text=_("Everybody reads it: it goes into the public log."),
    )


class RestoreForm(forms.Form):
    """Two of the three shares of a key that was lost."""

    first = forms.CharField(label=_("A share"), widget=forms.Textarea(attrs={"rows": 2}))
    second = forms.CharField(label=_("Another share"), widget=forms.Textarea(attrs={"rows": 2}))

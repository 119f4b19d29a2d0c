"""What the clerk chooses before a draw, and what is appointed when a round is bound."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.rules import (
    LOTTERIES,
    MOST_RESERVES,
    MOST_ROUNDS,
    Appointment,
    Planned,
    kind_of,
)
from yaohao.stages.draw.texts import GAMES, RUNG_LABELS


class SplitForm(forms.Form):
    """Into how many instalments the visits are split; asked before everything else."""

    rounds = forms.IntegerField(
        label=_("Instalments"), min_value=1, max_value=MOST_ROUNDS, initial=1,
        help_text=_("Each is drawn just before its visits, from the same frozen list."),
    )  # fmt: skip
    reserves = forms.IntegerField(
        label=_("Reserve rounds"), min_value=0, max_value=MOST_RESERVES, initial=0,
        help_text=_("They make good what became void; they may be left out."),
    )  # fmt: skip


def day() -> forms.DateInput:
    """A day as the browser's own calendar wants it, in whatever language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})


def hour() -> forms.DateTimeInput:
    """A moment as the browser's own calendar wants it."""
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class RoundForm(forms.Form):
    """One round: weight, days of the visits, most visits of one officer."""

    reserve = forms.BooleanField(required=False, widget=forms.HiddenInput)
    start = forms.DateField(label=_("Visits from"), widget=day())
    end = forms.DateField(label=_("Visits to"), widget=day())
    weight = forms.IntegerField(
        label=_("Weight of the round"), min_value=1, max_value=1000,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )  # fmt: skip
    cap = forms.IntegerField(
        label=_("Most visits per officer"), min_value=1, max_value=9999,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )  # fmt: skip


RoundForms = formset_factory(RoundForm, extra=0, max_num=MOST_ROUNDS + MOST_RESERVES)


class PrepareForm(forms.Form):
    """What kind of draw, where its randomness comes from, and what may give way."""

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
            ("", _("none")),
        ],
        required=False,
        initial="d10",
    )
    lottery = forms.ChoiceField(
        label=_("Numbers of a lottery"),
        choices=[("", _("none")), *((game, GAMES[game]) for game in LOTTERIES)],
        required=False,
        help_text=_("A named issue, drawn after the list is bound. If it fails, dice or drand."),
    )
    drand = forms.BooleanField(
        label=_("drand, the public beacon"),
        help_text=_("A signature published at a named moment; nobody can foresee or forge it."),
        required=False,
    )
    relax = forms.MultipleChoiceField(
        label=_("What may give way if not every visit can be staffed"),
        choices=[(kind, RUNG_LABELS[kind]) for kind in RUNG_LABELS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In this order, as announced. Certificates, recusals and functions never do."),
    )
    lenders = forms.ModelMultipleChoiceField(
        label=_("Bureaus that lend officers"), queryset=Bureau.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    quorum = forms.IntegerField(
        label=_("Cosignatures before anything is known"),
        min_value=0,
        max_value=99,
        initial=0,
        required=False,
        help_text=_(
            "How many of the bureau's cosigning witnesses must sign the log before the numbers "
            "come; 0 for none. More than half of them leaves no room for two histories."
        ),
    )
    holders = forms.CharField(
        label=_("Holders of the key's shares"),
        required=False,
        help_text=_(
            "Three names, one a line, or nobody. Any two of them can bring a lost key back; any "
            "two of them together could also know the result early."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, bureau: Bureau, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Bureau.objects.exclude(pk=bureau.pk).order_by("code")
        lenders = cast("forms.ModelMultipleChoiceField[Bureau]", self.fields["lenders"])
        lenders.queryset = others

    def clean(self) -> dict[str, Any]:
        """A draw that counts ends with a public source."""
        data = super().clean() or {}
        public = data.get("dice") or data.get("lottery") or data.get("drand")
        if data.get("kind") == "draw" and not public:
            self.add_error(
                "dice", _("A draw that counts ends with dice, a lottery or drand. Choose one.")
            )
        return data

    @property
    def main(self) -> list[forms.BoundField]:
        """What every draw needs."""
        return [self[name] for name in ("kind", "witnesses", "dice", "lottery", "drand")]

    @property
    def more(self) -> list[forms.BoundField]:
        """What a draw may have besides."""
        return [self[name] for name in ("relax", "lenders", "quorum", "holders")]

    def choice(self, rounds: Sequence[Planned]) -> Choice:
        """The choice as the operation takes it."""
        values = self.cleaned_data
        return Choice(
            exercise=values["kind"] == "exercise",
            rounds=rounds,
            witnesses=values["witnesses"],
            dice=values["dice"],
            lottery=values["lottery"],
            drand=values["drand"],
            relax=values["relax"],
            lenders=[bureau.code for bureau in values["lenders"]],
            quorum=values["quorum"] or 0,
            holders=values["holders"].splitlines(),
        )


class BindForm(forms.Form):
    """The issue of the lottery and the moments, for the sources that were announced."""

    lottery_issue = forms.CharField(
        label=_("Issue of the lottery"), max_length=32, help_text=_("As printed, like 2026133.")
    )
    lottery_time = forms.DateTimeField(
        label=_("The lottery is drawn on"),
        widget=hour(),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    drand_time = forms.DateTimeField(
        label=_("drand is read on"), widget=hour(), input_formats=["%Y-%m-%dT%H:%M"]
    )

    def __init__(self, *args: Any, announced: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {kind_of(source) for source in announced}
        for name in list(self.fields):
            if name.partition("_")[0] not in kinds:
                del self.fields[name]

    def appointment(self) -> Appointment:
        """What the round is bound to."""
        return Appointment(**self.cleaned_data)


def needs_appointment(announced: Sequence[str]) -> bool:
    """Whether a round of these sources is bound on a page of its own."""
    return bool({kind_of(source) for source in announced} & {"lottery", "drand"})


def rounds_of(forms_: BaseFormSet[RoundForm]) -> list[Planned]:
    """The rounds as typed, numbered in their order."""
    return [
        Planned(number=place, **form.cleaned_data) for place, form in enumerate(forms_.forms, 1)
    ]

"""The parts of a line beside pool and dates: regime, cycle, further items, who joins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.ground.theme.fields import day
from yaohao.stages.planning import queries
from yaohao.stages.planning.forms.teams import TeamForm, team_of
from yaohao.stages.planning.models import REGIMES, Line
from yaohao.stages.planning.rules import MOST_DRAWS, Part, PartnerDraft, Regime
from yaohao.stages.registers.models import Item


class JointForm(TeamForm):
    """What is left empty means: by lot, one draw, one item, the responsible section alone."""

    regime = forms.ChoiceField(
        label=_("Kind of inspection"), choices=REGIMES, required=False,
        help_text=_("A key inspection takes all of the pool; its figures stand apart."),
    )  # fmt: skip
    ordered_by = forms.CharField(
        label=_("Ordered by (document)"), max_length=200, required=False,
        help_text=_("For a special inspection: who ordered it, and the document's number."),
    )  # fmt: skip
    frequency = forms.IntegerField(
        label=_("Draws in the period"), min_value=1, max_value=MOST_DRAWS, required=False,
        help_text=_("The number to be drawn is spread over so many instalments."),
    )  # fmt: skip
    openly = forms.BooleanField(
        label=_("The result is told at once (open draw)"), required=False,
        help_text=_(
            "Only for announced inspections: hall and public learn enterprises and teams with the "
            "draw. Else everything stays sealed until the visit (article 20)."
        ),
    )  # fmt: skip
    cycle_starts = day(_("Cycle from"), required=False)
    cycle_ends = day(
        _("Cycle to"), required=False,
        help_text=_("Only for a new cycle. Empty: the calendar year. It may span years."),
    )  # fmt: skip
    further_items = forms.ModelMultipleChoiceField(
        label=_("Further items on the same visit"), queryset=Item.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    joining = forms.ModelMultipleChoiceField(
        label=_("Sections that join"), queryset=Section.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    initiates = forms.CharField(
        label=_("Department that initiates"), max_length=100, required=False,
        help_text=_("Only when another department does; empty: the responsible section."),
    )  # fmt: skip
    assists = forms.CharField(
        label=_("Other departments that assist"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One in each line."),
    )  # fmt: skip

    def choose_from(self, bureau: Bureau, year: int) -> None:
        """Offer the items and sections of the bureau."""
        offered: dict[str, Any] = self.fields
        offered["further_items"].queryset = queries.items_for(bureau, year)
        offered["joining"].queryset = Section.objects.filter(bureau=bureau).order_by("code")
        self.offer_senders(bureau)

    @property
    def joins(self) -> bool:
        """Whether something stands in the part about a joint inspection, or is wrong there."""
        names = ("further_items", "joining", "initiates", "assists", "sends")
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def regime_now(self) -> Regime:
        """The regime chosen now, a sound one whatever was posted."""
        source = self.data if self.is_bound else self.initial
        chosen = source.get("regime")
        known = {regime.value for regime in Regime}
        return Regime(chosen) if chosen in known else Regime.RANDOM

    def clean_frequency(self) -> int:
        """One draw where nothing is typed."""
        return self.cleaned_data["frequency"] or 1

    def joined(self) -> dict[str, Any]:
        """These fields as a draft takes them; only of a form without errors."""
        values = self.cleaned_data
        first, last = values["cycle_starts"], values["cycle_ends"]
        return {
            "regime": self.regime_now,
            "ordered_by": values["ordered_by"],
            "frequency": values["frequency"],
            "openly": values["openly"],
            "further_items": tuple(item.pk for item in values["further_items"]),
            "partners": tuple(self.with_senders(self._partners(values))),
            "experts": self.experts_now,
            "cycle_days": (first, last) if first and last else None,
        }

    def _partners(self, values: dict[str, Any]) -> list[PartnerDraft]:
        inside = [PartnerDraft(each.name, section=each.pk) for each in values["joining"]]
        outside = [PartnerDraft(name) for name in map(str.strip, values["assists"].splitlines())
                   if name]  # fmt: skip
        first = values["initiates"].strip()
        return [*([PartnerDraft(first, Part.INITIATES)] if first else []), *inside, *outside]

    def refuse_half_a_cycle(self) -> None:
        """One day of a cycle needs the other."""
        first, last = self.cleaned_data.get("cycle_starts"), self.cleaned_data.get("cycle_ends")
        if bool(first) != bool(last):
            place = "cycle_ends" if first else "cycle_starts"
            self.add_error(place, _("Write both days of the cycle, or none."))


def joint_of(line: Line) -> dict[str, Any]:
    """These fields of a stored line."""
    partners = list(line.partners.order_by("pk"))
    outside = [one for one in partners if one.section_id is None]
    # A bureau that sends an officer is ticked, not typed.
    typed = [one for one in outside if not (one.role and one.part == Part.ASSISTS.value)]
    return {
        **team_of(line),
        "regime": line.regime,
        "ordered_by": line.ordered_by,
        "frequency": line.frequency,
        "openly": line.openly,
        "further_items": list(line.further_items.values_list("pk", flat=True)),
        "joining": [one.section_id for one in partners if one.section_id],
        "initiates": "".join(one.name for one in outside if one.part == Part.INITIATES.value),
        "assists": "\n".join(one.name for one in typed if one.part == Part.ASSISTS.value),
    }

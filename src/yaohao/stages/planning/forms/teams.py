"""Who goes into every team: own officers, officers of departments that join, experts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.capacity import Crew
from yaohao.stages.planning.queries.senders import Sender
from yaohao.stages.planning.rules import (
    EXPERTS,
    LEAST_OFFICERS,
    ROLES,
    PartnerDraft,
    expert_places,
    own_places,
    places,
)
from yaohao.stages.planning.teams import crew_words

TEAMS = [
    ("2", _("two officers: lead and second")),
    ("3", _("three officers: lead, second and third")),
]
NUMBERS = [("0", _("none")), ("1", _("one expert")), ("2", _("two experts"))]
_SECTION, _BUREAU = "section", "bureau"


class TeamForm(forms.Form):
    """Without experts and departments a team is of own officers alone."""

    team = forms.ChoiceField(
        label=_("Team"), choices=TEAMS,
        help_text=_("Officers of this bureau; two at least, whoever else comes along."),
    )  # fmt: skip
    cap = forms.IntegerField(
        label=_("Most visits per officer"), min_value=1, max_value=999,
        help_text=_("Also of an officer of another department, and of an expert."),
    )  # fmt: skip
    experts = forms.ChoiceField(
        label=_("Experts in every team"), choices=NUMBERS, required=False,
        help_text=_("Drawn from the library of experts, by trade; they advise and sign nothing."),
    )  # fmt: skip
    sends = forms.MultipleChoiceField(
        label=_("Send an officer into every team"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Drawn from the department's own officers. Whoever is ticked joins. Only sections of "
            "this bureau and bureaus that use this system have officers to draw from."
        ),
    )  # fmt: skip

    def offer_senders(self, bureau: Bureau) -> None:
        """Sections of the bureau, and the other bureaus that are there."""
        sections = Section.objects.filter(bureau=bureau).order_by("code")
        others = Bureau.objects.exclude(pk=bureau.pk).filter(successor=None).order_by("code")
        offered: Any = self.fields["sends"]
        self._senders: dict[str, Sender] = {
            **{f"{_SECTION}:{each.pk}": each for each in sections},
            **{f"{_BUREAU}:{each.pk}": each for each in others},
        }
        offered.choices = [(key, each.name) for key, each in self._senders.items()]

    @property
    def team_and_cap(self) -> tuple[int, int]:
        """Own officers of a team and most visits of one, as far as they are typed."""
        source = self.data if self.is_bound else self.initial
        team, cap = (_number(source.get(name)) for name in ("team", "cap"))
        sound = team if team in range(LEAST_OFFICERS, len(ROLES) + 1) else LEAST_OFFICERS
        return sound, cap or 1

    @property
    def experts_now(self) -> int:
        """How many experts are chosen now, a sound number whatever was posted."""
        source = self.data if self.is_bound else self.initial
        chosen = _number(source.get("experts"))
        return chosen if chosen <= len(EXPERTS) else 0

    @property
    def sending_now(self) -> list[Sender]:
        """The sections and bureaus that are ticked now, in the order of the list."""
        ticked = set(map(str, self["sends"].value() or ()))
        return [each for key, each in self._senders.items() if key in ticked]

    @property
    def crew(self) -> Crew:
        """The team as far as it is filled in."""
        return Crew(self.team_and_cap[0], tuple(self.sending_now), self.experts_now)

    @property
    def team_said(self) -> str:
        """The team in words, as far as it is filled in."""
        crew = self.crew
        roles = places(ROLES[: crew.own], len(crew.departments), crew.experts)
        names = [each.name for each in crew.departments]
        return crew_words(roles, dict(zip(roles[crew.own :], names, strict=False)))

    def with_senders(self, partners: list[PartnerDraft]) -> list[PartnerDraft]:
        """The partners, each ticked one as one that sends; who is named nowhere else comes last."""
        found = list(partners)
        for each in self.sending_now:
            section = each.pk if isinstance(each, Section) else None
            bureau = each.pk if isinstance(each, Bureau) else None
            here = next(
                (place for place, one in enumerate(found)
                 if one.section == section and one.name == each.name), None
            )  # fmt: skip
            part = {} if here is None else {"part": found.pop(here).part}
            made = PartnerDraft(each.name, section=section, bureau=bureau, sends=True, **part)
            found.insert(len(found) if here is None else here, made)
        return found


def team_of(line: Line) -> dict[str, Any]:
    """These fields of a stored line."""
    sending = line.partners.exclude(role="")
    return {
        "team": str(len(own_places(line.roles))),
        "cap": line.cap,
        "experts": str(len(expert_places(line.roles))),
        "sends": [
            f"{_SECTION}:{one.section_id}" if one.section_id else f"{_BUREAU}:{one.bureau_id}"
            for one in sending.order_by("role")
        ],
    }


def _number(text: Any) -> int:
    return int(text) if str(text or "").isdecimal() else 0

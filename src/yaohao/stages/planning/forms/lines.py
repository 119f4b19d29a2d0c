"""A line of the plan as a form: item, filter, strata with their shares, dates, team."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.ground.theme.fields import day
from yaohao.stages.planning import queries
from yaohao.stages.planning.forms.joint import JointForm, joint_of
from yaohao.stages.planning.forms.shares import ShareInput, read_inputs, shares, typed
from yaohao.stages.planning.models import AIMS, ROUNDINGS, Line
from yaohao.stages.planning.rules import (
    ROLES,
    Aim,
    LineDraft,
    Regime,
    Rounding,
    Sentence,
    check_terms,
    sentence_of,
)
from yaohao.stages.planning.rules.carrying import officers_needed
from yaohao.stages.planning.texts import problem_words, strata_codes, stratum_word
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.queries import group_choices, level_choices, region_table
from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Credit,
    Field,
    Focus,
    Risk,
    Scale,
    StratifyBy,
)
from yaohao.stages.registers.rules.pool_filter import PoolFilter

FILTERS = (
    "regions", "fields", "groups", "focus", "levels", "risks", "credits", "scales", "affiliations",
)  # fmt: skip
# `fields` is taken by Django's own forms.
FORM_NAMES = {name: name for name in FILTERS} | {"fields": "field"}
_ALL = "100"


def _boxes(label: Any, pairs: list[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=pairs, required=False, widget=forms.CheckboxSelectMultiple
    )


class LineForm(JointForm):
    """Also answers while it is half filled: `inputs` and `sentence` never raise."""

    title = forms.CharField(label=_("Title"), max_length=200)
    item = forms.ModelChoiceField(label=_("Item"), queryset=Item.objects.none())
    cycle = forms.CharField(
        label=_("Cycle"),
        max_length=32,
        help_text=_("Whoever was drawn in a cycle is not drawn again in it (article 14)."),
    )
    aim = forms.ChoiceField(label=_("Kind of draw"), choices=AIMS)
    regions = _boxes(_("County"), [])
    field = _boxes(_("Industry field"), choices(Field))
    groups = _boxes(_("Unit group"), [])
    focus = _boxes(_("Focus enterprises"), choices(Focus))
    levels = _boxes(_("Owning level"), [])
    risks = _boxes(_("Risk grade"), choices(Risk))
    credits = _boxes(_("Credit grade"), choices(Credit))
    scales = _boxes(_("Scale"), choices(Scale))
    affiliations = _boxes(_("Affiliation"), choices(Affiliation))
    stratify_by = forms.ChoiceField(label=_("Strata by"), choices=choices(StratifyBy))
    rounding = forms.ChoiceField(label=_("Rounding"), choices=ROUNDINGS)
    period_start = day(_("Period from"))
    period_end = day(_("Period to"))
    window_start = day(_("Visits from"))
    window_end = day(_("Visits to"))
    section = forms.ModelChoiceField(
        label=_("Responsible section"), queryset=Section.objects.none(), required=False
    )

    def __init__(
        self, data: QueryDict | None = None, *, bureau: Bureau, year: int, line: Line | None = None,
        proposed: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        initial = from_line(line) if line else blank(year) | dict(proposed or {})
        super().__init__(data, initial=initial)
        self.bureau, self.year, self.line = bureau, year, line
        self.choose_from(bureau, year)
        self._choice("item").queryset = queries.items_for(bureau, year)
        self._choice("section").queryset = Section.objects.filter(bureau=bureau).order_by("code")
        counties = [(code, region_table().name(code)) for code in self.counties]
        self._choice("regions").choices = counties
        kept = line.pool_filter.groups if line else ()
        self._choice("groups").choices = group_choices(bureau, kept)
        self._choice("levels").choices = level_choices(bureau)

    def _choice(self, name: str) -> Any:
        return self.fields[name]

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The parts of the filter that have something to choose from."""
        return [
            self[FORM_NAMES[name]] for name in FILTERS if self._choice(FORM_NAMES[name]).choices
        ]

    @cached_property
    def counties(self) -> list[str]:
        """Codes of the counties that hold objects of the bureau."""
        return queries.counties(self.bureau)

    @property
    def stratify(self) -> str:
        """The attribute chosen now, a sound one whatever was posted."""
        chosen = self.data.get("stratify_by") if self.is_bound else self.initial["stratify_by"]
        return chosen if chosen in {by.value for by in StratifyBy} else StratifyBy.NONE.value

    @cached_property
    def pool_filter(self) -> PoolFilter:
        """The filter chosen now; values that do not exist are left out."""
        chosen = {}
        for name in FILTERS:
            allowed = {str(value) for value, _label in self._choice(FORM_NAMES[name]).choices}
            chosen[name] = tuple(set(self._values(FORM_NAMES[name])) & allowed)
        return PoolFilter(**chosen)

    def _values(self, name: str) -> list[str]:
        if not self.is_bound:
            return list(self.initial.get(name, ()))
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []

    @cached_property
    def bases(self) -> dict[str, int]:
        """Objects that may be drawn, per stratum, of the pool chosen now."""
        return queries.bases(self.bureau, self.pool_filter, self.stratify)

    @cached_property
    def inputs(self) -> list[ShareInput]:
        """One input per stratum that can occur."""
        by = self.stratify
        words = {code: stratum_word(by, code) for code in strata_codes(by, self.counties)}
        if self.is_bound:
            return self._whole(read_inputs(self.data, words))
        stored = {share.code: share for share in self.initial.get("shares", ())}
        return [ShareInput(code, name, *typed(stored.get(code))) for code, name in words.items()]

    def _whole(self, rows: list[ShareInput]) -> list[ShareInput]:
        """A key inspection takes all: what is left empty, or was chosen before it, is filled."""
        if self.regime_now is not Regime.KEY:
            return rows
        asked = self.data.get("part") == "strata"
        return [
            replace(row, text=_ALL, unit="ratio", error="") if asked or not row.text else row
            for row in rows
        ]

    @cached_property
    def item_now(self) -> Item | None:
        """The item chosen now."""
        chosen = self.data.get("item") if self.is_bound else self.initial.get("item")
        rows: Any = self._choice("item").queryset
        return rows.filter(pk=chosen).first() if str(chosen or "").isdecimal() else None

    @property
    def cycle_now(self) -> str:
        """The name of the cycle as it stands in the form."""
        return str((self.data if self.is_bound else self.initial).get("cycle") or "").strip()

    @property
    def officers(self) -> int:
        """The fewest own officers that the visits need."""
        team, cap = self.team_and_cap
        return officers_needed(self.sentence.to_draw, cap, team)

    @property
    def window_now(self) -> tuple[date, date] | None:
        """First and last day of the visits; None until both are typed and in order."""
        first, last = self._day("window_start"), self._day("window_end")
        return (first, last) if first and last and first <= last else None

    @property
    def visits_on(self) -> date:
        """The first day of the visits, as far as it is typed: their year's limits count."""
        return self._day("window_start") or date(self.year, 1, 1)

    def _day(self, name: str) -> date | None:
        source = self.data if self.is_bound else self.initial
        try:
            return date.fromisoformat(str(source.get(name)))
        except ValueError:
            return None

    @cached_property
    def sentence(self) -> Sentence:
        """符合条件 N 户 → 抽 k 户, as far as the form is filled."""
        chosen = self.data.get("rounding") if self.is_bound else self.initial["rounding"]
        known = {rounding.value for rounding in Rounding}
        rounding = Rounding(chosen if chosen in known else Rounding.HALF_UP)
        return sentence_of(self.bases, shares(self.inputs, self.bases), rounding)

    def clean(self) -> dict[str, Any]:
        """Judge the whole by the rules of the plan."""
        cleaned: dict[str, Any] = super().clean() or {}
        for row in self.inputs:
            if row.error:
                self.add_error(None, f"{row.word}：{row.error}")
        self.refuse_half_a_cycle()
        if not self.errors:
            for problem in check_terms(self.draft().terms(self.year)):
                place = problem.where if problem.where in self.fields else None
                self.add_error(place, problem_words(problem, self.stratify))
        return cleaned

    def draft(self) -> LineDraft:
        """What the form says; only of a form without errors."""
        values = self.cleaned_data
        return LineDraft(
            title=values["title"],
            item=values["item"].pk,
            aim=Aim(values["aim"]),
            filter=self.pool_filter.to_json(),
            stratify_by=self.stratify,
            shares=shares(self.inputs, self.bases),
            rounding=Rounding(values["rounding"]),
            period=(values["period_start"], values["period_end"]),
            window=(values["window_start"], values["window_end"]),
            roles=ROLES[: int(values["team"])],
            cap=values["cap"],
            cycle=values["cycle"],
            section=values["section"].pk if values["section"] else None,
            **self.joined(),
        )


def from_line(line: Line) -> dict[str, Any]:
    """The form of a stored line."""
    wanted, table = line.pool_filter, region_table()
    return {
        **joint_of(line),
        **{FORM_NAMES[name]: list(getattr(wanted, name)) for name in FILTERS},
        FORM_NAMES["regions"]: sorted({table.current(code) or code for code in wanted.regions}),
        "shares": line.shares,
        "title": line.title,
        "item": line.item_id,
        "cycle": line.cycle,
        "aim": line.type,
        "stratify_by": line.stratify_by,
        "rounding": line.rounding,
        "period_start": line.period_start,
        "period_end": line.period_end,
        "window_start": line.window_start,
        "window_end": line.window_end,
        "section": line.section_id,
    }


def blank(year: int) -> dict[str, Any]:
    """A new line: nothing is guessed but what follows from the year and article 16."""
    return {
        "cycle": str(year),
        "aim": Aim.DIRECTED.value,
        "stratify_by": StratifyBy.RISK.value,
        "rounding": Rounding.HALF_UP.value,
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "team": "2",
        "cap": 10,
        "regime": Regime.RANDOM.value,
        "frequency": 1,
    }

"""Which exceptions, complaints and figures are shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.ground.theme.filtering import UNKNOWN
from yaohao.stages.oversight.models import STATES, Complaint
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.rules.exceptions import Anomaly
from yaohao.stages.oversight.wording import CODES, SEVERITIES
from yaohao.stages.planning.models import REGIMES
from yaohao.stages.planning.queries import years
from yaohao.stages.planning.rules import Regime
from yaohao.stages.registers.queries.counties import counties


class ExceptionForm(forms.Form):
    """Kind and weight; empty is all."""

    kind = forms.ChoiceField(
        label=_("What"), required=False,
        choices=[("", _("all")), *((code.value, word) for code, word in CODES.items())],
    )  # fmt: skip
    severity = forms.ChoiceField(
        label=_("Weight"), required=False,
        choices=[("", _("all")), *((one.value, word) for one, word in SEVERITIES.items())],
    )  # fmt: skip


class ExceptionFilter:
    """The filter row over found exceptions, which are no rows of a table."""

    def __init__(self, data: Any) -> None:
        self.form = ExceptionForm(data)

    def among(self, found: Iterable[Anomaly]) -> list[Anomaly]:
        """Those that match; an unknown value matches nothing away."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        kind, severity = values.get("kind", ""), values.get("severity", "")
        return [
            one
            for one in found
            if kind in ("", one.code.value) and severity in ("", one.rule.severity.value)
        ]


class ComplaintFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """State of the complaint."""

    state = django_filters.ChoiceFilter(label=_("State"), empty_label=_("all"), choices=STATES)

    class Meta:
        model = Complaint
        fields: list[str] = []


BY = [("line", _("Line of the plan")), ("section", _("Section")), ("month", _("Month"))]


class StatisticsFilter:
    """Year, section, kind of inspection, county; `apart` where one kind has to be named.

    A value that cannot be is said at its field, and `chosen` is None.
    """

    def __init__(
        self, data: Any, bureau: Bureau, today: date, *, apart: bool = False, by: bool = False
    ) -> None:
        offered = sorted({*years(bureau), today.year}, reverse=True)
        fields: dict[str, tuple[Any, list[tuple[str, Any]], str]] = {
            "year": (_("Year"), [(str(year), str(year)) for year in offered], str(today.year)),
            "section": (_("Section"), _all(_sections(bureau)), ""),
            "regime": (
                _("Kind of inspection"),
                REGIMES if apart else _all(REGIMES),
                Regime.RANDOM.value if apart else "",
            ),
            "county": (_("County"), _all(_counties(bureau)), ""),
        }
        if by:
            fields = {"by": (_("One row per"), BY, "line"), **fields}
        asked = {name: data.get(name) or usual for name, (_w, _c, usual) in fields.items()}
        self.bureau = bureau
        self.form = forms.Form(asked)
        for name, (word, known, _usual) in fields.items():
            field = forms.ChoiceField(label=word, choices=known, required=False)
            field.error_messages["invalid_choice"] = UNKNOWN
            self.form.fields[name] = field
        self.valid = self.form.is_valid()

    @property
    def values(self) -> dict[str, str]:
        """What was chosen, by field."""
        return dict(self.form.cleaned_data)

    @property
    def year(self) -> str:
        """The year in words."""
        return self.values.get("year", "")

    @property
    def chosen(self) -> Chosen | None:
        """What to answer; None where a value is refused."""
        if not self.valid:
            return None
        values = self.values
        return Chosen(
            self.bureau,
            int(values["year"]),
            int(values["section"]) if values["section"] else None,
            Regime(values["regime"]) if values["regime"] else None,
            values["county"],
        )

    @property
    def mistakes(self) -> list[str]:
        """What the fields refuse, with their labels."""
        return [
            f"{self.form.fields[name].label}：{' '.join(map(str, said))}"
            for name, said in self.form.errors.items()
        ]


def _all(known: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", _("all")), *known]


def _sections(bureau: Bureau) -> list[tuple[str, str]]:
    rows = Section.objects.filter(bureau=bureau).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _counties(bureau: Bureau) -> list[tuple[str, str]]:
    return [pair for pair in counties(bureau) if not pair[0].endswith("00")]

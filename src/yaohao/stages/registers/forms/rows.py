"""A form of one row, made from the columns of its register."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from yaohao.ground.sheets.cells import Choice, Date, Kind, Text, YesNo
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.problems import UnreadableError
from yaohao.stages.registers.columns.cells import QUESTIONS, FieldList, Words
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.rules.kinds import Field
from yaohao.stages.registers.rules.plan import Problem
from yaohao.stages.registers.wording import reason_of

LONG = 1000  # characters from which on a text gets several lines


class CellField(forms.CharField):
    """One line of text, read as a cell of a sheet is read. Blank is None."""

    def __init__(self, kind: Kind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return () if isinstance(self.kind, Words) else None
        try:
            return self.kind(text)
        except UnreadableError as error:
            raise ValidationError(f"{error.reason} {error.repair}".strip()) from None

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        shown = self.kind.show(value)
        return str(shown).replace("；", "\n") if self.kind is QUESTIONS else shown


class RowForm(forms.Form):
    """Fields by column key; `values()` is what the operations take."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """The row, by column key; blank is None."""
        cleaned = {key: value for key, value in self.cleaned_data.items() if key != "revision"}
        return {key: None if value == "" else value for key, value in cleaned.items()}

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Show at the fields what the rules refused."""
        for problem in problems:
            text = " ".join(reason_of(problem))
            key = problem.key if problem.key in self.fields else None
            self.add_error(key, text)


def add_fields(form: RowForm, columns: Iterable[Column], initial: Mapping[str, Any]) -> None:
    """Give the form a field for each column, filled from `initial`."""
    for column in columns:
        form.fields[column.key] = _field(column)
        if column.key in initial:
            form.initial[column.key] = initial[column.key]


def choose_county(
    form: RowForm, counties: Sequence[tuple[str, str]], stored: Mapping[str, Any] | None
) -> None:
    """Let the county be chosen; one of an earlier time stays as long as it is not changed."""
    there = (stored or {}).get("region", "")
    kept = [(there, there)] if there and there not in dict(counties) else []
    form.fields["region"] = forms.ChoiceField(
        label=form.fields["region"].label, choices=[("", "—"), *kept, *counties], required=False
    )


def _field(column: Column) -> forms.Field:
    kind, name = column.parse, str(column.name)
    if isinstance(kind, Choice):
        options = [(value, str(kind.show(value))) for value in kind.options]
        return forms.ChoiceField(label=name, choices=options, required=False)
    if isinstance(kind, FieldList):
        return forms.MultipleChoiceField(
            label=name,
            choices=choices(Field),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    if isinstance(kind, YesNo):
        return forms.BooleanField(label=name, required=False)
    widget: forms.Widget = forms.TextInput()
    if isinstance(kind, Date):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    elif isinstance(kind, Words) and kind is QUESTIONS:
        widget = forms.Textarea(attrs={"rows": 6})
    elif isinstance(kind, Text) and kind.longest >= LONG:
        widget = forms.Textarea(attrs={"rows": 3})
    return CellField(kind, label=name, required=column.required, widget=widget)

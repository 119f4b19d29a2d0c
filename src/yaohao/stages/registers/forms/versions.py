"""One row in three versions: as it was opened, as it is now, as it was typed.

A form carries along what it showed when it was opened, signed. So the clerk who comes second sees
field by field what the first has changed meanwhile, and nothing that either typed is lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from yaohao.stages.registers.forms.rows import RowForm
from yaohao.stages.registers.rules.plan import text_of

OPENED, BEFORE, TAKE, DECIDE = "opened", "before", "take-", "decide"
MINE, THEIRS = "mine", "theirs"
_SALT = "registers.versions"
_BLANK = "—"

Raw = Mapping[str, list[str]]  # by field what a browser would send
Make = Callable[[QueryDict | None], RowForm]


@dataclass(frozen=True, slots=True)
class Line:
    """One field that differs, in words. `take` is what is chosen beforehand, empty for neither."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    take: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What the page of two versions shows, and what its form carries along."""

    lines: list[Line]
    kept: list[tuple[str, str]]
    opened: str
    before: str
    revision: int


def seal(form: RowForm) -> str:
    """What a form that nobody has typed into yet shows, for its hidden field."""
    return signing.dumps(raw_of(form), salt=_SALT, compress=True)


def unseal(text: str) -> Raw:
    """What `seal` kept; empty where it is missing or not ours."""
    try:
        found: Raw = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return {}
    return found


def raw_of(form: RowForm) -> dict[str, list[str]]:
    """By field what the browser would send if nobody typed anything."""
    return {name: _raw(form[name]) for name in form.fields if name != "revision"}


def _raw(field: forms.BoundField) -> list[str]:
    value, widget = field.value(), field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
        return [str(one) for one in value or ()]
    if not isinstance(widget, forms.Select):
        value = widget.format_value(value)
    return ["" if value is None else str(value)]


def settled(sent: QueryDict) -> tuple[QueryDict, list[str]]:
    """What was sent with each choice carried out, and the fields where none was made."""
    data, theirs = sent.copy(), unseal(sent.get(OPENED, ""))
    undecided = []
    for name in sent.getlist(DECIDE):
        choice = sent.get(f"{TAKE}{name}")
        if choice == THEIRS and name in theirs:
            data.setlist(name, theirs[name])
        elif choice != MINE:
            undecided.append(name)
    return data, undecided


def versions(make: Make, sent: QueryDict, revision: int) -> Versions:
    """Compare what was sent with the row as it is now; `make` makes the form of the present row."""
    now = make(None)
    theirs, mine = raw_of(now), {name: sent.getlist(name) for name in now.fields}
    before = unseal(sent.get(BEFORE) or sent.get(OPENED, ""))
    read = {key: _read(make, raw) for key, raw in
            ((BEFORE, before), (THEIRS, theirs), (MINE, mine))}  # fmt: skip
    lines = []
    for name, field in now.fields.items():
        old, other, own = (read[key].get(name, "") for key in (BEFORE, THEIRS, MINE))
        if name == "revision" or own == other:
            continue
        chosen = sent.get(f"{TAKE}{name}", "")
        if not chosen and before:
            chosen = THEIRS if own == old else MINE if other == old else ""
        lines.append(Line(
            name, str(field.label), _words(field, before[name]) if name in before else _("unknown"),
            _words(field, theirs[name]), _words(field, mine[name]), chosen,
        ))  # fmt: skip
    kept = [(name, value) for name in now.fields for value in mine[name] if name != "revision"]
    sealed = sent.get(BEFORE) or sent.get(OPENED, "")
    return Versions(lines, kept, seal(now), sealed, revision)


def _read(make: Make, raw: Raw) -> dict[str, str]:
    """By field the value that a form reads, as text to compare; where it reads none, as it is."""
    data = QueryDict(mutable=True)
    for name, values in raw.items():
        data.setlist(name, values)
    form = make(data)
    form.is_valid()
    return {
        name: text_of(form.cleaned_data.get(name, ",".join(raw.get(name, [])))).replace(
            "\r\n", "\n"
        )
        for name in form.fields
    }


def _words(field: forms.Field, values: list[str]) -> str:
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        options: Any = field.choices
        labels = {str(value): str(label) for value, label in options}
        return "、".join(labels.get(value, value) for value in values) or _BLANK
    return "、".join(values) or _BLANK

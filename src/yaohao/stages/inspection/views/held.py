"""What was typed when an act was refused: it stands on the page again, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True, slots=True)
class Held:
    """One refused act: its name, its form as typed, the reason.

    `question` and `problem` are the keys of the part of the page it belongs to, 0 for none.
    """

    act: str
    form: forms.Form
    reason: str

    @property
    def question(self) -> int:
        """Key of the question the form belongs to."""
        return _number(self.form.data, "question")

    @property
    def problem(self) -> int:
        """Key of the problem the form belongs to."""
        return _number(self.form.data, "row") or _number(self.form.data, "problem")

    @property
    def typed(self) -> Mapping[str, str]:
        """The plain texts, for the forms the page writes by hand."""
        return {name: str(self.form.data.get(name, "")) for name in self.form.fields}


def kept(held: Held | None, act: str, fresh: forms.Form) -> forms.Form:
    """The form of `act` on a page: as typed where it was refused, fresh otherwise."""
    if held and held.act == act and not (held.question or held.problem):
        if held.form.is_valid():
            held.form.add_error(None, held.reason)
        return held.form
    return fresh


def _number(data: Mapping[str, str], name: str) -> int:
    text = str(data.get(name, ""))
    return int(text) if text.isdigit() else 0

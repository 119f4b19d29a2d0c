"""One of several words, and yes or no."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from yaohao.ground.sheets.cells.kind import Form
from yaohao.ground.sheets.cells.texts import folded
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.problems import UnreadableError

Label = str | Promise


def spellings(label: Label) -> list[str]:
    """A label in every language of the product."""
    if isinstance(label, str):
        return [label]
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(str(label))
    return found


@dataclass(frozen=True)
class Choice:
    """A value by its code or one of its labels. `options`: value → label, or several.

    The first label is the one that exports show; lazy translations are read in every language.
    """

    options: Mapping[Any, Label | Sequence[Label]]
    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> Any:
        known = self._known
        word = folded(cell).casefold()
        if word in known:
            return known[word]
        near = get_close_matches(word, known, n=1, cutoff=0.6)
        allowed = "、".join(str(self._first(value)) for value in self.options)
        if near:
            guess = self._first(known[near[0]])
            raise UnreadableError(
                _("is not in the list."),
                _("Did you mean “%(guess)s”? Allowed: %(allowed)s.")
                % {"guess": guess, "allowed": allowed},
            )
        raise UnreadableError(
            _("is not in the list."), _("Allowed: %(allowed)s.") % {"allowed": allowed}
        )

    def show(self, value: Any) -> Cell:
        return str(self._first(value)) if value in self.options else str(value)

    def _labels(self, value: Hashable) -> Sequence[Label]:
        labels = self.options[value]
        return [labels] if isinstance(labels, str | Promise) else labels

    def _first(self, value: Hashable) -> Label:
        return self._labels(value)[0]

    @cached_property
    def _known(self) -> dict[str, Any]:
        known = {folded(str(value)).casefold(): value for value in self.options}
        for value in self.options:
            for label in self._labels(value):
                for spelling in spellings(label):
                    known.setdefault(folded(spelling).casefold(), value)
        return known


YES = frozenset(["是", "有", "对", "y", "yes", "true", "1", "√", "✓", "✔", "☑", "v"])
NO = frozenset(["否", "无", "不", "没有", "n", "no", "false", "0", "×", "x", "✗", "✘", "☐"])


@dataclass(frozen=True)
class YesNo:
    """是/否, 有/无, √/×, yes/no, 1/0."""

    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> bool:
        word = folded(cell).casefold()
        if word in YES:
            return True
        if word in NO:
            return False
        raise UnreadableError(_("is neither yes nor no."), _("Type 是 or 否."))

    def show(self, value: Any) -> Cell:
        return "是" if value else "否"

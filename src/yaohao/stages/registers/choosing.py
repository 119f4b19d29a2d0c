"""Which changes of the register are shown: between which roots, of which kind."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.stages.registers.models import RegisterRoot
from yaohao.stages.registers.queries.alterations import Alteration
from yaohao.stages.registers.rules.searching import fold
from yaohao.stages.registers.wording import NATURES

NOW = "now"


class AlterationForm(forms.Form):
    """From, to, kind, county, text, and whether an act explains it; empty is all."""

    since = forms.ChoiceField(label=_("From"), required=False)
    until = forms.ChoiceField(label=_("To"), required=False)
    nature = forms.ChoiceField(
        label=_("Kind of change"), required=False,
        choices=[("", _("all")), *((one.value, word) for one, word in NATURES.items())],
    )  # fmt: skip
    region = forms.ChoiceField(label=_("County"), required=False)
    known = forms.ChoiceField(
        label=_("By whom"), required=False,
        choices=[("", _("all")), ("no", _("no act is known"))],
    )  # fmt: skip
    q = forms.CharField(
        label=_("Name or id"), required=False, max_length=60, widget=forms.SearchInput
    )


class AlterationFilter:
    """The filter row; `since` and `until` are the chosen roots, `until` None for now."""

    def __init__(
        self, data: Any, dated: Sequence[RegisterRoot], counties: Sequence[tuple[str, str]],
        usual: RegisterRoot | None,
    ) -> None:  # fmt: skip
        known = {str(root.entry): root for root in dated}
        values = data.copy()
        if values.get("since") not in known:
            values["since"] = str(usual.entry) if usual else ""
        if values.get("until") not in known:
            values["until"] = NOW
        self.form = AlterationForm(values)
        named = [(key, moment(root)) for key, root in known.items()]
        self.form.fields["since"].choices = named  # type: ignore[attr-defined]
        self.form.fields["until"].choices = [(NOW, _("the register as it stands now")), *named]  # type: ignore[attr-defined]
        self.form.fields["region"].choices = [("", _("all")), *counties]  # type: ignore[attr-defined]
        self.since = known.get(values["since"])
        self.until = known.get(values["until"])

    @property
    def backwards(self) -> bool:
        """Whether the later root was chosen as the earlier."""
        return bool(self.since and self.until and self.since.entry > self.until.entry)

    def among(self, found: Iterable[Alteration]) -> list[Alteration]:
        """Those that match; an unknown value matches nothing away."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        nature, region = values.get("nature", ""), values.get("region", "")
        text = fold(values.get("q", ""))
        return [
            row
            for row in found
            if nature in ("", row.nature.value)
            and (not region or region in _regions(row))
            and (values.get("known", "") == "" or row.unexplained)
            and (not text or text in fold(row.name) or text.upper() in row.object_id)
        ]


def moment(root: RegisterRoot) -> str:
    """A root in the words of its day: date, hour, entry of the log."""
    local = timezone.localtime(root.at)
    return _("%(day)s %(hour)s, log entry %(entry)d") % {
        "day": root.date, "hour": f"{local:%H:%M}", "entry": root.entry,
    }  # fmt: skip


def _regions(row: Alteration) -> set[str]:
    return {values["region"] for values in (row.old, row.new) if values}

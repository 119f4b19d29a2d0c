"""One expert."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from yaohao.stages.registers.columns.experts import EXPERT_COLUMNS
from yaohao.stages.registers.forms.rows import RowForm, add_fields, choose_county


class ExpertForm(RowForm):
    """A new expert, or, with `stored`, everything of one but the number."""

    def __init__(
        self,
        *args: Any,
        counties: Sequence[tuple[str, str]],
        stored: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        left_out = ("code",) if stored else ()
        columns = [column for column in EXPERT_COLUMNS if column.key not in left_out]
        add_fields(self, columns, stored or {"active": True})
        choose_county(self, counties, stored)
        self.fields["trades"].help_text = gettext_lazy("Several are parted by “；”.")
        if "code" in self.fields:
            self.fields["code"].help_text = gettext_lazy("Left blank, a number is given.")

"""One item."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from yaohao.stages.registers.columns import ITEM_COLUMNS
from yaohao.stages.registers.forms.rows import RowForm, add_fields


class ItemForm(RowForm):
    """A new item, or, with `stored`, its next version from a day on."""

    def __init__(
        self, *args: Any, today: date, stored: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        left_out = ("code",) if stored else ("reason",)
        columns = [column for column in ITEM_COLUMNS if column.key not in left_out]
        add_fields(self, columns, {**(stored or {}), "valid_from": today, "reason": ""})
        if stored:
            self.fields["valid_from"].help_text = gettext_lazy(
                "The change applies from this day; until then the present version stands."
            )
            self.fields["valid_to"].help_text = gettext_lazy(
                "An item without a later version cannot be drawn after its last day. Look first "
                "which lines of the plan use it."
            )
            self.fields["reason"].required = True
            self.fields["reason"].help_text = gettext_lazy(
                "For example the amendment of the law. The public reads it (article 7)."
            )
        self.fields["basis"].help_text = gettext_lazy(
            "Put each law between 《 and 》 and name its articles: 《安全生产法》第六十五条."
        )
        self.fields["ratio"].help_text = gettext_lazy("Such as 5%; per line the plan may say more.")

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
        left_out = ("code",) if stored else ()
        columns = [column for column in ITEM_COLUMNS if column.key not in left_out]
        add_fields(self, columns, {**(stored or {}), "valid_from": today})
        if stored:
            self.fields["valid_from"].help_text = gettext_lazy(
                "The change applies from this day; until then the present version stands."
            )
        self.fields["ratio"].help_text = gettext_lazy("Such as 5%; per line the plan may say more.")

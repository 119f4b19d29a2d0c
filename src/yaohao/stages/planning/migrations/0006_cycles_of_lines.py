"""A cycle that lines named by its word alone gets its row: the calendar years of those lines."""

from datetime import date
from typing import Any

from django.db import migrations
from django.db.models import Max, Min


def rows(apps: Any, _editor: Any) -> None:
    """One row for each (bureau, item, name)."""
    lines = apps.get_model("planning", "Line").objects
    cycles = apps.get_model("planning", "Cycle").objects
    named = lines.values("plan__bureau", "item__code", "cycle").order_by("plan__bureau")
    for found in named.annotate(first=Min("period_start"), last=Max("period_end")):
        cycles.get_or_create(
            bureau_id=found["plan__bureau"],
            item_code=found["item__code"],
            name=found["cycle"],
            defaults={
                "starts": date(found["first"].year, 1, 1),
                "ends": date(found["last"].year, 12, 31),
            },
        )


class Migration(migrations.Migration):
    """Nothing to take back: the rows go with their table."""

    dependencies = [("planning", "0005_year")]
    operations = [migrations.RunPython(rows, migrations.RunPython.noop)]

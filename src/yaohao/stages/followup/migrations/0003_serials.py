"""Orders, re-checks and circulars numbered before papers had counters: counting goes on there."""

from django.db import migrations


def carry_on(apps, _editor):
    Serial = apps.get_model("documents", "Serial")
    made = {}
    for kind, model, bureau, day in (
        ("order", "Order", "bureau__code", "issued_on"),
        ("recheck", "Recheck", "order__bureau__code", "on"),
        ("circular", "Circular", "bureau__code", "issued_at"),
    ):
        rows = apps.get_model("followup", model).objects.filter(**{f"{day}__isnull": False})
        for code, on in rows.values_list(bureau, day):
            made[code, kind, on.year] = made.get((code, kind, on.year), 0) + 1
    for (code, kind, year), last in made.items():
        Serial.objects.get_or_create(
            bureau=code, kind=kind, year=year, defaults={"last": last}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0002_initial"),
        ("documents", "0001_initial"),
    ]
    operations = [migrations.RunPython(carry_on, migrations.RunPython.noop)]

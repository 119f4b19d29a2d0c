"""The limits that are shipped, with their sources."""

import csv
from importlib import resources

from django.db import migrations


def load(apps, _editor):
    text = resources.files("yaohao.stages.planning") / "caps" / "shanxi-2025.csv"
    cap = apps.get_model("planning", "Cap")
    for row in csv.DictReader(text.read_text(encoding="utf-8").splitlines()):
        cap.objects.create(
            scope=row["scope"],
            group=row["group"],
            grade=row["grade"],
            limit=int(row["limit"]),
            kinds=row["kinds"].split(),
            source=row["source"],
            read=row["read"] == "yes",
            valid_from=row["valid_from"],
            valid_to=row["valid_to"] or None,
        )


def unload(apps, _editor):
    apps.get_model("planning", "Cap").objects.filter(bureau=None).delete()


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_visit_book")]

    operations = [migrations.RunPython(load, unload)]

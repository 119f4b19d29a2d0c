"""Objects are found by two characters and by pinyin initials, through an index."""

from typing import Any

from django.db import migrations

from yaohao.stages.registers.indexing import searchable
from yaohao.stages.registers.rules.searching import grams_of, search_text


def read_names(apps: Any, _editor: Any) -> None:
    """What names are found by, written anew for all that are there."""
    objects = apps.get_model("registers", "InspectionObject").objects
    batch: list[Any] = []
    for row in objects.only("pk", "name").iterator(chunk_size=2000):
        row.search = search_text(row.name, longest=300)
        row.grams = grams_of(row.search)
        batch.append(row)
        if len(batch) == 2000:
            objects.bulk_update(batch, ["search", "grams"], batch_size=400)
            batch = []
    objects.bulk_update(batch, ["search", "grams"], batch_size=400)
    for model, longest in (("Officer", 100), ("Expert", 300)):
        people = apps.get_model("registers", model).objects
        for person in people.only("pk", "name"):
            people.filter(pk=person.pk).update(search=search_text(person.name, longest=longest))


class Migration(migrations.Migration):
    """Reading the names first, then the index over them."""

    dependencies = [("registers", "0005_searching")]

    operations = [
        migrations.RunPython(read_names, migrations.RunPython.noop),
        searchable(),
    ]

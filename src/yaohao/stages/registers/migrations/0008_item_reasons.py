from typing import Any

from django.db import migrations, models

from yaohao.stages.registers.rules.bases import bases_in


def name_bases(apps: Any, _schema_editor: Any) -> None:
    """Read the bases out of the texts of items that were entered before."""
    basis_model = apps.get_model("registers", "LegalBasis")
    for item in apps.get_model("registers", "Item").objects.order_by("pk"):
        item.bases.set(
            basis_model.objects.get_or_create(
                bureau_id=item.bureau_id, law=named.law, article=named.article
            )[0]
            for named in bases_in(item.basis)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0007_import_states"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="reason for the change"
            ),
        ),
        migrations.RunPython(name_bases, migrations.RunPython.noop),
    ]

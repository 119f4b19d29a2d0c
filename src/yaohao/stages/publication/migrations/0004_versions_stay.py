"""No version without its approval, and none is ever changed or removed."""

import django.db.models.deletion
from django.db import migrations, models

from yaohao.ground.ledger.appendonly import guard


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_old_versions")]
    operations = [
        migrations.AlterField(
            model_name="snapshot",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snapshot",
                to="publication.proposal",
            ),
        ),
        guard("publication_snapshot"),
    ]

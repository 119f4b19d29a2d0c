"""Experts are published too; the versions stay append-only."""

from django.conf import settings
from django.db import migrations, models

from yaohao.ground.ledger.appendonly import guard, unguard


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_successors_and_tokens'),
        ('publication', '0004_versions_stay'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        unguard("publication_snapshot"),
        migrations.RemoveConstraint(
            model_name='snapshot',
            name='snapshot_kind_known',
        ),
        migrations.AlterField(
            model_name='proposal',
            name='kind',
            field=models.CharField(choices=[('items', 'Item list'), ('officers', 'Officers'), ('experts', 'Experts'), ('objects', 'Objects'), ('plan', 'Annual plan'), ('results', 'Results of inspections'), ('circulars', 'Circulars'), ('penalties', 'Penalties')], max_length=16, verbose_name='table'),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='kind',
            field=models.CharField(choices=[('items', 'Item list'), ('officers', 'Officers'), ('experts', 'Experts'), ('objects', 'Objects'), ('plan', 'Annual plan'), ('results', 'Results of inspections'), ('circulars', 'Circulars'), ('penalties', 'Penalties')], max_length=16, verbose_name='table'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='kind',
            field=models.CharField(choices=[('items', 'Item list'), ('officers', 'Officers'), ('experts', 'Experts'), ('objects', 'Objects'), ('plan', 'Annual plan'), ('results', 'Results of inspections'), ('circulars', 'Circulars'), ('penalties', 'Penalties')], max_length=16, verbose_name='table'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['items', 'officers', 'experts', 'objects', 'plan', 'results', 'circulars', 'penalties'])), name='snapshot_kind_known'),
        ),
        guard("publication_snapshot"),
    ]

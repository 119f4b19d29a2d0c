import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keys name the clerk who answers for them. The table is new, so no row lacks one."""

    dependencies = [
        ('accounts', '0004_successors_and_tokens'),
    ]

    operations = [
        migrations.AddField(
            model_name='apitoken',
            name='clerk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to=settings.AUTH_USER_MODEL),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("draw", "0007_sessions")]

    operations = [
        migrations.AddField(
            model_name="probabilities",
            name="pairs",
            field=models.JSONField(default=list),
        ),
    ]

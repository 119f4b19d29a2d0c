from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("draw", "0009_seat_by_phone")]

    operations = [
        migrations.AddField(
            model_name="draw",
            name="opens_daily",
            field=models.PositiveSmallIntegerField(
                null=True, verbose_name="envelopes a working day"
            ),
        ),
        migrations.RemoveConstraint(model_name="logentry", name="log_entry_by_one"),
        migrations.AddConstraint(
            model_name="logentry",
            constraint=models.CheckConstraint(
                condition=Q(by=None) | Q(seat=None), name="log_entry_by_one"
            ),
        ),
    ]

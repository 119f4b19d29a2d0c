import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('published', 'published'), ('provisional', 'provisional')], default='provisional', max_length=12)),
                ('source', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['published', 'provisional'])), name='calendars_year_status')],
            },
        ),
        migrations.CreateModel(
            name='Day',
            fields=[
                ('date', models.DateField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('holiday', 'holiday'), ('workday', 'make-up workday')], max_length=8)),
                ('name', models.CharField(blank=True, max_length=64)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='calendars.calendaryear')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['holiday', 'workday'])), name='calendars_day_kind')],
            },
        ),
    ]

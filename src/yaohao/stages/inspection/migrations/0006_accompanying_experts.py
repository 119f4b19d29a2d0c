import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inspection', '0005_question_sources'),
        ('registers', '0012_expert_in_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccompanyingExpert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=16, verbose_name='place in the team')),
                ('certificate', models.CharField(max_length=64, verbose_name='number in the lists')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.expert')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='experts', to='inspection.inspection')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('inspection', 'expert'), name='accompanying_expert_once'),
                    models.UniqueConstraint(fields=('inspection', 'role'), name='accompanying_expert_role_once'),
                ],
            },
        ),
    ]

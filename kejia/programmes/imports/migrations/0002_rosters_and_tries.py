"""Where a roster goes, and how often a step was taken up again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_initial"),
    ]

    operations = [
        migrations.AddField("importjob", "into", models.JSONField(default=dict)),
        migrations.AddField("importjob", "tries", models.PositiveSmallIntegerField(default=0)),
    ]

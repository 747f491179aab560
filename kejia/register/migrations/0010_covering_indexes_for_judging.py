"""Indexes that hold all that judging reads of appointments, marks and facts; those they make needless go."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Four indexes less, three that cover more."""

    dependencies: ClassVar = [
        ("register", "0009_claims_and_countersigns"),
    ]

    operations: ClassVar = [
        migrations.RemoveIndex(
            model_name="appointment",
            name="appointment_post",
        ),
        migrations.RemoveIndex(
            model_name="appointment",
            name="appointment_person",
        ),
        migrations.AlterField(
            model_name="appointment",
            name="post",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="register.post",
            ),
        ),
        migrations.AlterField(
            model_name="standing",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="standings",
                to="register.person",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                fields=["post"], include=("person", "valid", "known"), name="appointment_of_post"
            ),
        ),
        migrations.AddIndex(
            model_name="personfact",
            index=models.Index(
                condition=models.Q(("kind__in", ["birth", "ethnic_group", "party", "sex"])),
                fields=["kind", "person"],
                include=("low", "high", "value", "valid", "known"),
                name="person_fact_counted",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                fields=["person"], include=("mark", "holds", "valid", "known"), name="standing_of_person"
            ),
        ),
    ]

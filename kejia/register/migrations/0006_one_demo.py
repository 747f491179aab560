"""A batch may be the demo; there is at most one."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a column with a default, which rewrites no row."""

    dependencies: ClassVar = [("register", "0005_baselines_and_bases")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="batch",
            name="is_demo",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(
                fields=["is_demo"], condition=models.Q(("is_demo", True)), name="batch_one_demo"
            ),
        ),
    ]

"""A file that was taken in."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(max_length=100)),
                ("blob", models.CharField(blank=True, db_index=True, max_length=64)),
                ("sealed", models.BooleanField()),
                ("scan", models.CharField(max_length=10)),
                ("harm", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("made_by", models.CharField(max_length=100)),
                ("keep_until", models.DateTimeField(db_index=True, null=True)),
                ("deleted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "xlsx",
                                    "xls",
                                    "docx",
                                    "pdf",
                                    "csv",
                                    "png",
                                    "jpeg",
                                ],
                            ),
                            (
                                "scan__in",
                                [
                                    "clean",
                                    "unscanned",
                                    "held",
                                    "infected",
                                ],
                            ),
                        ),
                        name="files_known_kinds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deleted_at__isnull", True),
                            models.Q(("blob", ""), ("digest", ""), ("name", "")),
                            _connector="OR",
                        ),
                        name="files_deleted_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deleted_at__isnull", False),
                            models.Q(("blob", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="files_kept_has_bytes",
                    ),
                ],
            },
        ),
    ]

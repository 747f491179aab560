"""Baselines and counting bases, guarded like every fact: they only grow, and speak of no record that was merged."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

TABLES = ("baseline", "countingbasis")
GUARDS = "\n".join(
    f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON register_{table} "
    "FOR EACH ROW EXECUTE FUNCTION register_fact_only_grows();\n"
    f"CREATE TRIGGER not_of_a_merged_record AFTER INSERT ON register_{table} "
    "REFERENCING NEW TABLE AS written FOR EACH STATEMENT "
    "EXECUTE FUNCTION register_not_of_a_merged_record('organisation_id', 'register_organisation');"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0004_guards_of_merging"),
    ]

    operations = [
        migrations.CreateModel(
            name="Baseline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "known",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=django.db.models.expressions.RawSQL(
                            "tstzrange(clock_timestamp(), NULL)", []
                        )
                    ),
                ),
                ("recorded_by", models.CharField(max_length=100)),
                ("acted_as", models.CharField(blank=True, max_length=100)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("document", models.CharField(blank=True, max_length=100)),
                ("document_date", models.DateField(null=True)),
                ("measure", models.CharField(max_length=21)),
                ("number", models.PositiveIntegerField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.batch",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="baselines",
                        to="register.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="baseline_holds_some_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known__isempty", False)), name="baseline_known_some_moment"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("known__upper_inf", True)),
                        expressions=[("organisation", "="), ("measure", "="), ("valid", "&&")],
                        name="baseline_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="baseline_has_a_document"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountingBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "known",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=django.db.models.expressions.RawSQL(
                            "tstzrange(clock_timestamp(), NULL)", []
                        )
                    ),
                ),
                ("recorded_by", models.CharField(max_length=100)),
                ("acted_as", models.CharField(blank=True, max_length=100)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("document", models.CharField(blank=True, max_length=100)),
                ("document_date", models.DateField(null=True)),
                ("body", models.CharField(max_length=20)),
                ("term", models.PositiveSmallIntegerField(null=True)),
                ("settings", models.JSONField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.batch",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counting_bases",
                        to="register.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="countingbasis_holds_some_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known__isempty", False)), name="countingbasis_known_some_moment"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("known__upper_inf", True)),
                        expressions=[("organisation", "="), ("body", "="), ("valid", "&&")],
                        name="counting_basis_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="counting_basis_has_a_document",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]

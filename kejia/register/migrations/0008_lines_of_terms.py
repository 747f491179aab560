"""Lines of terms, guarded like every fact: they only grow, and speak of no record that was merged."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

GUARDS = """
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON register_termline
FOR EACH ROW EXECUTE FUNCTION register_fact_only_grows();
CREATE TRIGGER not_of_a_merged_record AFTER INSERT ON register_termline
REFERENCING NEW TABLE AS written FOR EACH STATEMENT
EXECUTE FUNCTION register_not_of_a_merged_record('organisation_id', 'register_organisation');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0007_duties_and_stand_ins"),
    ]

    operations = [
        migrations.CreateModel(
            name="TermLine",
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
                ("term", models.PositiveSmallIntegerField()),
                ("attribute", models.CharField(max_length=40)),
                ("age", models.PositiveSmallIntegerField(default=0)),
                ("relation", models.CharField(max_length=20)),
                ("value", models.CharField(blank=True, max_length=20)),
                ("modality", models.CharField(max_length=8)),
                ("quote", models.CharField(max_length=300)),
                ("addressee", models.CharField(blank=True, max_length=100)),
                ("clause", models.CharField(blank=True, max_length=8)),
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
                        related_name="term_lines",
                        to="register.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="termline_holds_some_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known__isempty", False)), name="termline_known_some_moment"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("known__upper_inf", True)),
                        expressions=[
                            ("organisation", "="),
                            ("body", "="),
                            ("attribute", "="),
                            ("age", "="),
                            ("relation", "="),
                            ("valid", "&&"),
                        ],
                        name="term_line_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", ""), _negated=True), ("document_date__isnull", False)
                        ),
                        name="term_line_has_a_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quote", ""), _negated=True), ("valid__startswith__isnull", False)
                        ),
                        name="term_line_has_words_and_a_day",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]

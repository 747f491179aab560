"""Duties of posts and stand-ins, with their guards."""

from typing import ClassVar

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

GUARDS = """
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON register_postduty
  FOR EACH ROW EXECUTE FUNCTION register_fact_only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON register_standin
  FOR EACH ROW EXECUTE FUNCTION register_fact_only_grows('reason');
CREATE TRIGGER not_of_a_merged_record AFTER INSERT ON register_postduty
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT
  EXECUTE FUNCTION register_not_of_a_merged_record('post_id', 'register_post');
CREATE TRIGGER not_of_a_merged_record AFTER INSERT ON register_standin
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION register_not_of_a_merged_record(
    'post_id', 'register_post', 'person_id', 'register_person', 'holder_id', 'register_person');
ALTER TABLE register_standin ADD CONSTRAINT stand_in_is_short
  CHECK (NOT lower_inf(valid) AND NOT upper_inf(valid) AND upper(valid) - lower(valid) <= 90);
"""
"""As for every kind of fact; and an end to every stand-in. The triggers go with their tables."""


class Migration(migrations.Migration):
    """What posts may do, and who acts for their holders."""

    dependencies: ClassVar = [
        ("register", "0006_one_demo"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="emergencyright",
            name="right",
            field=models.CharField(max_length=14),
        ),
        migrations.CreateModel(
            name="PostDuty",
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
                ("right", models.CharField(max_length=14)),
                ("scope", models.CharField(max_length=8)),
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="register.post"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("known__upper_inf", True)),
                        fields=["post", "right"],
                        name="post_duty_post_right",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="postduty_holds_some_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known__isempty", False)), name="postduty_known_some_moment"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("known__upper_inf", True)),
                        expressions=[("post", "="), ("right", "="), ("valid", "&&")],
                        name="post_duty_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandIn",
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lent", to="register.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to="register.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stand_ins",
                        to="register.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("known__upper_inf", True)),
                        fields=["person"],
                        name="stand_in_person",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="standin_holds_some_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known__isempty", False)), name="standin_known_some_moment"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("known__upper_inf", True)),
                        expressions=[("post", "="), ("person", "="), ("valid", "&&")],
                        name="stand_in_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("holder")), _negated=True),
                        name="stand_in_is_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]

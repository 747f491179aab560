"""Claims, invitations, countersigning and hand-overs, with their guards: rows stay, and are filled in once."""

import datetime
from typing import ClassVar

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

FILLED_LATER = {
    "claim": ("confirmed", "decided_at", "decided_by", "decided_as", "reason", "withdrawn_at"),
    "invitation": ("used_at", "used_by_id", "revoked_at"),
    "countersign": ("confirmed", "answered_at", "answered_by_id", "answered_as", "used_at"),
    "handover": ("incoming_id", "accepted_at", "done_at", "dropped_at"),
}
GUARDS = "\n".join(
    f"CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON register_{table} "
    f"FOR EACH ROW EXECUTE FUNCTION register_written_once({', '.join(map(repr, columns))});"
    for table, columns in FILLED_LATER.items()
)


class Migration(migrations.Migration):
    """What needs two people, and whose account it is."""

    dependencies: ClassVar = [
        ("register", "0008_lines_of_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("confirmed", models.BooleanField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(max_length=100, null=True)),
                ("decided_as", models.CharField(max_length=100, null=True)),
                ("reason", models.CharField(max_length=300, null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed", True), ("withdrawn_at__isnull", True)),
                        fields=("account",),
                        name="claim_one_person_an_account",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed", True), ("withdrawn_at__isnull", True)),
                        fields=("person",),
                        name="claim_one_account_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("account",),
                        name="claim_one_open_an_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed__isnull", True), ("decided_at__isnull", True)),
                            models.Q(("confirmed__isnull", False), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_decided_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed", False), _negated=True),
                            models.Q(("reason__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="claim_refused_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Countersign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.CharField(max_length=14)),
                ("subject_type", models.CharField(max_length=100)),
                ("subject_id", models.CharField(max_length=100)),
                ("details", models.JSONField(default=dict)),
                ("reason", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("asked_as", models.CharField(max_length=100)),
                ("until", models.DateTimeField()),
                ("confirmed", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_as", models.CharField(max_length=100, null=True)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.person",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["act", "subject_id"], name="countersign_subject")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("answered_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="countersign_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("confirmed__isnull", True),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("confirmed__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="countersign_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gt", models.F("asked_at")),
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("asked_at"), "+", models.Value(datetime.timedelta(days=1))
                                ),
                            ),
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_at__lte", models.F("until")),
                                _connector="OR",
                            ),
                        ),
                        name="countersign_within_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at__isnull", True), ("confirmed", True), _connector="OR"),
                        name="countersign_used_when_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="countersign_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("until", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "incoming",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.person",
                    ),
                ),
                (
                    "outgoing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gt", models.F("made_at")),
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("made_at"), "+", models.Value(datetime.timedelta(seconds=600))
                                ),
                            ),
                        ),
                        name="hand_over_is_short",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("incoming__isnull", True),
                            models.Q(("incoming", models.F("outgoing")), _negated=True),
                            _connector="OR",
                        ),
                        name="hand_over_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True), ("incoming__isnull", False), _connector="OR"
                        ),
                        name="hand_over_done_to_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), ("dropped_at__isnull", True)),
                        fields=("post", "outgoing"),
                        name="hand_over_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("made_by", models.CharField(max_length=100)),
                ("made_as", models.CharField(blank=True, max_length=100)),
                ("until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.post"
                    ),
                ),
                (
                    "used_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gt", models.F("made_at")),
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("made_at"), "+", models.Value(datetime.timedelta(days=14))
                                ),
                            ),
                        ),
                        name="invitation_is_short",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"
                        ),
                        name="invitation_used_or_revoked",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]

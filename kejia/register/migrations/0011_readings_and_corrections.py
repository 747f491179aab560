"""Who read a protected field, written once; what people ask to be put right."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

GUARD = """
-- A reading stays as it is; an erasure takes its purpose away, removing the demo takes it away whole.
CREATE FUNCTION register_reading_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('kejia.removing_demo', true) = 'on' THEN
      RETURN OLD;
    END IF;
  ELSIF current_setting('kejia.erasing', true) = 'on' AND NEW.purpose = ''
        AND to_jsonb(OLD) - 'purpose' = to_jsonb(NEW) - 'purpose' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'who read what stays as it was written'
    USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER reading_stays BEFORE UPDATE OR DELETE ON register_protectedreading
  FOR EACH ROW EXECUTE FUNCTION register_reading_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0010_covering_indexes_for_judging")]

    operations = [
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=1000)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("done", models.BooleanField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=100)),
                ("answered_at", models.DateTimeField(null=True)),
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
                        condition=models.Q(("done__isnull", True)),
                        fields=("person",),
                        name="correction_request_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("done__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("done__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_request_answered_whole",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ProtectedReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=8)),
                ("reader_kind", models.CharField(max_length=10)),
                ("reader", models.CharField(max_length=100)),
                ("acted_as", models.CharField(blank=True, max_length=100)),
                ("purpose", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(fields=["person", "-at"], name="protected_reading_person")],
            },
        ),
        migrations.RunSQL(
            GUARD,
            "DROP TRIGGER reading_stays ON register_protectedreading; DROP FUNCTION register_reading_stays();",
        ),
    ]

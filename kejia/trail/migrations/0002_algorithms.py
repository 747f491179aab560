"""Entries and heads say by which hash: null and "sha256" is what there was before."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import kejia.trail.guards


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="entry", name="no_update"),
        migrations.AddField(
            model_name="entry", name="digested_by", field=models.TextField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="treehead",
            name="hash",
            field=models.TextField(db_default="sha256", default="sha256"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="no_update",
                sql=kejia.trail.guards.UnignorableSql(
                    condition='WHEN (OLD."position" IS NOT NULL OR OLD."leaf" IS NOT NULL OR NEW."position" IS NULL OR NEW."leaf" IS NULL OR (OLD."act" IS DISTINCT FROM (NEW."act") OR OLD."acted_as" IS DISTINCT FROM (NEW."acted_as") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."actor_kind" IS DISTINCT FROM (NEW."actor_kind") OR OLD."actor_name_digest" IS DISTINCT FROM (NEW."actor_name_digest") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."digested_by" IS DISTINCT FROM (NEW."digested_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."on_behalf_of" IS DISTINCT FROM (NEW."on_behalf_of") OR OLD."private_digest" IS DISTINCT FROM (NEW."private_digest") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."subject_type" IS DISTINCT FROM (NEW."subject_type") OR OLD."transaction" IS DISTINCT FROM (NEW."transaction")))',
                    func="RAISE EXCEPTION 'the trail only grows: % of % is refused', lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="0ccc6c7c8fec3b46bde9ffc5bfa21454e37d05b7",
                    operation="UPDATE",
                    pgid="pgtrigger_no_update_d179a",
                    table="trail_entry",
                    when="BEFORE",
                ),
            ),
        ),
    ]

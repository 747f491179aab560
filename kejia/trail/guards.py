"""Triggers that keep the tables of the trail append-only, whoever writes: pages, bulk writes, raw SQL."""

from django.db import models
from pgtrigger import (
    AnyChange,
    Before,
    Condition,
    Delete,
    Insert,
    Operation,
    Row,
    Statement,
    Trigger,
    Truncate,
    Update,
)
from pgtrigger.compiler import Trigger as CompiledTrigger
from pgtrigger.compiler import UpsertTriggerSql


class UnignorableSql(UpsertTriggerSql):
    """A trigger that `pgtrigger.ignore`, which is a setting of the session, does not switch off."""

    def get_template(self) -> str:
        """The package's own template without the look at that setting; migrations refer to it, so it stays."""
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Guard(Trigger):
    """Acts before the write, always."""

    when = Before

    def compile(self, model: models.Model) -> CompiledTrigger:
        """As the package does it, in our template; its types say a row where it means a model."""
        compiled = super().compile(model)
        return CompiledTrigger(name=compiled.name, sql=UnignorableSql(**compiled.sql.kwargs))


REFUSAL = (
    "RAISE EXCEPTION 'the trail only grows: % of % is refused', lower(TG_OP), TG_TABLE_NAME"
    " USING ERRCODE = 'integrity_constraint_violation';"
)


def never(operation: Operation, *, where: Condition | None = None) -> Guard:
    """Refuse an operation on every row, or on those where a condition holds."""
    level = Statement if operation == Truncate else Row
    name = f"no_{str(operation).lower()}"
    return Guard(name=name, level=level, operation=operation, condition=where, func=REFUSAL)


def append_only() -> list[Trigger]:
    """For a table whose rows never change and never go."""
    return [never(Update), never(Delete), never(Truncate)]


class NotSealing(Condition):
    """Any change but the one of the sealer, who gives an entry its position and its leaf, once."""

    sql = "TRUE"

    def resolve(self, model: type[models.Model]) -> str:
        """The condition, naming every column that the sealer leaves alone."""
        others = AnyChange(exclude=["position", "leaf"]).resolve(model)
        sealed = 'OLD."position" IS NOT NULL OR OLD."leaf" IS NOT NULL'
        return f'{sealed} OR NEW."position" IS NULL OR NEW."leaf" IS NULL OR {others}'


STAMP = """
    IF jsonb_typeof(NEW.details) <> 'object' OR jsonb_path_exists(NEW.details,
        '$.** ? (@.type() == "number" && (@.floor() != @ || @.abs() > 9007199254740991))')
    THEN
        RAISE EXCEPTION 'details are an object without fractions and without numbers beyond 2^53'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.at := clock_timestamp();
    NEW.transaction := pg_current_xact_id()::text::bigint;
    NEW.position := NULL;
    NEW.leaf := NULL;
    RETURN NEW;
"""


def stamp() -> Guard:
    """The database says when an entry was written and by which transaction, and that it is not sealed yet."""
    return Guard(name="stamp", operation=Insert, func=" ".join(STAMP.split()))

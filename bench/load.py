"""An invented register in a server of its own: as many people as asked for, written by the database itself."""

import time
from pathlib import Path

import psycopg
from psycopg import sql

HERE = Path(__file__).resolve().parent
TABLES = ("register_appointment", "register_personfact", "register_standing")
"""Their keys, exclusion constraints and indexes are taken off before loading and put back after it."""
KEPT = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('x', 'f') ORDER BY contype DESC
"""
INDEXES = """
    SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)
"""


def load(connection: psycopg.Connection, people: int) -> dict[str, float]:
    """Fill a migrated, empty register. Returns the seconds of loading, of the guards' return, of gathering statistics.

    Triggers, checks and NOT NULL stay on; keys and exclusion constraints come back by ADD CONSTRAINT, which holds every
    row to them.
    """
    if people % 1000 or people < 1000:
        raise ValueError(f"so many people as a multiple of 1000, not {people}")
    started = time.perf_counter()
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '512MB'")
        constraints = cursor.execute(KEPT, [list(TABLES)]).fetchall()
        indexes = cursor.execute(INDEXES, [list(TABLES)]).fetchall()
        for table, name, _ in constraints:
            cursor.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(*map(sql.Identifier, (table, name)))
            )
        for name, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        for statement in (HERE / "load.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"people": people})
        loaded = time.perf_counter()
        for table, name, definition in constraints:
            named = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(*map(sql.Identifier, (table, name)))
            cursor.execute(named + sql.SQL(definition))
        for _, definition in indexes:
            cursor.execute(definition)
    guarded = time.perf_counter()
    connection.autocommit = True
    connection.execute("VACUUM (ANALYZE)")
    return {"rows": loaded - started, "guards": guarded - loaded, "statistics": time.perf_counter() - guarded}

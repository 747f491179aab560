"""The statements by which belief moves from one record to another and back: one a kind of fact, never fact by fact.

What a merge ended and what came in its place is kept in `Replacement`; rows with days are what the merge brought.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from kejia.register.actions import table_of
from kejia.register.clashes import Keys, fact_models, leaves, moved, named_by, parameters, speaks_of_itself
from kejia.register.kinds import Side
from kejia.register.models import Fact, Identity, Merge, Organisation, Person, Post
from kejia.trail.actor import Actor

SAID_BY = ("recorded_by", "acted_as")
STANDING = """
    WITH RECURSIVE followed (was, brought, now) AS (
      SELECT r.fact, r.became, r.became FROM register_replacement r
      WHERE r.merge_id = %(merge)s AND r."table" = %(table)s AND r.days IS NOT NULL
      UNION ALL
      SELECT f.was, f.brought, u.became FROM followed f
      JOIN register_replacement u
        ON u.fact = f.now AND u."table" = %(table)s AND u.side = '' AND u.merge_id IS NOT NULL
    ), standing AS (
      SELECT was, max(now) AS now FROM followed GROUP BY was, brought
    )
"""
"""What a merge brought in the place of each fact; where a later merge moved that and was undone, what it is now."""
CLOSE = """
    UPDATE {table} f SET known = tstzrange(lower(f.known), %(moment)s)
    WHERE f.id IN ({ids}) AND upper_inf(f.known)
"""


class Loss(NamedTuple):
    """A fact gives way to another for some days."""

    fact: int
    to: int
    days: DateRange


def lock_facts(leaving: Person | Organisation, staying: Person | Organisation) -> None:
    """Whoever is correcting a fact of either is waited for; whoever comes later waits."""
    keys: dict[type[Identity], tuple[list[int], list[int]]] = {
        type(leaving): ([leaving.pk], [staying.pk]),
    }
    if isinstance(leaving, Organisation):
        ours, theirs = (
            list(Post.objects.filter(organisation=each.pk).values_list("pk", flat=True))
            for each in (leaving, staying)
        )
        keys[Post] = (ours, theirs)
    with connection.cursor() as cursor:
        for model in fact_models():
            if named := named_by(model, keys):
                either = f"{leaves('f', named)} OR {leaves('f', named, 'new')}"
                cursor.execute(
                    f"SELECT count(*) FROM (SELECT 1 FROM {model._meta.db_table} f"
                    f" WHERE upper_inf(f.known) AND ({either}) ORDER BY f.id FOR NO KEY UPDATE) locked",
                    parameters(keys),
                )


def plan_move(model: type[Fact], merge: Merge, keys: Keys, lost: Sequence[Loss]) -> int:
    """Write down what each fact becomes: all of those that leave, and of those that stay the ones that give way."""
    named, table = named_by(model, keys), model._meta.db_table
    if not named:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH lost AS (
              SELECT id, range_agg(days) AS days, min(winner) AS winner
              FROM unnest(%(losers)s::bigint[], %(winners)s::bigint[], %(days)s::text[]::daterange[])
                AS l (id, winner, days)
              GROUP BY id
            ), touched AS (
              SELECT f.id, f.valid, coalesce({leaves("f", named)}, false) AS goes,
                {speaks_of_itself("f", named)} AS vanishes
              FROM {table} f
              WHERE upper_inf(f.known) AND ({leaves("f", named)} OR f.id = ANY(%(losers)s::bigint[]))
            )
            INSERT INTO register_replacement ("table", fact, became, days, merge_id, side)
            SELECT %(table)s, t.id,
              CASE WHEN p.days IS NULL THEN lost.winner ELSE nextval(pg_get_serial_sequence('{table}', 'id')) END,
              p.days, %(merge)s, CASE WHEN t.goes THEN %(leaving)s ELSE %(staying)s END
            FROM touched t LEFT JOIN lost USING (id)
            LEFT JOIN LATERAL unnest(
              CASE WHEN t.vanishes THEN '{{}}' ELSE datemultirange(t.valid) - coalesce(lost.days, '{{}}') END
            ) AS p (days) ON true
            """,
            {
                **parameters(keys),
                "losers": [loss.fact for loss in lost],
                "winners": [loss.to for loss in lost],
                "days": [_written(loss.days) for loss in lost],
                "table": table_of(model),
                "merge": merge.pk,
                "leaving": Side.LEAVING.value,
                "staying": Side.STAYING.value,
            },
        )
        return int(cursor.rowcount)


def close_moved(model: type[Fact], merge: Merge, moment: datetime) -> int:
    """Stop believing everything that the merge touches; how many facts."""
    ids = 'SELECT r.fact FROM register_replacement r WHERE r.merge_id = %(merge)s AND r."table" = %(table)s'
    with connection.cursor() as cursor:
        cursor.execute(
            CLOSE.format(table=model._meta.db_table, ids=ids),
            {"merge": merge.pk, "table": table_of(model), "moment": moment},
        )
        return int(cursor.rowcount)


def write_moved(model: type[Fact], merge: Merge, keys: Keys, moment: datetime, by: Actor) -> None:
    """Believe from the same moment on what the merge brings."""
    named = named_by(model, keys)
    if not named:
        return
    columns = _carried(model)
    values = [moved("f", column, named[column]) if column in named else f'f."{column}"' for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} (id, valid, known, recorded_by, acted_as, {_quoted(columns)})"
            f" SELECT r.became, r.days, tstzrange(%(moment)s, NULL), %(by)s, %(acted_as)s, {', '.join(values)}"
            f" FROM register_replacement r JOIN {model._meta.db_table} f ON f.id = r.fact"
            ' WHERE r.merge_id = %(merge)s AND r."table" = %(table)s AND r.days IS NOT NULL ORDER BY r.became',
            {**parameters(keys), **_said(model, merge, moment, by)},
        )


def untouched(model: type[Fact], merge: Merge, side: Side) -> tuple[list[int], list[int]]:
    """Facts that the merge ended: those whose every successor still stands, and those where one was changed since.

    What came by an import that was taken back meanwhile is of the second sort.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{STANDING}
            SELECT f.id, bool_and(coalesce(upper_inf(d.known), true)) AND min(b.undone_at) IS NULL
            FROM {model._meta.db_table} f
            LEFT JOIN register_batch b ON b.id = f.batch_id
            LEFT JOIN standing ON standing.was = f.id
            LEFT JOIN {model._meta.db_table} d ON d.id = standing.now
            WHERE f.id IN (SELECT r.fact FROM register_replacement r
              WHERE r.merge_id = %(merge)s AND r."table" = %(table)s AND r.side = %(side)s)
            GROUP BY f.id ORDER BY f.id
            """,
            {"merge": merge.pk, "table": table_of(model), "side": side.value},
        )
        rows = cursor.fetchall()
    return [fact for fact, stands in rows if stands], [fact for fact, stands in rows if not stands]


def close_brought(model: type[Fact], merge: Merge, facts: Sequence[int], moment: datetime) -> None:
    """Stop believing what the merge brought in the place of these facts."""
    ids = "SELECT now FROM standing WHERE was = ANY(%(facts)s::bigint[])"
    with connection.cursor() as cursor:
        cursor.execute(
            STANDING + CLOSE.format(table=model._meta.db_table, ids=ids),
            {"merge": merge.pk, "table": table_of(model), "moment": moment, "facts": list(facts)},
        )


def write_again(model: type[Fact], merge: Merge, facts: Sequence[int], moment: datetime, by: Actor) -> None:
    """Believe these facts again as they were, under new ids that their successors lead to."""
    columns = _carried(model)
    table = model._meta.db_table
    taken = {**_said(model, merge, moment, by), "facts": list(facts)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{STANDING}, again AS (
              SELECT id AS fact, nextval(pg_get_serial_sequence('{table}', 'id')) AS became
              FROM unnest(%(facts)s::bigint[]) AS f (id)
            ), noted AS (
              INSERT INTO register_replacement ("table", fact, became, merge_id, side)
              SELECT %(table)s, fact, became, %(merge)s::bigint, '' FROM again
              UNION ALL
              SELECT %(table)s, s.now, a.became, %(merge)s::bigint, '' FROM again a JOIN standing s ON s.was = a.fact
            )
            INSERT INTO {table} (id, valid, known, recorded_by, acted_as, {_quoted(columns)})
            SELECT a.became, f.valid, tstzrange(%(moment)s, NULL), %(by)s, %(acted_as)s,
              {", ".join(f'f."{column}"' for column in columns)}
            FROM again a JOIN {table} f ON f.id = a.fact ORDER BY a.became
            """,
            taken,
        )


def _carried(model: type[Fact]) -> list[str]:
    aside = {"id", "valid", "known", *SAID_BY}
    return [field.attname for field in model._meta.concrete_fields if field.attname not in aside]


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _said(
    model: type[Fact], merge: Merge, moment: datetime, by: Actor
) -> dict[str, Any]:  # Any: what a cursor takes
    return {
        "merge": merge.pk,
        "table": table_of(model),
        "moment": moment,
        "by": by.id,
        "acted_as": by.acted_as,
    }


def _written(days: DateRange) -> str:
    return f"[{days.lower or ''},{days.upper or ''})"

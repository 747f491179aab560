"""Many rows at once by COPY, with all constraints and triggers on. One trail entry for the batch is the caller's to leave.

Columns that are not given take the model's default, or the database's own where it has one (`known`, `made_at`).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import NOT_PROVIDED, Model

from kejia.register.access import may_write, require
from kejia.register.models import Batch, Fact, Identity
from kejia.trail.actor import Actor

AT_ONCE = 2_000
"""Lines handed to the server at a time."""
Values = Sequence[object]
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": ""})


def new_ids(model: type[Model], count: int) -> list[int]:
    """So many ids that nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [id for (id,) in cursor.fetchall()]


def copy_identities(
    model: type[Identity], columns: Sequence[str], rows: Iterable[Values], *, by: Actor, batch: Batch | None
) -> int:
    """Copy people, organisations or posts in; give "id" among the columns, from `new_ids`. Returns how many."""
    require(may_write(by))
    return _copy(model, columns, rows, {"batch_id": batch and batch.pk})


def copy_facts(
    model: type[Fact], columns: Sequence[str], rows: Iterable[Values], *, by: Actor, batch: Batch | None
) -> int:
    """Copy facts in, known from now. Raises IntegrityError where the database refuses one. Returns how many."""
    require(may_write(by))
    same: dict[str, object] = {"recorded_by": by.id, "acted_as": by.acted_as, "batch_id": batch and batch.pk}
    return _copy(model, columns, rows, same)


def _copy(model: type[Model], columns: Sequence[str], rows: Iterable[Values], same: dict[str, object]) -> int:
    same = {
        name: value for name, value in {**_defaults(model, columns), **same}.items() if name not in columns
    }
    names = ", ".join(f'"{name}"' for name in (*columns, *same))
    behind = "".join(f"\t{_written(value)}" for value in same.values()) + "\n"
    count, lines = 0, iter(rows)
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")  # those for foreign keys were made when there were few rows
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        while some := list(islice(lines, AT_ONCE)):
            copy.write("".join("\t".join(map(_written, row)) + behind for row in some).encode())
            count += len(some)
    return count


def _defaults(model: type[Model], columns: Sequence[str]) -> dict[str, Any]:
    """What the model itself puts into columns that nobody names."""
    return {
        f.column: f.get_default()
        for f in model._meta.concrete_fields
        if f.column and f.column not in columns and not f.primary_key and f.db_default is NOT_PROVIDED
    }


def _written(value: object) -> str:
    return _WRITERS[type(value)](value)


def _written_range(days: DateRange) -> str:
    return f"[{days.lower or ''},{days.upper or ''})"


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "\\N",
    str: lambda text: text.translate(_ESCAPES),
    int: str,
    bool: lambda yes: "t" if yes else "f",
    date: date.isoformat,
    datetime: datetime.isoformat,
    bytes: lambda content: f"\\\\x{content.hex()}",
    DateRange: _written_range,
}

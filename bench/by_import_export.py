"""The same people through django-import-export, as it comes: one ModelResource a table, its default settings.

What its defaults do for each row: look for the record by its id, look up each foreign key, save the model, tell the
difference of the values as HTML. They call no full_clean, use no bulk and keep the constraints and triggers of the tables.
Its dry run, which its pages do first, is not counted. Each table gets its columns ready, so that it pays neither for
judging the rows nor for sealing numbers, as ours does.
"""

import os
import time
from collections.abc import Iterator, Sequence
from typing import Any


def import_by_default(content: bytes, draft: Any) -> dict[str, float]:
    """Seconds of opening the workbook and of importing each table, in a transaction that is rolled back."""
    import tablib  # type: ignore[import-untyped]  # inner import: after the set-up
    from django.db import transaction  # inner import: after the set-up

    from kejia.register.bulk import new_ids  # inner import: after the set-up
    from kejia.register.importing.draft import COLUMNS  # inner import: after the set-up
    from kejia.register.models import Person  # inner import: after the set-up

    stages: dict[str, float] = {}
    began = time.perf_counter()
    tablib.Dataset().load(content, "xlsx")
    stages["open"] = time.perf_counter() - began
    with transaction.atomic():
        people = new_ids(Person, len(draft.people))
        stages["people"] = _import(Person, ["id"], ([id] for id in people))
        for model, rows in draft.facts.items():
            if rows:
                columns = [*COLUMNS[model], "recorded_by", "acted_as"]
                ready = ([people[-1 - row[0]], *row[1:], "imports", "bench"] for row in rows)
                stages[model._meta.model_name or ""] = _import(model, columns, ready)
        transaction.set_rollback(True)
    return stages


def _import(model: Any, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> float:
    """A table through a resource as modelresource_factory makes it. Raises RuntimeError where a row was not taken."""
    import tablib  # inner import: after the set-up
    from import_export.fields import Field  # type: ignore[import-untyped]  # inner import: after the set-up
    from import_export.resources import modelresource_factory  # type: ignore[import-untyped]  # inner import: after the set-up
    from import_export.widgets import Widget  # type: ignore[import-untyped]  # inner import: after the set-up

    class Bytes(Widget):  # type: ignore[misc]  # it states no types
        """Its own widget of binary columns takes them for text, and fails."""

        def render(self, value: bytes | None, obj: object = None, **more: object) -> str:
            return "" if value is None else value.hex()

    names = [model._meta.get_field(name.removesuffix("_id")).name for name in columns]
    dataset = tablib.Dataset(*[list(row) for row in rows], headers=names)
    began = time.perf_counter()
    binary = [name for name in names if model._meta.get_field(name).get_internal_type() == "BinaryField"]
    own = {name: Field(attribute=name, column_name=name, widget=Bytes()) for name in binary}
    result = modelresource_factory(model, custom_fields=own)().import_data(dataset, raise_errors=True)
    took = time.perf_counter() - began
    made = result.totals["new"]
    if made != len(dataset):
        raise RuntimeError(f"{made} of {len(dataset)} rows of {model._meta.db_table} were taken")
    return took


def compare(rows: int, ours_a_row: float, content: bytes, draft: Any) -> bool:
    """Print what it takes, by the row, beside ours; whether ours is 20 times as quick."""
    before = os.getloadavg()[0]
    stages = import_by_default(content, draft)
    took = sum(stages.values())
    parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in stages.items())
    print(
        f"django-import-export, {rows} rows: {parts}; together {took:.2f} s; load {before:.2f} to {os.getloadavg()[0]:.2f}"
    )
    factor = took / rows / ours_a_row
    print(
        f"a row: django-import-export {1000 * took / rows:.2f} ms, ours {1000 * ours_a_row:.3f} ms:"
        f" {factor:.0f} times as quick (promise 20)"
    )
    return factor >= 20

"""Groups of people as the rule tests write them, turned into rows of `facts` and a tally by the norm's own SQL."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kejia.norms.basis import Basis
from kejia.norms.kinds import Mark
from kejia.norms.tally import COLUMNS, Tally, read_tallies, tally_sql
from kejia.norms.vocabulary import Attribute
from kejia.plain.days import day_number, days_in_month

Group = Mapping[str, Any]  # Any: a group is written by hand in YAML
BODY = "body"


def rows_of(groups: Iterable[Group]) -> list[tuple[object, ...]]:
    """One row of `facts` for each person of the groups; a mark left out is unknown, `worker` left out is yes."""
    rows: list[tuple[object, ...]] = []
    for group in groups:
        first, last = _birth(group.get("birth"))
        member = None if group.get("member") == "unknown" else 1
        values = {"worker": True, **group}
        marks = [None if values.get(mark) is None else int(values[mark]) for mark in Mark]
        for _ in range(group["count"]):
            rows.append((BODY, len(rows), member, 0, *marks, first, last))
    return rows


def tally_of(groups: Iterable[Group], attribute: Attribute, on: date, basis: Basis) -> Tally:
    """The tally of the groups, counted by the SQL the norm writes."""
    with sqlite3.connect(":memory:") as database:
        database.execute(f"CREATE TABLE facts ({', '.join(COLUMNS)})")
        slots = ", ".join("?" * len(COLUMNS))
        database.executemany(f"INSERT INTO facts VALUES ({slots})", rows_of(groups))
        rows = database.execute(tally_sql([attribute], day_number(on), basis, invited=True)).fetchall()
    return read_tallies(rows, 1)[BODY][0]


def _birth(written: object) -> tuple[int | None, int | None]:
    if written is None:
        return None, None
    if isinstance(written, date):
        return day_number(written), day_number(written)
    year, _, month = str(written).partition("-")
    if not month:
        return int(year) * 10_000 + 101, int(year) * 10_000 + 1231
    start = int(year) * 10_000 + int(month) * 100
    return start + 1, start + days_in_month(int(year), int(month))

"""Norms about organisations: SQLite, PostgreSQL and a naive count must say the same of the same rows."""

import sqlite3
from datetime import date
from itertools import product
from random import Random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kejia.norms.kinds import Outcome
from kejia.norms.law import load_law
from kejia.norms.unit_kinds import (
    NUMBERS_WITH_BASELINE,
    POST_COLUMNS,
    UNIT_COLUMNS,
    UNPLACED,
    Family,
    UnitMark,
    UnitNumber,
)
from kejia.norms.units import UnitNorm, judge_unit, read_reckoned, reckon_sql
from kejia.norms.vocabulary import AtLeast, AtMost, AtMostCutOf, AtMostOfBaseline, Between, CoversAll, Falls
from kejia.register.posts import posts_sql
from kejia.register.units import units_sql

DAY = date(2018, 5, 1)
NORMS = [norm for norm in load_law().unit_norms if isinstance(norm, UnitNorm)]
OVER = {name: [n for n in NORMS if n.relation == name] for name in ("units", "posts")}
COLUMNS = {"units": UNIT_COLUMNS, "posts": POST_COLUMNS}
TEXTS = ("family", "bare_name")
MARK = st.sampled_from([1, 0, None])
Row = dict[str, int | str | None]


@st.composite
def unit(draw: st.DrawFn) -> Row:
    row: Row = {
        "organisation": 0,
        "family": draw(st.sampled_from([*Family, *sorted(set(UNPLACED.values())), "other"])),
        "active": draw(st.sampled_from([1, 1, 1, 0])),
        "bare_name": draw(st.sampled_from(["", "某省科学技术馆", "某省科学技术宣传馆", "馆"])),
    }
    row |= {mark: draw(MARK) for mark in UnitMark}
    for number in UnitNumber:
        low = draw(st.integers(0, 4))
        row |= {f"{number}_low": low, f"{number}_high": draw(st.sampled_from([low, low, low + 2, None]))}
    for number in NUMBERS_WITH_BASELINE:
        row[f"base_{number}"] = draw(st.integers(0, 5) | st.none())
    return row


@st.composite
def post(draw: st.DrawFn) -> Row:
    row: Row = {"organisation": draw(st.integers(0, 2))}
    return row | {column: draw(MARK) for column in POST_COLUMNS[2:]}


def many(relation: str, count: int) -> list[Row]:
    """So many rows, the same each time, with every kind of value in every column."""
    values: dict[str, tuple[int | str | None, ...]] = {
        "organisation": (0, 1, 2, 3, 4),
        "family": (*Family, *sorted(set(UNPLACED.values())), "other"),
        "active": (1, 1, 1, 0),
        "bare_name": ("", "某省科学技术馆", "某省科学技术宣传馆", "馆"),
    }
    chosen = Random(7)  # noqa: S311 - rows for a test
    return [
        {column: chosen.choice(values.get(column, (0, 1, 2, 5, 20, None))) for column in COLUMNS[relation]}
        for _ in range(count)
    ]


UNITS = st.lists(unit(), min_size=1, max_size=6)
POSTS = st.lists(post(), min_size=1, max_size=8)


def filled(relation: str, rows: list[Row]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    columns = COLUMNS[relation]
    database.execute(f"CREATE TABLE {relation} ({', '.join(columns)})")
    values = [tuple(row.get(column) for column in columns) for row in rows]
    database.executemany(f"INSERT INTO {relation} VALUES ({', '.join('?' * len(columns))})", values)
    return database


def numbered(rows: list[Row], key: str) -> list[Row]:
    return [row | {key: i} for i, row in enumerate(rows)]


def holds(norm: UnitNorm, row: Row, number: int, cut: int) -> bool:
    """Whether the line is kept in a world where everything is known."""
    version = norm.version_on(DAY)
    assert version is not None
    line = version[1]
    base = row.get(f"base_{norm.measure}")
    if isinstance(line, CoversAll):
        return number == 1
    if isinstance(line, AtLeast):
        return number >= line.line
    if isinstance(line, AtMost):
        return number <= line.line
    if isinstance(line, Between):
        return line.low <= number <= line.high
    if isinstance(line, AtMostCutOf):
        return number <= max(cut, 0)
    assert isinstance(base, int)
    if isinstance(line, Falls):
        return number < base or number == base == 0
    assert isinstance(line, AtMostOfBaseline)
    return number <= line.share * base - line.minus


def possible(low: object, high: object) -> range:
    """All that a number may be; one without a highest is tried far beyond every line."""
    assert isinstance(low, int)
    return range(low, (high if isinstance(high, int) else 60) + 1)


def naive(norm: UnitNorm, row: Row) -> Outcome | None:
    """The verdict by trying every way the unknown could turn out; None where it is not addressed in any."""
    family, active = row["family"], row["active"]
    unplaced = {UNPLACED[each] for each in norm.of if each in UNPLACED}
    name = str(row["bare_name"])
    chosen = any(name.endswith(end) for end in norm.named) if norm.named else active == 1
    if not chosen or (family not in norm.of and family not in unplaced):
        return None
    version = norm.version_on(DAY)
    assert version is not None
    line, measure = version[1], norm.measure
    if isinstance(line, Falls | AtMostOfBaseline) and row[f"base_{measure}"] is None:
        return None if norm.where and row[norm.where] == 0 else Outcome.CANNOT_TELL
    if isinstance(measure, UnitMark):
        numbers = possible(row[measure] or 0, 1 if row[measure] is None else row[measure])
    else:
        numbers = possible(row[f"{measure}_low"], row[f"{measure}_high"])
    cuts: range | list[int] = [0]
    if isinstance(line, AtMostCutOf):
        base = row[f"base_{line.number}"]
        if base is None:
            return Outcome.NOT_IN_FORCE if norm.once and row[norm.once] == 0 else Outcome.CANNOT_TELL
        assert isinstance(base, int)
        cuts = [base - now for now in possible(row[f"{line.number}_low"], row[f"{line.number}_high"])]
    kept = {holds(norm, row, number, cut) for number, cut in product(numbers, cuts)}
    addressed = row[norm.where] if norm.where else 1
    if addressed == 0 and family in norm.of:
        return None
    if norm.once and row[norm.once] == 0:
        return Outcome.NOT_IN_FORCE
    doubtful = family in unplaced or addressed is None or (norm.once is not None and row[norm.once] is None)
    if kept == {True}:
        return Outcome.MET
    return Outcome.CANNOT_TELL if doubtful or len(kept) == 2 else Outcome.NOT_MET


@given(UNITS)
def test_a_verdict_on_an_organisation_is_decided_just_where_every_completion_agrees(rows: list[Row]) -> None:
    rows = numbered(rows, "organisation")
    found = read_reckoned(filled("units", rows).execute(reckon_sql(OVER["units"], DAY)).fetchall())
    said: dict[tuple[int, int], Outcome | None] = {
        (place, reckoned.organisation): verdict.outcome
        for place, reckoned in found
        if (verdict := judge_unit(OVER["units"][place], DAY, reckoned)) is not None
    }
    for place, norm in enumerate(OVER["units"]):
        for i, row in enumerate(rows):
            assert said.get((place, i)) == naive(norm, row), (norm.id, row)


@given(POSTS)
def test_a_society_keeps_the_rule_where_it_does_in_every_completion(rows: list[Row]) -> None:
    found = read_reckoned(filled("posts", rows).execute(reckon_sql(OVER["posts"], DAY)).fetchall())
    for place, reckoned in found:
        norm = OVER["posts"][place]
        mine = [row for row in rows if row["organisation"] == reckoned.organisation]
        kept = {
            all(mark == 1 or official == 0 for official, mark in world)
            for world in product(
                *(
                    product(
                        *(
                            [value] if value is not None else [0, 1]
                            for value in (r["official"], r[norm.measure])
                        )
                    )
                    for r in mine
                )
            )
        }
        wanted = Outcome.CANNOT_TELL if len(kept) == 2 else Outcome.MET if kept == {True} else Outcome.NOT_MET
        verdict = judge_unit(norm, DAY, reckoned)
        assert verdict is not None
        assert verdict.outcome is wanted


@pytest.mark.django_db
@pytest.mark.parametrize("relation", ["units", "posts"])
def test_sqlite_and_postgresql_answer_the_same_text_with_the_same_rows(relation: str) -> None:
    rows = numbered(many(relation, 600), "person" if relation == "posts" else "organisation")
    here = filled(relation, rows)
    statement = reckon_sql(OVER[relation], DAY)
    columns = COLUMNS[relation]
    with connection.cursor() as there:
        types = ", ".join(f"{c} {'text' if c in TEXTS else 'integer'}" for c in columns)
        there.execute(f"CREATE TEMPORARY TABLE {relation} ({types})")
        values = [tuple(row.get(column) for column in columns) for row in rows]
        there.executemany(f"INSERT INTO {relation} VALUES ({', '.join(['%s'] * len(columns))})", values)
        there.execute(statement)
        assert [tuple(row) for row in there.fetchall()] == here.execute(statement).fetchall()


@pytest.mark.django_db
def test_the_register_supplies_just_the_columns_the_norms_name() -> None:
    for source, columns in ((units_sql, UNIT_COLUMNS), (posts_sql, POST_COLUMNS)):
        for known in (True, False):
            name = "units" if source is units_sql else "posts"
            with connection.cursor() as cursor:
                cursor.execute(
                    f"{source(known=known)} SELECT * FROM {name}", {"on": DAY, "known": "2018-05-01"}
                )
                assert tuple(column.name for column in cursor.description) == tuple(columns)
